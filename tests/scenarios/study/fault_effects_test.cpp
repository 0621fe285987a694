#include "scenarios/study/fault_effects.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "small_scenario.hpp"

namespace txlab {
namespace {

TEST(RatioOfMeans, IsTheRatioOfTheSums) {
  const double above[] = {2, 0, 7};
  const double below[] = {1, 0, 2};
  const Estimate ratio = ratio_of_means(above, below, 0.95);
  EXPECT_DOUBLE_EQ(ratio.value, 3);
  EXPECT_TRUE(ratio.known);
  EXPECT_LT(ratio.low, 3);
}

TEST(RatioOfMeans, HasNoErrorWhereBothGoTogether) {
  const double above[] = {10, 30, 20};
  const double below[] = {1, 3, 2};
  const Estimate ratio = ratio_of_means(above, below, 0.95);
  EXPECT_DOUBLE_EQ(ratio.value, 10);
  EXPECT_NEAR(ratio.high - ratio.low, 0, 1e-12);
}

TEST(RatioOfMeans, IsUnknownIfNothingWasCountedBelow) {
  const double above[] = {1, 2};
  const double below[] = {0, 0};
  EXPECT_TRUE(std::isnan(ratio_of_means(above, below, 0.95).value));
}

// One purchase meets the cut between wallet and fund, another comes long after it.
Scenario cut_once() {
  Scenario scenario = small_scenario({1s, 60s});
  FaultSettings cut = fault(FaultKind::partition, "", 500ms, 20s);
  cut.name = "cut";
  cut.between = {"wallet", "fund"};
  FaultSettings idle = fault(FaultKind::crash, "mq", 30s, 0s);
  idle.name = "idle";
  idle.restart_after = 1s;
  scenario.faults = {cut, idle};
  scenario.strategies = {strategy("naive"), strategy("xa")};
  scenario.experiment.replications = 2;
  return scenario;
}

TEST(FaultEffects, TellWhatOneFiringCostsUnderEachStrategy) {
  const auto effects = fault_effects(cut_once(), 2, {.jobs = 1});
  ASSERT_EQ(effects.size(), 4u);
  const FaultEffect& naive = effects[0];
  EXPECT_EQ(naive.fault, "cut");
  EXPECT_EQ(naive.strategy, "naive");
  EXPECT_DOUBLE_EQ(naive.firings, 1);
  EXPECT_DOUBLE_EQ(naive.yuan_lost.value, 1000) << "main is there, and its branch never will be";
  EXPECT_DOUBLE_EQ(naive.purchases_lost.value, 1);
  EXPECT_GE(naive.unclaimed.value, 1);
  EXPECT_DOUBLE_EQ(naive.claims_broken.value, 0) << "it claims nothing";
  EXPECT_GT(naive.yuan_seconds.value, 1000);
  EXPECT_EQ(effects[1].strategy, "xa");
  EXPECT_DOUBLE_EQ(effects[1].yuan_lost.value, 0);
  EXPECT_DOUBLE_EQ(effects[1].claims_broken.value, 0);
  EXPECT_DOUBLE_EQ(effects[1].unclaimed.value, 0);
}

// Nobody asks the broker to look again: what it had not been told about is lost, and is a broken
// claim until the broker's own disk may lose what it acknowledged.
TEST(FaultEffects, TellBrokenClaimsFromWhatIsNotClaimed) {
  Scenario scenario = small_scenario({1s});
  scenario.workload.client.retries = 0;
  scenario.faults = {crash("wallet", AtFirst{"main.durable"}, 1s)};
  scenario.strategies = {strategy("transactional-message", {{"check_back", "off"}})};
  const FaultEffect held = fault_effects(scenario, 2, {.jobs = 1})[0];
  EXPECT_GE(held.claims_broken.value, 1);
  EXPECT_DOUBLE_EQ(held.unclaimed.value, 0);
  scenario.broker.flush = Flush::async;
  const FaultEffect withdrawn = fault_effects(scenario, 2, {.jobs = 1})[0];
  EXPECT_DOUBLE_EQ(withdrawn.claims_broken.value, 0);
  EXPECT_DOUBLE_EQ(withdrawn.unclaimed.value, held.claims_broken.value);
}

TEST(FaultEffects, MeasureEachFaultAlone) {
  const auto effects = fault_effects(cut_once(), 2, {.jobs = 2});
  ASSERT_EQ(effects.size(), 4u);
  EXPECT_EQ(effects[2].fault, "idle");
  for (const std::size_t i : {2u, 3u}) {
    EXPECT_DOUBLE_EQ(effects[i].firings, 1);
    EXPECT_DOUBLE_EQ(effects[i].yuan_lost.value, 0) << "the cut is not in these runs";
    EXPECT_DOUBLE_EQ(effects[i].purchases_lost.value, 0);
  }
}

TEST(FaultEffects, AreMeasuredWhenTheExperimentAsksForThem) {
  Scenario scenario = cut_once();
  EXPECT_TRUE(run_point(scenario, {.jobs = 1}).result.fault_effects.empty());
  scenario.experiment.per_fault = true;
  const PointRun point = run_point(scenario, {.jobs = 1});
  EXPECT_TRUE(point.complete);
  EXPECT_EQ(point.result.fault_effects.size(), 4u);
}

TEST(FaultEffects, ThatWereInterruptedAreLeftOut) {
  Scenario scenario = cut_once();
  const std::atomic<bool> stop = true;
  EXPECT_TRUE(fault_effects(scenario, 2, {.jobs = 1, .stop = &stop}).empty());
}

}  // namespace
}  // namespace txlab
