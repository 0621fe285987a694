// Separating: two strategies part in the smallest run that shows it, and equals never do.
#include "scenarios/study/separation.hpp"

#include <gtest/gtest.h>

#include "small_scenario.hpp"

namespace txlab {
namespace {

constexpr std::uint32_t everything = (1u << properties) - 1;

struct Alone {
  ExploredWorld one;
  ExploredWorld two;

  static ExploredWorld world_of(const StrategyEntry& entry, std::vector<Duration> arrivals) {
    Scenario scenario = small_scenario(std::move(arrivals));
    scenario.strategies = {entry};
    return ExploredWorld(std::move(scenario), 7, everything);
  }
  explicit Alone(const StrategyEntry& entry)
      : one(world_of(entry, {1s})), two(world_of(entry, {1s, 1002ms})) {}
};

SeparationResult separated(const StrategyEntry& a, const StrategyEntry& b,
                           std::uint64_t budget = 2000, unsigned threads = 2) {
  const Alone first(a);
  const Alone second(b);
  return separate({Contender{{first.one, first.two}, everything},
                   Contender{{second.one, second.two}, everything}},
                  {.budget = budget, .threads = threads});
}

const Separation* of(const SeparationResult& result, Measure measure, std::size_t better) {
  for (const Separation& one : result.separations) {
    if (one.measure == measure && one.better == better) return &one;
  }
  return nullptr;
}

StrategyEntry careless() { return strategy("local-message-table", {{"dedup", "off"}}); }
StrategyEntry careful() { return strategy("local-message-table"); }

TEST(ASeparation, OfAGuardFromItsAbsenceIsOneFaultOnOnePurchase) {
  const SeparationResult result = separated(careless(), careful());
  const Separation* const promise = of(result, Measure::promise, 1);
  ASSERT_NE(promise, nullptr);
  EXPECT_EQ(promise, &result.separations.front());
  EXPECT_EQ(promise->properties,
            (std::vector{PropertyId::conservation, PropertyId::no_duplicate_purchase}));
  EXPECT_EQ(promise->faults.size(), 1u);
  EXPECT_EQ(promise->purchases, 1u);
  EXPECT_EQ(of(result, Measure::promise, 0), nullptr) << "the careless one keeps nothing more";
}

TEST(ASeparation, IsTheSameSeenFromTheOtherSide) {
  const SeparationResult one = separated(careless(), careful());
  const SeparationResult other = separated(careful(), careless());
  ASSERT_EQ(one.separations.size(), other.separations.size());
  for (std::size_t i = 0; i < one.separations.size(); ++i) {
    const Separation& a = one.separations[i];
    const Separation* const b = of(other, a.measure, 1 - a.better);
    ASSERT_NE(b, nullptr);
    EXPECT_EQ(a.runs[0].outcome.digest, b->runs[1].outcome.digest);
    EXPECT_EQ(a.runs[1].outcome.digest, b->runs[0].outcome.digest);
  }
}

TEST(ASeparation, OfEqualsIsNone) {
  const SeparationResult result = separated(careful(), careful(), 1000);
  EXPECT_TRUE(result.separations.empty());
  EXPECT_EQ(result.runs, 1000u);
  EXPECT_EQ(result.singles_tried, result.singles);
}

// Two-phase commit takes four messages for each of its two participants, and the work on top; the
// half message, its end and the delivery are fewer than half of that.
TEST(ASeparation, InCostNeedsNoFault) {
  const SeparationResult result = separated(strategy("transactional-message"), strategy("xa"), 10);
  const Separation* const cost = of(result, Measure::messages, 0);
  ASSERT_NE(cost, nullptr);
  EXPECT_TRUE(cost->faults.empty());
  EXPECT_EQ(cost->purchases, 1u);
  EXPECT_GE(cost->values[1], 2 * cost->values[0]);
}

TEST(ASeparation, IsRepeatedByTheChoicesOfEachOfTheTwo) {
  const SeparationResult result = separated(careless(), careful(), 800);
  const Alone alone[] = {Alone(careless()), Alone(careful())};
  for (const Separation& one : result.separations) {
    for (std::size_t which = 0; which < 2; ++which) {
      const Worlds worlds{alone[which].one, alone[which].two};
      const Subject subject = [&](Chooser& chooser) {
        return worlds.with(one.purchases).explore(chooser);
      };
      const ShrunkRun again = repeat(subject, one.runs[which].choices, Addressing::question);
      EXPECT_EQ(again.outcome.digest, one.runs[which].outcome.digest);
    }
  }
}

TEST(ASeparation, IsTheSameOnAnyNumberOfThreads) {
  const SeparationResult alone = separated(careless(), strategy("xa"), 900, 1);
  const SeparationResult together = separated(careless(), strategy("xa"), 900, 3);
  ASSERT_EQ(alone.separations.size(), together.separations.size());
  EXPECT_GT(alone.separations.size(), 3u);
  for (std::size_t i = 0; i < alone.separations.size(); ++i) {
    EXPECT_EQ(alone.separations[i].faults, together.separations[i].faults);
    EXPECT_EQ(alone.separations[i].measure, together.separations[i].measure);
  }
}

TEST(ASeparation, StoppedEarlyIsPartial) {
  const Alone alone(careful());
  const Contender contender{{alone.one, alone.two}, everything};
  const std::atomic<bool> stop{true};
  const SeparationResult result = separate({contender, contender}, {.budget = 100, .stop = &stop});
  EXPECT_TRUE(result.partial);
  EXPECT_EQ(result.runs, 0u);
}

TEST(WordsOfACommonFault, NameTheHostOrTheLinkAndTheCount) {
  const std::vector<std::string> hosts{"centre", "fund-1"};
  EXPECT_EQ(words_of({{Site::Kind::message, 0, 1}, 2, 1}, hosts),
            "the 3rd message from centre to fund-1 is lost");
  EXPECT_EQ(words_of({{Site::Kind::suspension, 1, 0}, 20, 1}, hosts),
            "fund-1 crashes (process) at its 21st wait");
  EXPECT_EQ(words_of({{Site::Kind::suspension, 1, 0}, 10, 2}, hosts),
            "fund-1 loses power (unsynced writes gone) at its 11th wait");
}

}  // namespace
}  // namespace txlab
