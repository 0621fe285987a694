// Which deadlock is told of a run, or if there was none which chain of waits.
#include "scenarios/study/contention/worst_waits.hpp"

#include <gtest/gtest.h>

#include "models/parts/database/profiles.hpp"
#include "scenarios/study/study.hpp"
#include "small_scenario.hpp"

namespace txlab {
namespace {

StrategyEntry seata_on_gaps() {
  return strategy("tcc", {{"coordinator", "seata"}, {"store", "forced"}});
}

// Two customers at a time, whose Tries never reach the fund service. Both Cancels look for their
// fence row, lock the gap where it would be, and insert: apache/incubator-seata issue 6679.
Scenario with_planted_deadlock(std::string_view profile) {
  Scenario scenario = small_scenario({1s, 1s});
  scenario.workload.customers = 100;
  scenario.workload.client.retries = 0;
  scenario.faults = {lost_between("gateway", "fund", 500ms, 20s)};
  for (const DatabaseProfile& one : database_profiles()) {
    if (one.name == profile) one.apply(scenario.databases[1]);
  }
  return scenario;
}

// Two orders that are paid from one account at the same time.
Scenario with_one_customer_twice() {
  Scenario scenario = small_scenario({1s, 1s});
  scenario.workload.customers = 1;
  return scenario;
}

TEST(WorstWaits, TellWhoWaitedForWhomInADeadlock) {
  const auto worst =
      run(with_planted_deadlock("mysql-8.0"), seata_on_gaps(), 1).metrics.worst_waits;
  ASSERT_TRUE(worst);
  EXPECT_TRUE(worst->cycle);
  EXPECT_EQ(worst->database, "fund-db");
  EXPECT_GT(worst->at_s, 1);
  ASSERT_EQ(worst->waits.size(), 2u);
  const auto& [victim, other] = std::tie(worst->waits[0], worst->waits[1]);
  EXPECT_EQ(victim.waiter + victim.holder, 3u) << "purchases 1 and 2";
  EXPECT_EQ(victim.waiter, other.holder);
  EXPECT_EQ(victim.holder, other.waiter);
  EXPECT_EQ(victim.waited_ms, 0) << "it is refused at once";
  EXPECT_GE(other.waited_ms, 0);
  for (const WaitSeen& one : worst->waits) {
    EXPECT_EQ(one.table, "fences");
    EXPECT_TRUE(one.gap);
  }
}

TEST(WorstWaits, AreNoDeadlockWhereTheDatabaseFoundNone) {
  const RunResult result = run(with_planted_deadlock("postgres-15"), seata_on_gaps(), 1);
  EXPECT_EQ(result.metrics.deadlocks, 0u);
  EXPECT_FALSE(result.metrics.worst_waits && result.metrics.worst_waits->cycle);
}

TEST(WorstWaits, AreTheLongestChainWhereThereIsNoDeadlock) {
  const RunMetrics metrics = run(with_one_customer_twice(), strategy("xa"), 1).metrics;
  ASSERT_TRUE(metrics.worst_waits);
  EXPECT_FALSE(metrics.worst_waits->cycle);
  ASSERT_EQ(metrics.worst_waits->waits.size(), 1u) << "two customers are no longer chain";
  const WaitSeen& wait = metrics.worst_waits->waits.front();
  EXPECT_NE(wait.waiter, wait.holder);
  EXPECT_EQ(wait.waiter + wait.holder, 3u);
  EXPECT_NEAR(wait.waited_ms, static_cast<double>(metrics.lock_wait.maximum()) / 1e6, 1e-6);
}

TEST(WorstWaits, OfAChainAreOverWhenTheHolderLetsGo) {
  Watch locks(Happening::Kind::lock_ended);
  const auto worst =
      run_watched(with_one_customer_twice(), strategy("xa"), {&locks}).metrics.worst_waits;
  ASSERT_TRUE(worst);
  const auto lets_go = [&](const Watch::Seen& seen) {
    return seen.intent.value == worst->waits.front().holder &&
           in_seconds(seen.at - start_of_run) == worst->at_s;
  };
  EXPECT_TRUE(std::ranges::any_of(locks.seen(), lets_go)) << worst->at_s;
}

TEST(WorstWaits, AreNotThereIfNobodyWaited) {
  for (const StrategyEntry& entry : every_strategy()) {
    EXPECT_FALSE(run(small_scenario(), entry, 1).metrics.worst_waits) << entry.name;
  }
}

WaitsSeen seen(bool cycle, std::vector<double> waits_ms) {
  WaitsSeen seen{.cycle = cycle};
  for (const double waited : waits_ms) seen.waits.push_back({.waited_ms = waited});
  return seen;
}

TEST(WorstWaits, AreCyclesBeforeChainsThenLongOnesThenLongWaits) {
  EXPECT_TRUE(worse(seen(true, {0, 1}), seen(false, {9, 9, 9})));
  EXPECT_TRUE(worse(seen(true, {0, 1, 1}), seen(true, {0, 9})));
  EXPECT_TRUE(worse(seen(true, {0, 2}), seen(true, {0, 1})));
  EXPECT_FALSE(worse(seen(true, {0, 2}), seen(true, {0, 2}))) << "the first stays";
  EXPECT_FALSE(worse(seen(false, {1}), seen(true, {0, 1})));
}

TEST(WorstWaits, OfAStudyAreTheWorstOfAllReplications) {
  Scenario scenario = with_planted_deadlock("mysql-8.0");
  scenario.strategies = {seata_on_gaps()};
  scenario.experiment.replications = 3;
  const PointRun point = run_point(scenario, {.jobs = 1});
  const StrategyResult& tcc = point.result.strategies.front();
  ASSERT_TRUE(tcc.worst_waits);
  EXPECT_TRUE(tcc.worst_waits->cycle);
  const auto own =
      run(scenario, seata_on_gaps(), scenario.experiment.seed + tcc.worst_waits->replication)
          .metrics.worst_waits;
  ASSERT_TRUE(own);
  EXPECT_EQ(own->at_s, tcc.worst_waits->at_s) << "it can be looked up in that run alone";
  for (std::uint32_t replication = 0; replication < 3; ++replication) {
    const auto other =
        run(scenario, seata_on_gaps(), scenario.experiment.seed + replication).metrics.worst_waits;
    EXPECT_FALSE(other && worse(*other, *tcc.worst_waits));
  }
}

}  // namespace
}  // namespace txlab
