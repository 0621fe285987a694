// What stands before every strategy: prechecks at the gateway, and the debit at the customer's
// bank.
#include <gtest/gtest.h>

#include "scenarios/study/run_world.hpp"
#include "small_scenario.hpp"

namespace txlab {
namespace {

std::vector<StrategyEntry> that_claim_anything() {
  std::vector<StrategyEntry> entries{strategy("tcc", {{"coordinator", "seata"}}),
                                     strategy("tcc", {{"coordinator", "dtm"}})};
  for (StrategyEntry& entry : every_strategy()) {
    if (entry.name != "naive") entries.push_back(std::move(entry));
  }
  return entries;
}

Prechecks checks(std::initializer_list<Precheck> which) {
  Prechecks checks;
  for (const Precheck one : which) checks.add(one);
  return checks;
}

TEST(Precheck, refuses_before_anything_has_happened) {
  Scenario scenario = small_scenario({1s, 2s, 3s});
  scenario.workload.refusals.suitability = Probability(1);
  scenario.workload.precheck = checks({Precheck::suitability});
  for (const StrategyEntry& entry : that_claim_anything()) {
    Watch durable(Happening::Kind::durable);
    const RunResult result = run_watched(scenario, entry, {&durable});
    EXPECT_EQ(broken(result), Names{}) << entry.name;
    EXPECT_EQ(result.metrics.refused, 3u) << entry.name;
    EXPECT_TRUE(durable.seen().empty()) << entry.name;
  }
}

TEST(Precheck, that_is_not_made_leaves_the_refusal_to_the_branch) {
  Scenario scenario = small_scenario({1s, 2s, 3s});
  scenario.workload.refusals.suitability = Probability(1);
  scenario.workload.precheck = checks({Precheck::quota});
  const RunMetrics messages = run(scenario, strategy("transactional-message"), 1).metrics;
  EXPECT_EQ(messages.undone, 3u) << "money had moved";
  EXPECT_EQ(run(scenario, strategy("xa"), 1).metrics.refused, 3u);
}

TEST(Precheck, is_made_of_each_kind_of_refusal_by_its_name) {
  struct Kind {
    Precheck check;
    Probability RefusalRates::*rate;
  };
  for (const Kind kind : {Kind{Precheck::suitability, &RefusalRates::suitability},
                          Kind{Precheck::identity, &RefusalRates::expired_identity},
                          Kind{Precheck::fund_status, &RefusalRates::fund_paused},
                          Kind{Precheck::quota, &RefusalRates::quota},
                          Kind{Precheck::customer_limit, &RefusalRates::customer_limit}}) {
    Scenario scenario = small_scenario();
    scenario.workload.refusals.*kind.rate = Probability(1);
    const StrategyEntry entry = strategy("local-message-table");
    EXPECT_EQ(run(scenario, entry, 1).metrics.undone, 1u);
    scenario.workload.precheck = checks({kind.check});
    EXPECT_EQ(run(scenario, entry, 1).metrics.refused, 1u);
  }
}

TEST(Precheck, keeps_everybody_waiting_who_is_not_refused_by_it_as_well) {
  for (const StrategyEntry& entry : that_claim_anything()) {
    Scenario scenario = small_scenario();
    scenario.workload.precheck = checks({Precheck::suitability});
    const auto quick = run(scenario, entry, 1).metrics.client_latency.mean();
    scenario.workload.precheck_takes = always(7ms);
    const RunResult slow = run(scenario, entry, 1);
    EXPECT_NEAR(slow.metrics.client_latency.mean() - quick, 7e6, 1e4) << entry.name;
    EXPECT_EQ(broken(slow), Names{}) << entry.name;
    scenario.workload.precheck = {};
    EXPECT_EQ(run(scenario, entry, 1).metrics.client_latency.mean(), quick) << entry.name;
  }
}

TEST(Precheck, knows_when_a_fund_is_paused) {
  Scenario scenario = small_scenario({1s, 2s, 3s});
  scenario.workload.funds = {{.name = "pausing", .paused_from = 1900ms}};
  scenario.workload.precheck = checks({Precheck::fund_status});
  for (const StrategyEntry& entry : that_claim_anything()) {
    const RunResult result = run(scenario, entry, 1);
    EXPECT_EQ(broken(result), Names{}) << entry.name;
    EXPECT_EQ(result.metrics.bought, 1u) << entry.name;
    EXPECT_EQ(result.metrics.refused, 2u) << entry.name;
  }
}

// The first answer is lost, the fund pauses, and the customer asks again. Whoever only recharged
// the wallet at first comes too late for the fund: the money is held there, not refused.
TEST(Precheck, does_not_refuse_the_repetition_of_what_was_admitted) {
  Scenario scenario = small_scenario({1s});
  scenario.workload.funds = {{.name = "pausing", .paused_from = 1900ms}};
  scenario.workload.precheck = checks({Precheck::fund_status});
  scenario.faults = {lost_between("gateway", "customers", 1s, 1s)};
  for (const StrategyEntry& entry : that_claim_anything()) {
    const RunResult result = run(scenario, entry, 1);
    const bool two_steps = entry.name == "two-step";
    EXPECT_EQ(broken(result), Names{}) << entry.name;
    EXPECT_EQ(result.metrics.bought, two_steps ? 0u : 1u) << entry.name;
    EXPECT_EQ(result.metrics.undone, two_steps ? 1u : 0u) << entry.name;
  }
}

TEST(Main, refuses_for_other_reasons_than_cash) {
  for (const auto rate : {&RefusalRates::bank_limit, &RefusalRates::money_fund}) {
    Scenario scenario = small_scenario({1s, 2s});
    scenario.workload.refusals.*rate = Probability(1);
    for (const StrategyEntry& entry : that_claim_anything()) {
      const RunResult result = run(scenario, entry, 1);
      EXPECT_EQ(broken(result), Names{}) << entry.name;
      EXPECT_EQ(result.metrics.refused, 2u) << entry.name;
    }
  }
}

// The customer's client is patient enough for a bank that takes exactly 2 s.
Scenario with_bank(Payment payment, std::vector<Duration> arrivals = {1s}) {
  Scenario scenario = small_scenario(std::move(arrivals));
  scenario.workload.payment = std::move(payment);
  scenario.workload.client.timeout = 30s;
  return scenario;
}

TEST(Payment, comes_before_main_and_its_time_is_the_customers) {
  const Scenario scenario = with_bank({.latency = always(2s)});
  for (const StrategyEntry& entry : that_claim_anything()) {
    const RunResult paid = run(scenario, entry, 1);
    const RunResult plain = run(small_scenario(), entry, 1);
    EXPECT_EQ(broken(paid), Names{}) << entry.name;
    EXPECT_EQ(paid.metrics.bought, 1u) << entry.name;
    // The bank's 2 s, and 1 ms each way.
    const auto longer = paid.metrics.client_latency.mean() - plain.metrics.client_latency.mean();
    EXPECT_NEAR(longer, 2.002e9, 1e6) << entry.name;
  }
}

TEST(Payment, adds_nothing_to_what_a_protocol_costs) {
  const Scenario scenario = with_bank({.latency = always(2s)});
  for (const StrategyEntry& entry : that_claim_anything()) {
    const RunMetrics paid = run(scenario, entry, 1).metrics;
    const RunMetrics plain = run(small_scenario(), entry, 1).metrics;
    EXPECT_EQ(paid.oracle_messages.sum, plain.oracle_messages.sum) << entry.name;
    EXPECT_EQ(paid.oracle_forced.sum, plain.oracle_forced.sum) << entry.name;
    EXPECT_EQ(paid.db_round_trips, plain.db_round_trips) << entry.name;
  }
}

TEST(Payment, that_the_bank_refuses_ends_the_purchase_before_main) {
  const Scenario scenario = with_bank({.latency = always(1s), .refusal = Probability(1)});
  for (const StrategyEntry& entry : that_claim_anything()) {
    const RunResult result = run(scenario, entry, 1);
    EXPECT_EQ(broken(result), Names{}) << entry.name;
    EXPECT_EQ(result.metrics.refused, 1u) << entry.name;
  }
}

// "Processing" at once; then queries every 4 s: the debit is done at 7 s, the second query sees it.
TEST(Payment, that_is_unknown_is_queried_until_the_bank_knows) {
  const Scenario scenario =
      with_bank({.latency = always(7s), .unknown = Probability(1), .query_every = 4s});
  Watch sent(Happening::Kind::sent);
  const RunResult result = run_watched(scenario, strategy("transactional-message"), {&sent});
  EXPECT_EQ(broken(result), Names{});
  EXPECT_EQ(result.metrics.bought, 1u);
  EXPECT_EQ(sent.count("query-debit"), 4u) << "two questions and their answers";
  EXPECT_GT(result.metrics.client_latency.minimum(), 8'000'000'000);
  EXPECT_LT(result.metrics.client_latency.maximum(), 8'100'000'000);
}

// The client gives up waiting after 3 s and asks again while the bank is still at it.
TEST(Payment, is_made_once_however_often_the_customer_asks) {
  Scenario scenario = with_bank({.latency = always(5s)});
  scenario.workload.client.timeout = 3s;
  scenario.workload.client.retries = 1;
  for (const StrategyEntry& entry : that_claim_anything()) {
    Watch sent(Happening::Kind::sent);
    const RunResult result = run_watched(scenario, entry, {&sent});
    EXPECT_EQ(broken(result), Names{}) << entry.name;
    EXPECT_EQ(result.metrics.bought, 1u) << entry.name;
    EXPECT_EQ(sent.count("debit"), 2u) << entry.name << ": one request, one answer";
  }
}

// The gateway forgets that it was paying; the customer's repetition finds the debit done.
TEST(Payment, survives_a_crash_of_the_gateway) {
  Scenario scenario = with_bank({.latency = always(2s)});
  scenario.workload.client.timeout = 3s;
  scenario.faults = {fault(FaultKind::crash, "gateway", 2s, 500ms)};
  for (const StrategyEntry& entry : that_claim_anything()) {
    const RunResult result = run(scenario, entry, 1);
    EXPECT_EQ(broken(result), Names{}) << entry.name;
    EXPECT_EQ(result.metrics.bought, 1u) << entry.name;
  }
}

}  // namespace
}  // namespace txlab
