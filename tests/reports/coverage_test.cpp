// What an exploration says about itself: numbers that were counted, and what follows from them.
#include "reports/coverage.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "reports/exploration.hpp"

namespace txlab {
namespace {

using testing::HasSubstr;
using testing::Not;

Coverage counted() {
  Coverage coverage{.runs = 200, .distinct = 150, .orders = 120, .orders_once = 50};
  coverage.places = 10;
  coverage.singles = coverage.singles_tried = 30;
  coverage.walks = 60;
  coverage.priorities = {.runs = 40, .hosts = 4, .steps = 10, .miss_bound = {0.05, 0.7, 1, 1}};
  coverage.combinations = {.runs = 20, .proposed = 90, .faults = 2, .delays = 2, .complete = 1};
  coverage.lineages = {.runs = 10, .proposed = 10, .most_faults = 3, .complete = 3};
  coverage.reached = 5;
  coverage.unreached = {"cancel at fund", "list at mq", "cancel at wallet"};
  coverage.goals[static_cast<std::size_t>(Goal::dead_letter)] = 7;
  return coverage;
}

// As one line, wherever lines were broken.
std::string in_a_line(const std::string& text) {
  return std::regex_replace(text, std::regex("\\s+"), " ");
}

TEST(CoverageText, SaysHowManyOrdersThereWereAndHowManyMoreToExpect) {
  // Good and Turing: of 200 runs 50 had an order of their own.
  EXPECT_THAT(in_a_line(coverage_text(counted())),
              HasSubstr("in 120 causal orders; about 25 % of further"));
}

TEST(CoverageText, NamesWhatWasReachedAndWhatNever) {
  const std::string text = in_a_line(coverage_text(counted()));
  EXPECT_THAT(
      text,
      HasSubstr("transitions reached: 5 of 8; not reached: cancel at fund, wallet; list at mq"));
  EXPECT_THAT(text, HasSubstr("sometimes: 1 of 11: a dead letter (7)"));
  EXPECT_THAT(text, HasSubstr("never: a host came back"));
}

TEST(CoverageText, SaysHowFarEachSearchIsComplete) {
  const std::string text = in_a_line(coverage_text(counted()));
  EXPECT_THAT(text, HasSubstr("20 of 90 so far, complete up to 1 choice"));
  EXPECT_THAT(text, HasSubstr("10 of 10 sets so far of at most 3 faults, complete up to 3 faults"));
  EXPECT_THAT(text, HasSubstr("misses a bug of depth 1: 0.05, 2: 0.7"));
}

TEST(CoverageText, IsAtMost100ColumnsWide) {
  std::istringstream lines(coverage_text(counted()));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 100u) << line;
}

TEST(CoverageJson, HasTheSameNumbers) {
  const auto json = coverage_json(counted());
  EXPECT_EQ(json["orders"], 120);
  EXPECT_EQ(json["unseen"], 0.25);
  EXPECT_EQ(json["combinations"]["complete"], 1);
  EXPECT_EQ(json["priority_walks"]["miss_bound"][1], 0.7);
  EXPECT_EQ(json["transitions"], 8);
  EXPECT_EQ(json["goals"]["a dead letter"], 7);
}

ExploredStrategy explored() {
  ExploredStrategy strategy{.name = "xa", .held = bit_of(PropertyId::conservation)};
  strategy.hunt.coverage = counted();
  return strategy;
}

TEST(AClaim, IsProvedWithinTheBoundsThatWereTried) {
  const ExploredStrategy strategy = explored();
  const ClaimVerdict one = verdict_on(strategy, PropertyId::conservation, 1);
  EXPECT_EQ(one.label, ClaimLabel::proved);
  EXPECT_EQ(one.bounds,
            "1 purchase, all 30 single faults; 2 purchases, every single crash, fault of a message "
            "or delay");
  // Neither all pairs nor all combinations of two have been tried.
  const ClaimVerdict two = verdict_on(strategy, PropertyId::conservation, 2);
  EXPECT_EQ(two.label, ClaimLabel::not_broken);
  EXPECT_EQ(two.runs, 200u);
  EXPECT_EQ(verdict_on(strategy, PropertyId::told_truth, 1).label, ClaimLabel::not_claimed);
}

TEST(AClaim, OfTwoFaultsIsProvedByAllCombinationsOfTwo) {
  ExploredStrategy strategy = explored();
  strategy.hunt.coverage.combinations.complete = 2;
  const ClaimVerdict two = verdict_on(strategy, PropertyId::conservation, 2);
  EXPECT_EQ(two.label, ClaimLabel::proved);
  EXPECT_THAT(two.bounds, HasSubstr("every combination of up to 2 faults and delays"));
}

TEST(AClaim, ThatIsNotBrokenHasABoundOnRandomWalks) {
  Exploration exploration;
  exploration.strategies = {explored()};
  // 3/60: Hanley and Lippman-Hand.
  EXPECT_THAT(exploration_text(exploration),
              HasSubstr("of random walks at most 5 % break a claim that none of 60 broke"));
  exploration.strategies.front().hunt.coverage.walks = 0;
  EXPECT_THAT(exploration_text(exploration), Not(HasSubstr("random walks at most")));
}

}  // namespace
}  // namespace txlab
