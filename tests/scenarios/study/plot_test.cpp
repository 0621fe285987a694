// What a story means: whom a fault came between, how it ends for everybody, and what was missing.
#include "scenarios/study/plot.hpp"

#include <gmock/gmock.h>

#include "scenarios/study/hunt.hpp"
#include "sim/world/network.hpp"
#include "sim/world/world.hpp"
#include "small_scenario.hpp"

namespace txlab {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

ExploredWorld patient_world(const StrategyEntry& entry, std::vector<Duration> arrivals = {1s}) {
  Scenario scenario = small_scenario(std::move(arrivals));
  scenario.drain = 100h;
  scenario.strategies = {entry};
  return {std::move(scenario), 7, (1u << properties) - 1};
}

// Answers one question, the first about this place, with `answer`.
class Once final : public Chooser {
 public:
  Once(Site::Kind kind, std::string what, std::uint32_t answer)
      : kind_(kind), what_(std::move(what)), answer_(answer) {}
  std::uint32_t choose(const Site& site, std::uint32_t) override {
    const std::uint64_t question = asked_++;
    if (!made_.empty() || site.kind != kind_ || site.what != what_ || site.idle) return 0;
    made_.push_back({question, answer_, Place::of(site), 0});
    return answer_;
  }
  const Choices& made() const { return made_; }

 private:
  Site::Kind kind_;
  std::string what_;
  std::uint32_t answer_;
  std::uint64_t asked_ = 0;
  Choices made_;
};

Plot plot(const ExploredWorld& world, PropertyId property, Once fault) {
  world.run(fault);
  EXPECT_EQ(fault.made().size(), 1u) << "the fault found no place";
  return plot_of(world, property, fault.made(), tell(world, fault.made()));
}

Once lost(std::string message) {
  return {Site::Kind::message, std::move(message), static_cast<std::uint32_t>(MessageChoice::lose)};
}
Once doubled(std::string message) {
  return {Site::Kind::message, std::move(message),
          static_cast<std::uint32_t>(MessageChoice::duplicate)};
}
Once crash_at(std::string wait) {
  return {Site::Kind::suspension, std::move(wait),
          static_cast<std::uint32_t>(CrashChoice::process)};
}

auto step(const char* words) {
  return Contains(Field("words", &Plot::Step::words, HasSubstr(words)));
}
auto belief(const char* who, const char* what) {
  return Contains(AllOf(Field("who", &Plot::Belief::who, who),
                        Field("what", &Plot::Belief::what, HasSubstr(what))));
}

TEST(APlot, OfALostConfirmationSaysWhatItKeptFromHappeningAndWhatWasMissing) {
  const auto world = patient_world(strategy("transactional-message", {{"check_back", "off"}}));
  const Plot told = plot(world, PropertyId::main_branch_agreement, lost("end"));
  EXPECT_THAT(told.steps, step("FAULT: the message `end` from wallet to mq is lost, which keeps mq "
                               "from storing a message for the fund side"));
  EXPECT_THAT(told.steps.back().words, HasSubstr("main-branch-agreement is violated"));
  EXPECT_THAT(told.beliefs, belief("wallet-db", "main is done"));
  EXPECT_THAT(told.beliefs, belief("fund-db", "knows nothing of the order"));
  EXPECT_THAT(told.beliefs, belief("the customer", "ACCEPTED"));
  EXPECT_THAT(told.repairs, Contains("wallet never sends `end` again"));
  EXPECT_THAT(told.guards, ElementsAre("check_back=on"));
}

TEST(APlot, OfWhatWasRepairedNamesTheRepairAndNoGuard) {
  const auto world = patient_world(strategy("transactional-message"));
  const Plot told = plot(world, PropertyId::main_branch_agreement, lost("end"));
  EXPECT_THAT(told.steps, step("mq asks wallet what became of main"));
  EXPECT_THAT(told.repairs, Contains(HasSubstr("the broker asks once what became of main")));
  EXPECT_THAT(told.beliefs, belief("fund-db", "the branch is done"));
  EXPECT_THAT(told.guards, IsEmpty());
}

// Two-phase commit: the votes are asked for, and the decision is not yet on disk.
TEST(APlot, OfACrashSaysBetweenWhichTwoStepsItCame) {
  const auto world = patient_world(strategy("xa", {{"recovery", "off"}}));
  const Plot told = plot(world, PropertyId::main_branch_agreement, crash_at("prepare"));
  EXPECT_THAT(told.steps, step("centre crashes (its process dies) after asking fund to prepare and "
                               "vote, before putting the decision on disk"));
  EXPECT_THAT(told.beliefs, belief("fund-db", "in doubt"));
  EXPECT_THAT(told.guards, ElementsAre("recovery=on"));
}

// What happens after a violation cannot have caused it.
TEST(APlot, EndsWithTheViolation) {
  const auto world =
      patient_world(strategy("local-message-table", {{"delivery", "broker"}, {"dedup", "off"}}));
  const Plot told = plot(world, PropertyId::no_duplicate_purchase, doubled("publish"));
  EXPECT_THAT(told.steps, step("`publish` from wallet to mq arrives twice"));
  EXPECT_THAT(told.steps, Not(step("settles with the fund side")));
  EXPECT_THAT(told.beliefs, belief("fund-db", "the branch is done: shares are given (2 times)"));
}

TEST(APlot, LeavesOtherPurchasesOut) {
  const auto world =
      patient_world(strategy("transactional-message", {{"check_back", "off"}}), {1s, 1002ms});
  const Plot told = plot(world, PropertyId::main_branch_agreement, lost("end"));
  ASSERT_EQ(told.purchase, IntentId{1});
  const auto wants = [](const Plot::Step& one) {
    return one.words.find("wants to buy") != std::string::npos;
  };
  EXPECT_EQ(std::ranges::count_if(told.steps, wants), 1);
}

TEST(APlot, CountsWhatIsRepeatedInsteadOfTellingIt) {
  const auto world = patient_world(strategy("xa", {{"recovery", "off"}}));
  const Plot told = plot(world, PropertyId::told_eventually, crash_at("prepare"));
  EXPECT_LT(told.steps.size(), 40u);
  EXPECT_THAT(told.steps, step("more time"));
}

}  // namespace
}  // namespace txlab
