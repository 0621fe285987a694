// What becomes of the money when main is done and the branch is refused.
#include <gtest/gtest.h>

#include "ledgers.hpp"
#include "scenarios/study/aggregate.hpp"

namespace txlab {
namespace {

std::vector<StrategyEntry> that_answer_before_the_branch() {
  return {strategy("async-reconciliation"), strategy("local-message-table"),
          strategy("transactional-message")};
}

Scenario refused(OnBranchRefused then, std::vector<Duration> arrivals = {1s, 2s}) {
  Scenario scenario = small_scenario(std::move(arrivals));
  scenario.workload.refusals.quota = Probability(1);
  scenario.workload.on_branch_refused = then;
  return scenario;
}

struct Refunded {
  Names broken;
  std::size_t held;
  std::vector<Instant> refunds;
};

Refunded told(const Scenario& scenario, const StrategyEntry& entry) {
  Watch told(Happening::Kind::told);
  Refunded result{.broken = broken(run_watched(scenario, entry, {&told}))};
  result.held = told.count("HELD_IN_WALLET");
  for (const Watch::Seen& seen : told.seen()) {
    if (seen.name == "REFUNDED") result.refunds.push_back(seen.at);
  }
  return result;
}

TEST(BranchRefused, leaves_the_money_in_the_wallet_by_default) {
  for (const StrategyEntry& entry : that_answer_before_the_branch()) {
    const Refunded seen = told(refused(OnBranchRefused::wallet_held), entry);
    EXPECT_EQ(seen.broken, Names{}) << entry.name;
    EXPECT_EQ(seen.held, 2u) << entry.name;
    EXPECT_TRUE(seen.refunds.empty()) << entry.name;
  }
}

TEST(BranchRefused, and_redeemed_in_the_ordinary_way_is_refunded_by_the_next_batch) {
  const Scenario scenario = refused(OnBranchRefused::redeem_ordinary);
  for (const StrategyEntry& entry : that_answer_before_the_branch()) {
    const Refunded seen = told(scenario, entry);
    EXPECT_EQ(seen.broken, Names{}) << entry.name;
    EXPECT_EQ(seen.held, 2u) << entry.name;
    ASSERT_EQ(seen.refunds.size(), 2u) << entry.name;
    EXPECT_GT(seen.refunds.front(), start_of_run + 24h) << entry.name;
    Ledgers ledgers(scenario, entry);
    const HostId wallet = ledgers.site().wallet_database;
    EXPECT_EQ(ledgers.sum(wallet, ledger::bank, 0), scenario.workload.bank_balance.fen);
    EXPECT_EQ(ledgers.sum(wallet, ledger::redemption_payable, 0), 0);
    EXPECT_EQ(ledgers.rows(wallet, ledger::redemptions), 0u);
    EXPECT_EQ(ledgers.audit(), 0);
  }
}

TEST(BranchRefused, and_redeemed_fast_is_refunded_at_once_by_an_advance_of_the_company) {
  const Scenario scenario = refused(OnBranchRefused::redeem_fast);
  for (const StrategyEntry& entry : that_answer_before_the_branch()) {
    const Refunded seen = told(scenario, entry);
    EXPECT_EQ(seen.broken, Names{}) << entry.name;
    EXPECT_EQ(seen.held, 0u) << entry.name;
    ASSERT_EQ(seen.refunds.size(), 2u) << entry.name;
    EXPECT_LT(seen.refunds.back(), start_of_run + 3s) << entry.name;
    Ledgers ledgers(scenario, entry);
    const HostId wallet = ledgers.site().wallet_database;
    EXPECT_EQ(ledgers.sum(wallet, ledger::bank, 0), scenario.workload.bank_balance.fen);
    EXPECT_EQ(ledgers.sum(wallet, ledger::company_advance, 0), 0) << "back by now";
    EXPECT_EQ(ledgers.audit(), 0);
  }
}

// 10,000 yuan per customer and day: ten orders of 1,000 yuan, the eleventh has to wait.
TEST(BranchRefused, is_redeemed_fast_up_to_a_limit_per_customer_and_day) {
  std::vector<Duration> arrivals;
  for (int i = 1; i <= 11; ++i) arrivals.push_back(i * 1s);
  const Refunded seen =
      told(refused(OnBranchRefused::redeem_fast, arrivals), strategy("transactional-message"));
  EXPECT_EQ(seen.broken, Names{});
  EXPECT_EQ(seen.held, 1u);
  ASSERT_EQ(seen.refunds.size(), 11u);
  EXPECT_LT(seen.refunds[9], start_of_run + 12s);
  EXPECT_GT(seen.refunds[10], start_of_run + 24h);
}

TEST(BranchRefused, is_refunded_when_the_batch_died_in_the_middle) {
  Scenario scenario = refused(OnBranchRefused::redeem_ordinary);
  for (int i = 0; i < 38; ++i) scenario.workload.arrivals[0].trace.push_back(2s);
  scenario.drain = 80h;
  scenario.faults = {fault(FaultKind::crash, "ops", 24h + 10ms, 30s)};
  const StrategyEntry entry = strategy("local-message-table");
  EXPECT_EQ(broken_by(scenario, entry), Names{});
  Ledgers ledgers(scenario, entry);
  EXPECT_EQ(ledgers.sum(ledgers.site().wallet_database, ledger::redemption_payable, 0), 0);
  EXPECT_EQ(ledgers.sum(ledgers.site().wallet_database, ledger::bank, 0),
            scenario.workload.bank_balance.fen);
}

// Every customer wants his position back ten seconds after he has bought with it.
Scenario with_withdrawals(bool earmark) {
  Scenario scenario = small_scenario({1s, 2s});
  scenario.workload.earmark = earmark;
  scenario.workload.withdrawals = WithdrawalSettings{.share = 1};
  return scenario;
}

std::vector<StrategyEntry> with_end_of_day() {
  std::vector<StrategyEntry> entries;
  for (StrategyEntry& entry : every_strategy()) {
    if (entry.name != "naive") entries.push_back(std::move(entry));
  }
  return entries;
}

TEST(Earmark, keeps_the_position_for_its_order) {
  for (const StrategyEntry& entry : with_end_of_day()) {
    EXPECT_EQ(broken_by(with_withdrawals(true), entry), Names{}) << entry.name;
  }
}

TEST(Earmark, that_is_off_lets_a_withdrawal_spend_what_the_order_is_settled_with) {
  for (const StrategyEntry& entry : with_end_of_day()) {
    const Scenario scenario = with_withdrawals(false);
    const RunResult result = run(scenario, entry, 1);
    EXPECT_EQ(broken(result), Names{"no-negative-balance"}) << entry.name;
    EXPECT_EQ(result.violations.of(PropertyId::no_negative_balance).example,
              "an account is at -200000 fen")
        << entry.name;
    Ledgers ledgers(scenario, entry);
    EXPECT_EQ(ledgers.sum(ledgers.site().wallet_database, ledger::available, 0), -2 * amount);
    EXPECT_EQ(ledgers.audit(), 0) << entry.name;
  }
}

TEST(Earmark, that_is_off_breaks_nothing_while_nobody_spends_the_position) {
  Scenario scenario = with_withdrawals(false);
  scenario.workload.withdrawals = std::nullopt;
  for (const StrategyEntry& entry : with_end_of_day()) {
    EXPECT_EQ(broken_by(scenario, entry), Names{}) << entry.name;
  }
  scenario.workload.refusals.quota = Probability(1);
  for (const StrategyEntry& entry : that_answer_before_the_branch()) {
    EXPECT_EQ(broken_by(scenario, entry), Names{}) << entry.name;
    Ledgers ledgers(scenario, entry);
    EXPECT_EQ(ledgers.sum(ledgers.site().wallet_database, ledger::available, 0), 2 * amount);
  }
}

TEST(Earmark, that_is_off_withdraws_the_claim_that_rests_on_it_and_no_other) {
  const StrategyEntry entry = strategy("xa");
  for (const bool earmark : {true, false}) {
    const Scenario scenario = with_withdrawals(earmark);
    const std::vector<RunResult> runs{run(scenario, entry, 1)};
    for (const PropertyResult& one : aggregate(scenario, entry, runs).properties) {
      const bool rests_on_it = !earmark && one.name == "no-negative-balance";
      EXPECT_EQ(!one.withdrawn.empty(), rests_on_it) << one.name;
    }
  }
}

// The customer's first order is paid by his bank, and the second one with what is free in his
// wallet.
struct TwoOrders {
  Scenario scenario;
  std::uint64_t seed;
};
TwoOrders second_from_wallet(bool earmark) {
  TwoOrders orders{small_scenario({1s, 20s}), 1};
  orders.scenario.workload.earmark = earmark;
  orders.scenario.workload.from_wallet = 0.5;
  const auto from_wallet = [&](std::uint64_t intent) {
    return Customers(orders.scenario.workload, orders.seed).pays_from_wallet(IntentId{intent});
  };
  while (from_wallet(1) || !from_wallet(2)) ++orders.seed;
  return orders;
}

TEST(Earmark, that_is_off_lets_another_order_spend_what_the_first_is_settled_with) {
  for (const StrategyEntry& entry : with_end_of_day()) {
    const TwoOrders orders = second_from_wallet(false);
    const RunResult result = run(orders.scenario, entry, orders.seed);
    EXPECT_EQ(result.metrics.bought, 2u) << entry.name;
    EXPECT_EQ(broken(result), Names{"no-negative-balance"}) << entry.name;
    EXPECT_EQ(result.violations.of(PropertyId::no_negative_balance).example,
              "an account is at -100000 fen")
        << entry.name << ": one position, settled twice";
  }
}

TEST(Earmark, keeps_the_position_from_another_order) {
  for (const StrategyEntry& entry : with_end_of_day()) {
    const TwoOrders orders = second_from_wallet(true);
    const RunResult result = run(orders.scenario, entry, orders.seed);
    EXPECT_EQ(result.metrics.bought, 1u) << entry.name;
    EXPECT_EQ(result.metrics.refused, 1u) << entry.name;
    EXPECT_EQ(broken(result), Names{}) << entry.name;
  }
}

// Refused branches leave the money in the wallet, where it is free.
TEST(Earmark, does_not_keep_what_a_refused_order_has_left_in_the_wallet) {
  for (const StrategyEntry& entry : that_answer_before_the_branch()) {
    TwoOrders orders = second_from_wallet(true);
    orders.scenario.workload.refusals.quota = Probability(1);
    const RunResult result = run(orders.scenario, entry, orders.seed);
    EXPECT_EQ(result.metrics.undone, 2u) << entry.name << ": main was done with what was free";
    EXPECT_EQ(broken(result), Names{}) << entry.name;
  }
}

}  // namespace
}  // namespace txlab
