// The end of the day: earmarks become payments, whatever the strategy, and every account is as it
// must be.
#include <gtest/gtest.h>

#include "ledgers.hpp"

namespace txlab {
namespace {

Watch transactions(const Scenario& scenario, const StrategyEntry& entry) {
  Watch durable(Happening::Kind::durable);
  run_watched(scenario, entry, {&durable});
  return durable;
}

std::vector<StrategyEntry> with_settling() {
  std::vector<StrategyEntry> entries;
  for (const StrategyEntry& entry : every_strategy()) {
    if (entry.name != "naive") entries.push_back(entry);
  }
  return entries;
}

TEST(Settling, in_a_batch_settles_many_orders_in_one_transaction_at_the_end_of_the_day) {
  const Scenario scenario = small_scenario({1s, 2s, 3s, 4s, 5s});
  for (const StrategyEntry& entry : with_settling()) {
    const Watch watch = transactions(scenario, entry);
    const auto settled = watch.instants_of("settle");
    ASSERT_EQ(settled.size(), 1u) << entry.name;
    EXPECT_GT(settled.front(), start_of_run + 24h);
    EXPECT_LT(settled.front(), start_of_run + 25h);
    EXPECT_EQ(watch.instants_of("net").size(), 1u) << entry.name;
  }
}

TEST(Settling, each_settles_every_order_as_soon_as_it_is_accepted) {
  Scenario scenario = small_scenario({1s, 2s, 3s});
  scenario.workload.settle = Settling::each;
  for (const StrategyEntry& entry : with_settling()) {
    const auto settled = transactions(scenario, entry).instants_of("settle");
    ASSERT_EQ(settled.size(), 3u) << entry.name;
    for (std::size_t i = 0; i < settled.size(); ++i) {
      EXPECT_GT(settled[i], start_of_run + (i + 1) * 1s);
      EXPECT_LT(settled[i], start_of_run + (i + 2) * 1s) << entry.name;
    }
  }
}

TEST(Settling, adds_nothing_to_the_cost_of_a_purchase) {
  for (const StrategyEntry& entry : with_settling()) {
    Scenario scenario = small_scenario({1s, 2s, 3s});
    const RunMetrics batch = run(scenario, entry, 1).metrics;
    scenario.workload.settle = Settling::each;
    const RunMetrics each = run(scenario, entry, 1).metrics;
    EXPECT_EQ(each.oracle_messages.sum, batch.oracle_messages.sum) << entry.name;
    EXPECT_EQ(each.oracle_forced.sum, batch.oracle_forced.sum) << entry.name;
  }
}

TEST(Settling, goes_on_with_the_next_batch_when_the_machine_crashed_in_the_middle) {
  for (const char* const host : {"ops", "wallet-db", "fund-db"}) {
    Scenario scenario = small_scenario();
    for (int i = 1; i < 40; ++i) scenario.workload.arrivals[0].trace.push_back(1s + i * 1ms);
    scenario.drain = 80h;
    scenario.faults = {fault(FaultKind::crash, host, 24h + 8ms, 30s)};
    for (const StrategyEntry& entry : with_settling()) {
      const RunResult result = run(scenario, entry, 1);
      EXPECT_EQ(broken(result), Names{}) << entry.name << " without " << host;
    }
  }
}

TEST(Settling, leaves_every_fen_where_it_belongs) {
  constexpr std::int64_t paid = 3 * 100'000;
  constexpr std::int64_t fees = 3 * 150;
  const Scenario scenario = small_scenario({1s, 2s, 3s});
  for (const StrategyEntry& entry : with_settling()) {
    Ledgers ledgers(scenario, entry);
    const HostId wallet = ledgers.site().wallet_database;
    const HostId fund = in_one_database(entry) ? wallet : ledgers.site().fund_database;
    const std::int64_t opening = scenario.workload.bank_balance.fen;
    EXPECT_EQ(ledgers.sum(wallet, ledger::bank, 0), opening - paid) << entry.name;
    EXPECT_EQ(ledgers.rows(wallet, ledger::orders), 0u) << entry.name;
    EXPECT_EQ(ledgers.sum(wallet, ledger::remitted, 0), paid) << entry.name;
    EXPECT_EQ(ledgers.rows(fund, ledger::applications), 0u) << entry.name;
    EXPECT_EQ(ledgers.sum(fund, ledger::holdings, 0), paid - fees) << entry.name;
    EXPECT_EQ(ledgers.sum(fund, ledger::fees, 0), fees) << entry.name;
    EXPECT_EQ(ledgers.sum(fund, ledger::received, 0), -paid) << entry.name;
    EXPECT_EQ(ledgers.audit(), 0) << entry.name;
  }
}

TEST(Settling, leaves_nothing_behind_that_waits) {
  const Scenario scenario = small_scenario({1s, 2s, 3s});
  for (const StrategyEntry& entry : with_settling()) {
    Ledgers ledgers(scenario, entry);
    const HostId wallet = ledgers.site().wallet_database;
    EXPECT_EQ(ledgers.rows(wallet, ledger::outbox), 0u) << entry.name;
    EXPECT_EQ(ledgers.rows(wallet, ledger::wallet_notices), 0u) << entry.name;
    EXPECT_EQ(ledgers.rows(ledgers.site().fund_database, ledger::fund_notices), 0u) << entry.name;
  }
}

TEST(Settling, keeps_the_money_of_a_refused_branch_in_the_wallet) {
  Scenario scenario = small_scenario({1s, 2s});
  scenario.workload.refusals.quota = Probability(1);
  for (const char* const protocol :
       {"async-reconciliation", "local-message-table", "transactional-message"}) {
    Ledgers ledgers(scenario, strategy(protocol));
    const HostId wallet = ledgers.site().wallet_database;
    EXPECT_EQ(ledgers.sum(wallet, ledger::available, 0), 200'000) << protocol;
    EXPECT_EQ(ledgers.sum(wallet, ledger::remitted, 0), 0) << protocol;
    EXPECT_EQ(ledgers.sum(ledgers.site().fund_database, ledger::holdings, 0), 0) << protocol;
    EXPECT_EQ(ledgers.audit(), 0) << protocol;
  }
  EXPECT_EQ(broken_by(scenario, strategy("transactional-message")), Names{});
}

}  // namespace
}  // namespace txlab
