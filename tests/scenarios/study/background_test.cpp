// Other users of the wallet's database: what a strategy does to them, and what they do not do to
// its figures.
#include <gtest/gtest.h>

#include "small_scenario.hpp"

namespace txlab {
namespace {

// One customer, whose account everybody wants.
Scenario busy(std::uint32_t rows = 1) {
  Scenario scenario = small_scenario({1s, 10s});
  scenario.workload.background = {.rate_per_s = 20, .rows = rows};
  return scenario;
}

Scenario busy_without_coordinator() {
  Scenario scenario = busy();
  scenario.faults = {crash("centre", AtFirst{"prepared.durable"}, 4s)};
  return scenario;
}

Duration longest(const RunResult& run) {
  return Duration(run.metrics.background_latency.maximum());
}

TEST(OtherUsers, come_at_their_rate_until_the_last_customer_has_come) {
  const RunResult calm = run(busy(), strategy("none"), 1);
  // Eleven seconds of twenty a second.
  EXPECT_NEAR(static_cast<double>(calm.metrics.background_latency.count()), 220, 60);
  EXPECT_EQ(calm.metrics.background_failed, 0u);
  EXPECT_LT(longest(calm), 100ms);
  EXPECT_EQ(run(small_scenario(), strategy("none"), 1).metrics.background_latency.count(), 0u);
}

TEST(OtherUsers, wait_for_the_rows_of_who_is_in_doubt_and_for_nobody_elses) {
  const RunResult blocked = run(busy_without_coordinator(), strategy("xa"), 1);
  EXPECT_GT(longest(blocked), 3s);
  for (const char* const protocol : {"tcc", "transactional-message", "local-message-table"}) {
    EXPECT_LT(longest(run(busy_without_coordinator(), strategy(protocol), 1)), 200ms) << protocol;
  }
}

TEST(OtherUsers, fail_when_the_row_is_locked_for_longer_than_they_may_wait) {
  Scenario scenario = busy_without_coordinator();
  scenario.databases[0].lock_wait_timeout = 1s;
  EXPECT_GT(run(scenario, strategy("xa"), 1).metrics.background_failed, 20u);
  EXPECT_EQ(run(scenario, strategy("tcc"), 1).metrics.background_failed, 0u);
}

TEST(OtherUsers, wait_for_each_other_only_for_a_connection) {
  Scenario scenario = busy_without_coordinator();
  scenario.workload.customers = 1000;
  const auto slow = [](const RunResult& run) {
    return run.metrics.background_latency.quantile(0.5);
  };
  scenario.workload.background->rows = 8;
  const double apart = slow(run(scenario, strategy("xa"), 1));
  EXPECT_LT(apart, 100e6) << "of a thousand customers one is in doubt";
}

TEST(OtherUsers, are_no_purchase_and_move_no_money) {
  for (const StrategyEntry& entry : every_strategy()) {
    Scenario alone = busy(8);
    alone.workload.customers = 50;
    alone.workload.background.reset();
    Scenario beside = busy(8);
    beside.workload.customers = 50;
    const RunResult without = run(alone, entry, 1);
    const RunResult with = run(beside, entry, 1);
    EXPECT_EQ(broken(with), broken(without)) << entry.name;
    EXPECT_EQ(with.metrics.offered, without.metrics.offered) << entry.name;
    EXPECT_EQ(with.metrics.forced_writes, without.metrics.forced_writes) << entry.name;
    EXPECT_EQ(with.metrics.db_round_trips, without.metrics.db_round_trips) << entry.name;
    EXPECT_GT(with.metrics.fsyncs, without.metrics.fsyncs) << entry.name;
  }
}

}  // namespace
}  // namespace txlab
