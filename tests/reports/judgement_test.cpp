#include "reports/judgement.hpp"

#include <gtest/gtest.h>

#include "sample.hpp"

namespace txlab {
namespace {

StrategyResult strategy(const std::string& name, double messages, double half_width,
                        const std::string& protocol = "xa") {
  StrategyResult one;
  one.name = name;
  one.protocol = protocol;
  one.metrics.push_back(metric("messages_per_purchase", "1", messages, half_width));
  one.properties.push_back(holding("conservation"));
  return one;
}

std::vector<std::string> names_of(const Contest& contest) {
  std::vector<std::string> names;
  for (const auto& entry : contest.leaders) names.push_back(entry.strategy->name);
  return names;
}

constexpr Statistic messages{"messages_per_purchase", "mean"};

TEST(Standing, CountsClaimsAndNothingElse) {
  StrategyResult one;
  EXPECT_FALSE(standing_of(one).holds_all()) << "who claims nothing keeps no claim";
  one.properties = {holding("a"), violated("b", false), holding("c")};
  EXPECT_EQ(standing_of(one).claims, 2);
  EXPECT_TRUE(standing_of(one).holds_all());
  one.properties.push_back(violated("d", true));
  EXPECT_EQ(standing_of(one).broken, 1);
  EXPECT_FALSE(standing_of(one).holds_all());
  one.properties.back().withdrawn = "flush: async";
  EXPECT_TRUE(standing_of(one).holds_all());
  one.properties.back().withdrawn.clear();
  one.properties.back().reason = "blocked-by-design";
  EXPECT_TRUE(standing_of(one).holds_all());
  one.properties[0].verdict = PropertyVerdict::unknown;
  EXPECT_EQ(standing_of(one).undecided, 1);
  EXPECT_FALSE(standing_of(one).holds_all());
}

TEST(Contest, IsWonOnlyWithoutOverlap) {
  PointResult point;
  point.strategies = {strategy("a", 4, 0.5), strategy("b", 3, 0.5), strategy("c", 8, 0.5)};
  EXPECT_EQ(lowest(point, messages).outcome, Contest::Outcome::open) << "3.5 touches 3.5";
  EXPECT_EQ(names_of(lowest(point, messages)), (std::vector<std::string>{"b", "a"}));
  point.strategies[0].metrics[0].mean = estimate(4.2, 0.5);
  EXPECT_EQ(lowest(point, messages).outcome, Contest::Outcome::one);
  EXPECT_EQ(names_of(lowest(point, messages)), (std::vector<std::string>{"b"}));
}

TEST(Contest, EqualExactNumbersAreAlike) {
  PointResult point;
  point.strategies = {strategy("a", 3, 0), strategy("b", 3, 0), strategy("c", 4, 0)};
  EXPECT_EQ(lowest(point, messages).outcome, Contest::Outcome::alike);
  EXPECT_EQ(names_of(lowest(point, messages)), (std::vector<std::string>{"a", "b"}));
}

TEST(Contest, PairedComparisonsSeeMoreThanIntervals) {
  PointResult point;
  point.strategies = {strategy("a", 3.1, 0.5), strategy("b", 3, 0.5)};
  Comparison compared{"mean(messages_per_purchase)", "a", "b", estimate(0.1, 0.01),
                      ComparisonVerdict::worse};
  point.comparisons = {compared};
  EXPECT_EQ(lowest(point, messages).outcome, Contest::Outcome::one);
  point.comparisons[0].verdict = ComparisonVerdict::same;
  EXPECT_EQ(lowest(point, messages).outcome, Contest::Outcome::alike);
  point.comparisons[0].verdict = ComparisonVerdict::unknown;
  EXPECT_EQ(lowest(point, messages).outcome, Contest::Outcome::open);
}

TEST(Contest, NeitherTheZeroLineNorWhoBreaksClaimsIsRanked) {
  PointResult point;
  point.strategies = {strategy("none", 1, 0, "none"), strategy("naive", 2, 0, "naive"),
                      strategy("broken", 2, 0), strategy("honest", 8, 0)};
  point.strategies[1].properties[0].claimed = false;
  point.strategies[2].properties[0].verdict = PropertyVerdict::violated;
  EXPECT_EQ(names_of(lowest(point, messages)), (std::vector<std::string>{"honest"}));
  point.strategies.pop_back();
  EXPECT_EQ(lowest(point, messages).outcome, Contest::Outcome::nobody);
}

TEST(Contest, OneReplicationDecidesNothing) {
  PointResult point;
  point.strategies = {strategy("a", 3, 0), strategy("b", 8, 0)};
  for (auto& one : point.strategies) one.metrics[0].mean.known = false;
  EXPECT_EQ(lowest(point, messages).outcome, Contest::Outcome::open);
}

TEST(Estimates, WhatDoesNotApplyIsNotThere) {
  StrategyResult one = strategy("a", 3, 0);
  EXPECT_NE(estimate_of(one, "messages_per_purchase", "mean"), nullptr);
  EXPECT_EQ(estimate_of(one, "messages_per_purchase", "p99"), nullptr);
  EXPECT_EQ(estimate_of(one, "lock_hold", "mean"), nullptr);
  one.metrics[0].applies = false;
  EXPECT_EQ(estimate_of(one, "messages_per_purchase", "mean"), nullptr);
}

}  // namespace
}  // namespace txlab
