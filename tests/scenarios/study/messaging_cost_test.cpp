// What a purchase by plain message and by outbox costs when nothing goes wrong, for two to six
// participants, with a broker that flushes before it acknowledges (b = 1) or later (b = 0):
// N + 1 messages and N + b forced writes; the outbox forces one more, the deletion of its row.
#include <gtest/gtest.h>

#include "small_scenario.hpp"

namespace txlab {
namespace {

struct Case {
  std::uint32_t participants;
  Flush flush;
};

class MessagingCost : public testing::TestWithParam<Case> {
 protected:
  std::uint64_t n() const { return GetParam().participants; }
  std::uint64_t b() const { return GetParam().flush == Flush::sync ? 1 : 0; }
  Scenario calm() const {
    Scenario scenario = small_scenario();
    scenario.workload.customers = 20'000;
    scenario.workload.branches = GetParam().participants - 1;
    scenario.workload.arrivals = {
        {.process = ArrivalPhase::Process::constant, .rate_per_s = 20, .lasts = 3s}};
    scenario.network.latency = Distribution::lognormal(350e3, 2e6);
    scenario.broker.flush = GetParam().flush;
    return scenario;
  }
  static void expect(const Scenario& scenario, const StrategyEntry& entry, std::uint64_t messages,
                     std::uint64_t forced) {
    const RunResult result = run(scenario, entry, 1);
    const RunMetrics& metrics = result.metrics;
    EXPECT_EQ(broken(result), Names{}) << entry.name;
    EXPECT_EQ(metrics.oracle_messages.count, metrics.offered);
    EXPECT_EQ(metrics.oracle_messages.min, messages) << entry.name;
    EXPECT_EQ(metrics.oracle_messages.max, messages) << entry.name;
    EXPECT_EQ(metrics.oracle_forced.min, forced) << entry.name;
    EXPECT_EQ(metrics.oracle_forced.max, forced) << entry.name;
  }
};

StrategyEntry outbox() { return strategy("local-message-table", {{"batch", "1"}}); }

TEST_P(MessagingCost, of_a_plain_message) {
  expect(calm(), strategy("async-reconciliation"), n() + 1, n() + b());
}

TEST_P(MessagingCost, of_an_outbox) { expect(calm(), outbox(), n() + 1, n() + 1 + b()); }

TEST_P(MessagingCost, does_not_depend_on_how_doubles_are_recognised_unless_it_is_noted_first) {
  for (const char* const by : {"business-key", "message-id", "none"}) {
    expect(calm(), strategy("local-message-table", {{"batch", "1"}, {"dedup", by}}), n() + 1,
           n() + 1 + b());
  }
  const StrategyEntry noted =
      strategy("local-message-table", {{"batch", "1"}, {"dedup_atomic", "off"}});
  expect(calm(), noted, n() + 1, n() + 1 + b() + (n() - 1));
}

// N + 2 messages and N + 2b forced writes; a centre in front of the broker adds the two messages of
// a call and one that ends it, and keeps a record before the half message and one of the decision.
TEST_P(MessagingCost, of_a_transactional_message_and_of_a_transaction_centre) {
  expect(calm(), strategy("transactional-message"), n() + 2, n() + 2 * b());
  const StrategyEntry logged = strategy("transactional-message", {{"listener", "logged"}});
  expect(calm(), logged, n() + 2, n() + 2 * b() + 1);  // the note that main has begun
  const StrategyEntry centre = strategy("transactional-message", {{"centre", "service"}});
  expect(calm(), centre, n() + 5, n() + 2 * b() + 2);
}

// What kind of order it is changes none of it.
TEST_P(MessagingCost, of_a_transaction_centre_for_three_types_at_once) {
  Scenario scenario = calm();
  scenario.workload.types = {0.4, 0.3, 0.3};
  const StrategyEntry centre = strategy("transactional-message", {{"centre", "service"}});
  expect(scenario, centre, n() + 5, n() + 2 * b() + 2);
}

// No message leaves for an order that main refuses, and nobody waits for a record of it.
TEST_P(MessagingCost, of_an_order_that_is_refused_is_nothing) {
  Scenario scenario = calm();
  scenario.workload.refusals.insufficient_cash = Probability(1);
  for (const StrategyEntry& entry : {strategy("async-reconciliation"), outbox()}) {
    const RunMetrics metrics = run(scenario, entry, 1).metrics;
    EXPECT_EQ(metrics.oracle_abort_messages.count, metrics.offered);
    EXPECT_EQ(metrics.oracle_abort_messages.max, 0u) << entry.name;
    EXPECT_EQ(metrics.oracle_abort_forced.count, metrics.offered);
    EXPECT_EQ(metrics.oracle_abort_forced.max, 0u) << entry.name;
  }
}

// The half message is stored before main is asked, and END rolls it back.
TEST_P(MessagingCost, of_a_half_message_that_is_rolled_back_is_three_messages_and_its_flush) {
  Scenario scenario = calm();
  scenario.workload.refusals.insufficient_cash = Probability(1);
  const RunMetrics metrics = run(scenario, strategy("transactional-message"), 1).metrics;
  EXPECT_EQ(metrics.oracle_abort_messages.count, metrics.offered);
  EXPECT_EQ(metrics.oracle_abort_messages.min, 3u);
  EXPECT_EQ(metrics.oracle_abort_messages.max, 3u);
  EXPECT_EQ(metrics.oracle_abort_forced.min, b());
  EXPECT_EQ(metrics.oracle_abort_forced.max, b());
}

INSTANTIATE_TEST_SUITE_P(TwoToSix, MessagingCost,
                         testing::Values(Case{2, Flush::sync}, Case{3, Flush::sync},
                                         Case{4, Flush::sync}, Case{5, Flush::sync},
                                         Case{6, Flush::sync}, Case{2, Flush::async},
                                         Case{3, Flush::async}, Case{4, Flush::async},
                                         Case{5, Flush::async}, Case{6, Flush::async}),
                         [](const auto& instance) {
                           const Case& one = instance.param;
                           return std::to_string(one.participants) +
                                  (one.flush == Flush::sync ? "_sync" : "_async");
                         });

}  // namespace
}  // namespace txlab
