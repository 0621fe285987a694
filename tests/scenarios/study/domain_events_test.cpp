// Domain events in one service: what an aggregate per transaction costs, and who forgets an event.
#include <gtest/gtest.h>

#include "scenarios/study/crash_point_sweep.hpp"
#include "small_scenario.hpp"

namespace txlab {
namespace {

// The order, the application, points and statistics.
constexpr std::uint32_t three_branches = 3;

Scenario four_aggregates(std::vector<Duration> arrivals = {1s}) {
  Scenario scenario = small_scenario(std::move(arrivals));
  scenario.workload.branches = three_branches;
  return scenario;
}

StrategyEntry by(std::string_view bus) { return strategy("domain-events", {{"bus", bus}}); }

// The service dies when the order is committed, before any handler was called.
Scenario dies_after_the_first_commit() {
  Scenario scenario = four_aggregates();
  scenario.workload.client.retries = 0;
  scenario.faults = {crash("wallet", AtFirst{"main.durable"}, 1s)};
  return scenario;
}

struct Cost {
  std::string_view bus;
  std::uint64_t forced_writes;
};

// An aggregate per transaction is a forced write per aggregate; the event's row goes with the
// order's, and away without anybody waiting for it. Nothing leaves the service.
TEST(DomainEvents, cost_a_forced_write_per_aggregate_and_no_message) {
  for (const auto& [bus, forced_writes] :
       {Cost{"one-transaction", 1}, Cost{"in-process", 4}, Cost{"outbox", 4}}) {
    const RunMetrics metrics = run(four_aggregates({1s, 2s, 3s}), by(bus), 1).metrics;
    EXPECT_EQ(metrics.oracle_forced.count, 3u) << bus;
    EXPECT_EQ(metrics.oracle_forced.min, forced_writes) << bus;
    EXPECT_EQ(metrics.oracle_forced.max, forced_writes) << bus;
    EXPECT_EQ(metrics.oracle_messages.max, 0u) << bus;
  }
}

// In small_scenario a transaction is two round trips of 2 ms, a statement of 0.1 ms and a flush of
// 1 ms, and a handler is called when the one before it is through: three times 5.1 ms.
TEST(DomainEvents, leave_a_window_as_long_as_the_handlers_take_one_after_the_other) {
  for (const char* const bus : {"in-process", "outbox"}) {
    const Histogram window = run(four_aggregates(), by(bus), 1).metrics.inconsistency_window;
    ASSERT_EQ(window.count(), 1u) << bus;
    EXPECT_NEAR(window.mean(), 15.3e6, 0.5e6) << bus << ", ns";
  }
  const RunResult all = run(four_aggregates(), by("one-transaction"), 1);
  EXPECT_EQ(all.metrics.inconsistency_window.maximum(), 0);
}

TEST(DomainEvents, in_ram_are_lost_with_the_process) {
  EXPECT_EQ(broken_by(dies_after_the_first_commit(), by("in-process")),
            (Names{"main-branch-agreement", "told-eventually", "nothing-stuck-unseen"}));
  Scenario nobody_dies = dies_after_the_first_commit();
  nobody_dies.faults.clear();
  EXPECT_EQ(broken_by(nobody_dies, by("in-process")), Names{});
}

TEST(DomainEvents, in_a_row_of_the_same_transaction_are_found_again) {
  for (const char* const bus : {"outbox", "one-transaction"}) {
    const RunResult result = run(dies_after_the_first_commit(), by(bus), 1);
    EXPECT_EQ(broken(result), Names{}) << bus;
    EXPECT_EQ(result.metrics.bought, 1u) << bus;
    EXPECT_EQ(result.metrics.protocol_rows_left, 0) << bus;
  }
}

// The row that all orders add to is held through the flush of whoever adds, in either case.
TEST(DomainEvents, wait_for_the_row_that_all_orders_share_where_it_is_added_to) {
  const auto at_once = four_aggregates({1s, 1s, 1s, 1s});
  const RunMetrics together = run(at_once, by("one-transaction"), 1).metrics;
  const RunMetrics apart = run(at_once, by("outbox"), 1).metrics;
  EXPECT_GT(together.client_latency.maximum() - together.client_latency.minimum(), 6'000'000)
      << "ns; the last customer waits for three others";
  EXPECT_GT(apart.lock_wait.maximum(), 0) << "its handlers do";
}

// Three purchases of 1,000 yuan, and room for two. The order is there when its handler finds out.
TEST(DomainEvents, take_back_an_order_that_the_fund_has_no_room_for) {
  Scenario scenario = four_aggregates({1s, 2s, 3s});
  scenario.workload.funds = {{.name = "hot", .quota = yuan(2'500)}};
  for (const char* const bus : {"in-process", "outbox"}) {
    const RunResult result = run(scenario, by(bus), 1);
    EXPECT_EQ(broken(result), Names{}) << bus;
    EXPECT_EQ(result.metrics.bought, 2u) << bus;
    EXPECT_EQ(result.metrics.undone, 1u) << bus;
  }
  EXPECT_EQ(run(scenario, by("one-transaction"), 1).metrics.refused, 1u)
      << "before money has moved";
}

// The refusal is durable and the service dies before it has taken the order back.
TEST(DomainEvents, in_a_row_finish_a_refusal_that_a_crash_cut_short) {
  Scenario scenario = dies_after_the_first_commit();
  scenario.faults[0].clock.event = "refuse-branch.durable";
  scenario.workload.funds = {{.name = "hot", .quota = yuan(500)}};
  const RunResult result = run(scenario, by("outbox"), 1);
  EXPECT_EQ(broken(result), Names{});
  EXPECT_EQ(result.metrics.undone, 1u);
}

class EveryBus : public testing::TestWithParam<std::string_view> {};

TEST_P(EveryBus, keeps_what_it_claims_wherever_a_crash_falls) {
  const Scenario scenario = single_purchase(four_aggregates(), by(GetParam()));
  const SweepResult result = sweep_crash_points(scenario, by(GetParam()), 7);
  EXPECT_GT(result.cases, 50u);
  EXPECT_TRUE(result.failures.empty())
      << result.failures.front().property << ": " << result.failures.front().where.words;
}

INSTANTIATE_TEST_SUITE_P(DomainEvents, EveryBus,
                         testing::Values("one-transaction", "in-process", "outbox"),
                         [](const auto& instance) {
                           std::string name(instance.param);
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace txlab
