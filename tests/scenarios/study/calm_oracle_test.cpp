// When nothing goes wrong, a purchase costs what the literature says: messages and forced writes,
// exact integers, the same for every purchase.
#include <gtest/gtest.h>

#include <map>

#include "small_scenario.hpp"

namespace txlab {
namespace {

struct Cost {
  std::uint64_t messages;
  std::uint64_t forced;
  bool operator==(const Cost&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Cost& cost) {
  return out << cost.messages << " messages, " << cost.forced << " forced writes";
}

// Constant arrivals in various weather; the flushes are quick and slow, so that some are shared.
Scenario calm(std::uint32_t branches) {
  Scenario scenario = small_scenario();
  scenario.workload.customers = 20'000;
  scenario.workload.branches = branches;
  scenario.workload.amounts = Distribution::lognormal(100e3, 20e6);
  scenario.workload.arrivals = {
      {.process = ArrivalPhase::Process::constant, .rate_per_s = 20, .lasts = 10s}};
  scenario.network.latency = Distribution::lognormal(350e3, 2e6);
  return scenario;
}

// Of every purchase; nothing if they differ.
std::optional<Cost> cost(const StrategyEntry& entry, std::uint32_t branches) {
  const RunResult result = run(calm(branches), entry, 1);
  const RunMetrics& metrics = result.metrics;
  EXPECT_EQ(broken(result), Names{}) << entry.name << " with " << branches << " branches";
  EXPECT_EQ(metrics.offered, 199u);
  EXPECT_EQ(metrics.oracle_messages.count, metrics.offered) << entry.name;
  if (metrics.oracle_messages.min != metrics.oracle_messages.max) return std::nullopt;
  if (metrics.oracle_forced.min != metrics.oracle_forced.max) return std::nullopt;
  return Cost{metrics.oracle_messages.min, metrics.oracle_forced.min};
}

StrategyEntry table() { return strategy("local-message-table", {{"batch", "1"}}); }

TEST(CalmOracle, matches_the_quick_table_for_one_branch) {
  EXPECT_EQ(cost(strategy("none"), 1), (Cost{0, 1}));
  EXPECT_EQ(cost(strategy("async-reconciliation"), 1), (Cost{3, 3}));
  EXPECT_EQ(cost(table(), 1), (Cost{3, 4}));
  EXPECT_EQ(cost(strategy("transactional-message"), 1), (Cost{4, 4}));
  EXPECT_EQ(cost(strategy("xa"), 1), (Cost{8, 5}));
  EXPECT_EQ(cost(strategy("tcc"), 1), (Cost{8, 6}));
  EXPECT_EQ(cost(strategy("two-step"), 1), (Cost{2, 4}));
}

class Participants : public testing::TestWithParam<std::uint32_t> {
 protected:
  std::uint32_t branches() const { return GetParam(); }
  std::uint64_t n() const { return GetParam() + 1; }
  static constexpr std::uint64_t b = 1;  // the broker flushes before it acknowledges
};

TEST_P(Participants, need_one_transaction_where_there_is_only_one_service) {
  EXPECT_EQ(cost(strategy("none"), branches()), (Cost{0, 1}));
}

// A published message goes to one consumer group per branch.
TEST_P(Participants, cost_a_plain_message_each) {
  EXPECT_EQ(cost(strategy("async-reconciliation"), branches()), (Cost{n() + 1, n() + b}));
}

TEST_P(Participants, cost_an_outbox_one_more_forced_write) {
  EXPECT_EQ(cost(table(), branches()), (Cost{n() + 1, n() + 1 + b}));
}

TEST_P(Participants, cost_a_transactional_message_the_half_and_the_final_one) {
  EXPECT_EQ(cost(strategy("transactional-message"), branches()), (Cost{n() + 2, n() + 2 * b}));
}

TEST_P(Participants, cost_two_phase_commit_with_presumed_abort_four_messages_each) {
  EXPECT_EQ(cost(strategy("xa"), branches()), (Cost{4 * n(), 2 * n() + 1}));
}

TEST_P(Participants, cost_tcc_with_an_embedded_coordinator_four_messages_each) {
  EXPECT_EQ(cost(strategy("tcc"), branches()), (Cost{4 * n(), 2 * n() + 2}));
}

// A call and its answer for each branch; the recharge, main, the branches, and the row's deletion.
TEST_P(Participants, cost_two_steps_a_recharge_and_a_call_each) {
  EXPECT_EQ(cost(strategy("two-step"), branches()), (Cost{2 * n() - 2, n() + 2}));
}

INSTANTIATE_TEST_SUITE_P(OneTwoThreeBranches, Participants, testing::Values(1, 2, 3));

// Per purchase, whether or not it is ever whole.
struct PurchaseCosts final : public Observer {
  void on(const Happening& happening, Instant) override {
    using Kind = Happening::Kind;
    if (!happening.intent) return;
    Cost& cost = of[happening.intent.value];
    const bool protocol = happening.message_class == MessageClass::protocol;
    cost.messages += happening.kind == Kind::sent && protocol;
    cost.forced += happening.kind == Kind::forced_write;
  }
  std::map<std::uint64_t, Cost> of;
};

// N = 1: main, and a message that no consumer group wants. No branch comes, so what is counted here
// is not in the metrics of purchases that were bought.
std::optional<Cost> cost_of_main_alone(const StrategyEntry& entry, Flush flush) {
  Scenario scenario = calm(1);
  scenario.broker.flush = flush;
  scenario.broker.consumers.subscriptions = {TagSubscription::to("something-else")};
  scenario.drain = 1min;  // before anybody looks for what is missing
  PurchaseCosts costs;
  Observer* const observers[] = {&costs};
  const RunResult result = run(scenario, entry, 1, {.observers = observers});
  EXPECT_EQ(costs.of.size(), result.metrics.offered);
  const Cost first = costs.of.begin()->second;
  for (const auto& [intent, cost] : costs.of) {
    if (cost != first) return std::nullopt;
  }
  return first;
}

TEST(CalmOracle, costs_a_message_that_nobody_wants_its_storage) {
  const StrategyEntry plain = strategy("async-reconciliation", {{"reconcile_every", "1h"}});
  for (const auto& [flush, b] : {std::pair{Flush::async, 0u}, std::pair{Flush::sync, 1u}}) {
    EXPECT_EQ(cost_of_main_alone(plain, flush), (Cost{2, 1 + b}));
    EXPECT_EQ(cost_of_main_alone(table(), flush), (Cost{2, 2 + b}));
    EXPECT_EQ(cost_of_main_alone(strategy("transactional-message"), flush), (Cost{3, 1 + 2 * b}));
  }
}

TEST(CalmOracle, counts_no_forced_write_for_a_broker_that_flushes_later) {
  Scenario scenario = calm(1);
  scenario.broker.flush = Flush::async;
  const RunMetrics metrics = run(scenario, strategy("transactional-message"), 1).metrics;
  EXPECT_EQ(metrics.oracle_messages.max, 4u);
  EXPECT_EQ(metrics.oracle_forced.min, 2u);
  EXPECT_EQ(metrics.oracle_forced.max, 2u);
}

TEST(CalmOracle, shares_the_last_write_of_an_outbox_that_works_in_batches) {
  const RunMetrics metrics =
      run(calm(1), strategy("local-message-table", {{"batch", "4"}}), 1).metrics;
  EXPECT_EQ(metrics.oracle_messages.max, 3u);
  EXPECT_LT(metrics.oracle_forced.sum, 4 * metrics.oracle_messages.count);
}

TEST(CalmOracle, costs_the_table_without_a_broker_a_call_and_an_answer) {
  const StrategyEntry direct =
      strategy("local-message-table", {{"delivery", "direct"}, {"batch", "1"}});
  EXPECT_EQ(cost(direct, 1), (Cost{2, 3}));
}

}  // namespace
}  // namespace txlab
