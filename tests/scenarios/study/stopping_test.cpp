#include "scenarios/study/stopping.hpp"

#include <gtest/gtest.h>

#include "scenarios/study/study.hpp"
#include "small_scenario.hpp"

namespace txlab {
namespace {

using Counts = std::vector<std::uint32_t>;

TEST(Checkpoints, AreOneCountUnlessAMaximumIsGiven) {
  EXPECT_EQ(checkpoints({.replications = 20}), Counts{20});
}

TEST(Checkpoints, DoubleUpToTheMaximum) {
  EXPECT_EQ(checkpoints({.replications = 5, .max_replications = 40}), (Counts{5, 10, 20, 40}));
  EXPECT_EQ(checkpoints({.replications = 5, .max_replications = 33}), (Counts{5, 10, 20, 33}));
  EXPECT_EQ(checkpoints({.replications = 7, .max_replications = 7}), Counts{7});
}

// Poisson arrivals over links with jitter: replications differ.
Scenario noisy(double relative_error) {
  Scenario scenario = small_scenario();
  scenario.workload.arrivals = {
      {.process = ArrivalPhase::Process::poisson, .rate_per_s = 20, .think = {}, .lasts = 2s}};
  scenario.network.latency = Distribution::exponential(1e6);
  scenario.strategies = {strategy("none"), strategy("xa")};
  scenario.experiment = {.replications = 2,
                         .max_replications = 16,
                         .until_statistic = "mean",
                         .until_metric = "client_latency",
                         .until_relative_error = relative_error};
  return scenario;
}

std::uint32_t replications_of(const Scenario& scenario, unsigned jobs = 1) {
  const PointRun point = run_point(scenario, {.jobs = jobs});
  EXPECT_TRUE(point.complete);
  for (const StrategyResult& result : point.result.strategies) {
    EXPECT_EQ(result.replications, point.replications);
  }
  return point.replications;
}

TEST(SequentialStopping, EndsAtTheMinimumWhenTheWantedPrecisionIsCoarse) {
  EXPECT_EQ(replications_of(noisy(1e6)), 2u);
}

TEST(SequentialStopping, GoesOnToTheMaximumWhenItIsOutOfReach) {
  EXPECT_EQ(replications_of(noisy(1e-9)), 16u);
}

TEST(SequentialStopping, StopsInBetweenWhenTheIntervalIsNarrowEnough) {
  const Scenario scenario = noisy(0.2);
  const std::uint32_t used = replications_of(scenario);
  EXPECT_GT(used, 2u);
  EXPECT_LT(used, 16u);
  EXPECT_EQ(replications_of(scenario, 2), used);
}

TEST(SequentialStopping, GivesTheResultsOfAStudyWithThatCountFromTheStart) {
  Scenario scenario = noisy(0.2);
  const PointRun stopped = run_point(scenario, {.jobs = 1});
  scenario.experiment.replications = stopped.replications;
  scenario.experiment.max_replications.reset();
  const PointRun planned = run_point(scenario, {.jobs = 2});
  for (std::size_t i = 0; i < scenario.strategies.size(); ++i) {
    EXPECT_EQ(stopped.result.strategies[i].digest, planned.result.strategies[i].digest);
  }
}

TEST(SequentialStopping, AMetricThatDoesNotApplyHoldsNobodyUp) {
  Scenario scenario = noisy(0.01);
  scenario.experiment.until_metric = "availability_coupling";
  EXPECT_EQ(replications_of(scenario), 2u);
}

}  // namespace
}  // namespace txlab
