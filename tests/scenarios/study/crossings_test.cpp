// Where the better of two changes along a swept axis: worked out by hand for straight lines.
#include "scenarios/study/crossings.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace txlab {
namespace {

StrategyResult measured(const std::string& name, const std::string& metric, double value) {
  StrategyResult strategy{.name = name};
  strategy.metrics.push_back({.name = metric, .mean = {value, value, value}});
  return strategy;
}

PointResult point(std::vector<StrategyResult> strategies) {
  return {.strategies = std::move(strategies)};
}

SweepAxis rates(std::vector<std::string> values, const std::string& metric = "money_at_risk") {
  return {"workload.refusals.quota", std::move(values), {{"mean", metric}}};
}

const SweepAxis prechecks{"precheck", {"[]", "[quota]"}, {}};

// Without a check 10 + 20r, with one 12 throughout: equal at r = 10 %.
std::vector<PointResult> lines(bool rate_varies_fastest) {
  std::vector<PointResult> points(6);
  const double without[] = {10, 11, 14};
  for (std::size_t rate = 0; rate < 3; ++rate) {
    points[rate_varies_fastest ? rate : 2 * rate] =
        point({measured("xa", "money_at_risk", without[rate])});
    points[rate_varies_fastest ? 3 + rate : 2 * rate + 1] =
        point({measured("xa", "money_at_risk", 12)});
  }
  return points;
}

TEST(Crossings, lie_where_the_lines_between_the_points_meet) {
  const SweepAxis axis = rates({"0%", "5%", "20%"});
  for (const bool fastest : {true, false}) {
    const auto sweep = fastest ? std::vector{prechecks, axis} : std::vector{axis, prechecks};
    const auto found = crossings(sweep, "xa", 0.95, lines(fastest));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].strategy, "xa");
    EXPECT_EQ(found[0].metric, "mean(money_at_risk)");
    EXPECT_EQ(found[0].a, "precheck=[]");
    EXPECT_EQ(found[0].first, Crossing::Better::a);
    ASSERT_EQ(found[0].at.size(), 1u);
    EXPECT_DOUBLE_EQ(found[0].at[0].value, 10);
    EXPECT_FALSE(found[0].at[0].known) << "nothing is known of the replications";
    EXPECT_EQ(found[0].unit, "%");
  }
}

// Three replications, in which the check is worth more or less but all else is the same.
TEST(Crossings, have_an_interval_over_replications_that_met_the_same_customers) {
  auto points = lines(true);
  const double without[] = {10, 11, 14};
  for (std::size_t rate = 0; rate < 3; ++rate) {
    const double w = without[rate];
    points[rate].crossing_values = {{"xa", "mean(money_at_risk)", {w + 50, w, w - 50}}};
    points[3 + rate].crossing_values = {{"xa", "mean(money_at_risk)", {62.1, 12, -38.1}}};
  }
  const auto found = crossings({prechecks, rates({"0%", "5%", "20%"})}, "xa", 0.95, points);
  const Estimate at = found[0].at[0];
  EXPECT_TRUE(at.known);
  // The lead is 2 - 0.2 r, the same up to 0.1 either way: t sqrt(0.01 / 3) of it, on a slope of
  // 0.2.
  const double half = 4.302652730 * 0.1 / std::sqrt(3) / 0.2;
  EXPECT_NEAR(at.low, 10 - half, 1e-6);
  EXPECT_NEAR(at.high, 10 + half, 1e-6);
}

TEST(Crossings, compare_strategies_with_the_baseline_along_a_single_axis) {
  const auto pair = [](double a, double b) {
    return point({measured("mq-tx", "throughput", a), measured("xa", "throughput", b)});
  };
  const std::vector<PointResult> points{pair(10, 8), pair(10, 12), pair(10, 8)};
  const auto found = crossings({rates({"1ms", "2ms", "3ms"}, "throughput")}, "mq-tx", 0.95, points);
  ASSERT_EQ(found.size(), 1u) << "the baseline is not compared with itself";
  EXPECT_EQ(found[0].a, "xa");
  EXPECT_EQ(found[0].b, "mq-tx");
  EXPECT_EQ(found[0].first, Crossing::Better::b) << "more throughput is better";
  ASSERT_EQ(found[0].at.size(), 2u);
  EXPECT_EQ(found[0].at[0].value, 1.5);
  EXPECT_EQ(found[0].at[1].value, 2.5);
}

TEST(Crossings, are_none_where_one_is_better_or_equal_throughout) {
  const auto pair = [](double a, double b) {
    return point({measured("mq-tx", "money_at_risk", a), measured("xa", "money_at_risk", b)});
  };
  const auto axis = rates({"0%", "5%", "20%"});
  const auto better =
      crossings({axis}, "mq-tx", 0.95, std::vector{pair(3, 3), pair(3, 1), pair(3, 2)});
  EXPECT_EQ(better[0].first, Crossing::Better::a);
  EXPECT_TRUE(better[0].at.empty());
  const auto equal =
      crossings({axis}, "mq-tx", 0.95, std::vector{pair(1, 1), pair(2, 2), pair(3, 3)});
  EXPECT_EQ(equal[0].first, Crossing::Better::neither);
}

TEST(Crossings, of_a_sweep_that_was_interrupted_are_not_told) {
  const auto whole = lines(true);
  EXPECT_TRUE(
      crossings({prechecks, rates({"0%", "5%", "20%"})}, "xa", 0.95, std::span(whole).first(5))
          .empty());
}

TEST(AxisNumbers, rise_and_have_one_unit) {
  EXPECT_EQ(numbers_of({"0%", "2.5%"})->values, (std::vector<double>{0, 2.5}));
  EXPECT_EQ(numbers_of({"10/s"})->unit, "/s");
  EXPECT_FALSE(numbers_of({"500ms", "1s"}));
  EXPECT_FALSE(numbers_of({"5%", "5%"}));
  EXPECT_FALSE(numbers_of({"[]", "[quota]"}));
}

}  // namespace
}  // namespace txlab
