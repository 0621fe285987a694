// What a strategy must meet to be chosen is judged more strictly than a threshold.
#include <gtest/gtest.h>

#include "scenarios/study/judge.hpp"
#include "small_scenario.hpp"

namespace txlab {
namespace {

using Verdict = ThresholdResult::Verdict;

ThresholdResult judged(const Threshold& requirement, std::span<const RunResult> runs) {
  Scenario scenario = small_scenario();
  scenario.requirements = {requirement};
  StrategyResult result;
  for (const RunResult& run : runs) result.outcomes.offered += run.metrics.offered;
  judge_requirements(scenario, runs, result);
  return result.requirements.at(0);
}

Threshold at_most(std::string statistic, std::string metric, double limit) {
  return {.strategy = "each",
          .text = "that",
          .statistic = std::move(statistic),
          .metric = std::move(metric),
          .relation = Threshold::Relation::at_most,
          .limit = limit,
          .at = {}};
}

std::vector<RunResult> two_runs(std::uint64_t offered) {
  std::vector<RunResult> runs(2);
  for (RunResult& run : runs) {
    run.metrics.offered = offered;
    run.metrics.declared.tables = 2;
    run.metrics.client_latency.record(5'000'000);
  }
  return runs;
}

// 1 - 0.05^(1/n) is below 1 in 10,000 from n = 29,956 on.
TEST(Requirements, WhatNeverHappenedMayStillHappen) {
  const Threshold rare = at_most("rate", "manual_steps", 1e-4);
  EXPECT_EQ(judged(rare, two_runs(14'900)).verdict, Verdict::inconclusive);
  EXPECT_EQ(judged(rare, two_runs(15'000)).verdict, Verdict::pass);
}

TEST(Requirements, OneReplicationDecidesOnlyAboutWhatIsDeclared) {
  const std::vector<RunResult> runs = two_runs(100);
  const std::span<const RunResult> one(runs.data(), 1);
  const Threshold latency = at_most("p99", "client_latency", 100);
  EXPECT_EQ(judged(latency, one).verdict, Verdict::inconclusive);
  EXPECT_EQ(judged(latency, runs).verdict, Verdict::pass);
  EXPECT_EQ(judged(at_most("value", "declared_tables", 1), one).verdict, Verdict::fail);
  EXPECT_EQ(judged(at_most("value", "declared_tables", 2), one).verdict, Verdict::pass);
}

// Whoever counts a lease or a fence as no table of the business counts what is modelled wrongly.
TEST(DeclaredEffort, FollowsTheParameters) {
  const auto declared = [](const StrategyEntry& entry) {
    return find_protocol(entry.protocol)->declared(entry.parameters);
  };
  EXPECT_EQ(declared(strategy("local-message-table")).tables, 2u) << "messages, and a lease";
  EXPECT_EQ(declared(strategy("local-message-table", {{"relay", "immediate"}})).tables, 1u);
  EXPECT_EQ(declared(strategy("local-message-table", {{"delivery", "direct"}})).components, 0u);
  EXPECT_EQ(declared(strategy("tcc", {{"coordinator", "seata"}})).tables, 1u) << "the fence";
  EXPECT_EQ(declared(strategy("transactional-message", {{"centre", "service"}})).components, 2u);
  for (const StrategyEntry& entry : every_strategy()) {
    const DeclaredEffort effort = declared(entry);
    EXPECT_EQ(effort.interfaces + effort.tables + effort.components == 0, entry.protocol == "none")
        << entry.protocol;
  }
}

}  // namespace
}  // namespace txlab
