// Marks: where two runs part, told by two characters per happening.
#include "scenarios/study/marks.hpp"

#include <gtest/gtest.h>

#include "sim/explore/placed_faults.hpp"
#include "sim/explore/recording.hpp"
#include "sim/explore/replaying.hpp"
#include "small_scenario.hpp"

namespace txlab {
namespace {

ExploredWorld world_of(const StrategyEntry& entry, std::vector<Duration> arrivals = {1s}) {
  Scenario scenario = small_scenario(std::move(arrivals));
  scenario.strategies = {entry};
  return ExploredWorld(std::move(scenario), 7, 0);
}

Choices with_fault_at(const ExploredWorld& world, std::uint64_t place) {
  PlacedFaults faults({{place, 1}});
  Recording recording(faults, Recording::Detail::full);
  world.explore(recording);
  return recording.choices();
}

// Where two runs part, found by comparing all of their happenings.
class Listing final : public Observer {
 public:
  void on(const Happening& happening, Instant at) override {
    all.push_back({static_cast<std::int64_t>(happening.kind), happening.host.value,
                   happening.peer.value, happening.value, at.time_since_epoch().count()});
  }
  std::vector<std::array<std::int64_t, 5>> all;
};

std::uint64_t first_difference(const ExploredWorld& world, const Choices& a, const Choices& b) {
  Listing one;
  Listing two;
  for (auto [choices, listing] : {std::pair{&a, &one}, std::pair{&b, &two}}) {
    Replaying chooser(*choices);
    Observer* const observers[] = {listing};
    world.run(chooser, observers);
  }
  const auto parted = std::ranges::mismatch(one.all, two.all);
  return static_cast<std::uint64_t>(parted.in1 - one.all.begin()) + 1;
}

TEST(Marks, OfTheSameRunAreTheSame) {
  const ExploredWorld world = world_of(strategy("xa"));
  const Marks marks = marks_of(world, {});
  EXPECT_EQ(marks.every, 1u);
  EXPECT_EQ(marks.text.size(), 2 * marks.happenings);
  EXPECT_EQ(marks, marks_of(world, {}));
  EXPECT_FALSE(departure(marks, world, {}).has_value());
}

TEST(Marks, TellTheFirstHappeningThatDiffers) {
  const ExploredWorld world = world_of(strategy("xa"));
  const Marks calm = marks_of(world, {});
  for (std::uint64_t place = 0; place < 60; place += 3) {
    const Choices choices = with_fault_at(world, place);
    const auto parted = departure(calm, world, choices);
    ASSERT_TRUE(parted.has_value()) << place;
    EXPECT_EQ(parted->happening, first_difference(world, {}, choices)) << place;
    EXPECT_EQ(parted->happening, parted->after + 1);
    EXPECT_FALSE(parted->words.empty());
  }
}

TEST(Marks, TellARunThatIsOverTooSoonAndOneThatGoesOn) {
  const ExploredWorld world = world_of(strategy("none"));
  Marks marks = marks_of(world, {});
  const std::uint64_t happenings = marks.happenings;
  marks.happenings += 3;
  marks.text += "AAAAAA";
  EXPECT_EQ(departure(marks, world, {})->happening, happenings + 1);
  marks.happenings = happenings - 2;
  marks.text.resize(2 * marks.happenings);
  EXPECT_EQ(departure(marks, world, {})->happening, happenings - 1);
}

TEST(Marks, OfALongRunAreFewAndTellASpan) {
  const std::vector<Duration> many = [] {
    std::vector<Duration> all;
    for (int i = 0; i < 200; ++i) all.push_back(1s + i * 100ms);
    return all;
  }();
  const ExploredWorld world = world_of(strategy("xa"), many);
  const Marks marks = marks_of(world, {});
  EXPECT_GT(marks.every, 1u);
  EXPECT_LE(marks.text.size(), 2 * most_marks);
  const Choices choices = with_fault_at(world, 500);
  const auto parted = departure(marks, world, choices);
  ASSERT_TRUE(parted.has_value());
  const std::uint64_t really = first_difference(world, {}, choices);
  EXPECT_LT(parted->after, really);
  EXPECT_GE(parted->happening, really);
  EXPECT_LE(parted->happening - parted->after, marks.every);
}

}  // namespace
}  // namespace txlab
