// T+1: the file goes to the transfer agent, its answer comes in the morning, units exist from then
// on, and what it does not take is paid back.
#include <gtest/gtest.h>

#include "ledgers.hpp"

namespace txlab {
namespace {

Scenario with_calendar(std::vector<Duration> arrivals = {1s, 2s, 3s}) {
  Scenario scenario = small_scenario(std::move(arrivals));
  scenario.workload.calendar = Calendar{};
  return scenario;
}

std::vector<StrategyEntry> with_end_of_day() {
  std::vector<StrategyEntry> entries{strategy("xa", {{"ledgers", "together"}})};
  for (StrategyEntry& entry : every_strategy()) {
    if (entry.name != "naive") entries.push_back(std::move(entry));
  }
  return entries;
}

// 20:00 is 10.5 h after 09:30, and 08:30 of T+1 is 23 h after it.
TEST(TransferAgent, gets_the_file_in_the_evening_and_confirms_in_the_morning) {
  for (const StrategyEntry& entry : with_end_of_day()) {
    Watch durable(Happening::Kind::durable);
    const RunResult result = run_watched(with_calendar(), entry, {&durable});
    EXPECT_EQ(broken(result), Names{}) << entry.name;
    const auto exported = durable.instants_of("export");
    const auto confirmed = durable.instants_of("confirm");
    ASSERT_EQ(exported.size(), 3u) << entry.name;
    ASSERT_EQ(confirmed.size(), 3u) << entry.name;
    EXPECT_GE(exported.front(), start_of_run + 10h + 30min);
    EXPECT_LT(exported.back(), start_of_run + 10h + 31min);
    EXPECT_GE(confirmed.front(), start_of_run + 23h);
    EXPECT_LT(confirmed.back(), start_of_run + 23h + 1min);
  }
}

TEST(TransferAgent, gets_what_came_after_the_cut_off_a_day_later) {
  Watch durable(Happening::Kind::durable);
  Scenario scenario = with_calendar({6h});
  scenario.drain = 60h;
  run_watched(scenario, strategy("xa"), {&durable});
  ASSERT_EQ(durable.instants_of("export").size(), 1u);
  EXPECT_GE(durable.instants_of("export").front(), start_of_run + 34h + 30min);
  EXPECT_GE(durable.instants_of("confirm").front(), start_of_run + 47h);
}

TEST(TransferAgent, makes_units_of_what_was_applied_for) {
  for (const StrategyEntry& entry : with_end_of_day()) {
    Ledgers ledgers(with_calendar(), entry);
    const HostId wallet = ledgers.site().wallet_database;
    const HostId fund = in_one_database(entry) ? wallet : ledgers.site().fund_database;
    EXPECT_EQ(ledgers.sum(fund, ledger::holdings, 0), 0) << entry.name;
    EXPECT_EQ(ledgers.sum(fund, ledger::confirmed, 0), 3 * (amount - fee)) << entry.name;
    EXPECT_EQ(ledgers.sum(fund, ledger::fees, 0), 3 * fee) << entry.name;
    EXPECT_EQ(ledgers.sum(wallet, ledger::remitted, 0), 3 * amount) << entry.name;
    EXPECT_EQ(ledgers.sum(fund, ledger::received, 0), -3 * amount) << entry.name;
    EXPECT_EQ(ledgers.rows(fund, ledger::applications), 0u) << entry.name;
    EXPECT_EQ(ledgers.audit(), 0) << entry.name;
  }
}

TEST(TransferAgent, pays_back_all_of_what_it_refuses_and_the_fee) {
  Scenario scenario = with_calendar();
  scenario.workload.refusals.agent = Probability(1);
  for (const StrategyEntry& entry : with_end_of_day()) {
    EXPECT_EQ(broken_by(scenario, entry), Names{}) << entry.name;
  }
  Ledgers ledgers(scenario, strategy("transactional-message"));
  const HostId fund = ledgers.site().fund_database;
  EXPECT_EQ(ledgers.sum(fund, ledger::holdings, 0), 0);
  EXPECT_EQ(ledgers.sum(fund, ledger::confirmed, 0), 0);
  EXPECT_EQ(ledgers.sum(fund, ledger::fees, 0), 0);
  EXPECT_EQ(ledgers.sum(fund, ledger::redemption_payable, 0), 0) << "paid by now";
  EXPECT_EQ(ledgers.sum(fund, ledger::paid_back, 0), 3 * amount);
  EXPECT_EQ(ledgers.audit(), 0);
}

// What is confirmed, its fee, and what is paid back are the amount; the fee is that of what is
// confirmed: at most a half fen off 0.15 % of it.
TEST(TransferAgent, confirms_a_part_with_its_fee_and_pays_back_the_rest) {
  Scenario scenario = with_calendar({1s});
  scenario.workload.refusals.pro_rata = Probability(1);
  for (const StrategyEntry& entry : with_end_of_day()) {
    EXPECT_EQ(broken_by(scenario, entry), Names{}) << entry.name;
  }
  Ledgers ledgers(scenario, strategy("local-message-table"));
  const HostId fund = ledgers.site().fund_database;
  const std::int64_t units = ledgers.sum(fund, ledger::confirmed, 0);
  const std::int64_t its_fee = ledgers.sum(fund, ledger::fees, 0);
  const std::int64_t back = ledgers.sum(fund, ledger::paid_back, 0);
  EXPECT_GT(units, 0);
  EXPECT_GT(back, 0);
  EXPECT_EQ(units + its_fee + back, amount);
  EXPECT_NEAR(static_cast<double>(its_fee), 0.0015 * static_cast<double>(units + its_fee), 0.5);
  EXPECT_EQ(ledgers.audit(), 0);
}

TEST(TransferAgent, tells_customers_what_became_of_their_orders) {
  struct Case {
    Probability RefusalRates::*rate;
    std::string_view told;
  };
  for (const Case one : {Case{nullptr, "CONFIRMED"}, Case{&RefusalRates::pro_rata, "CONFIRMED"},
                         Case{&RefusalRates::agent, "REFUNDED"}}) {
    Scenario scenario = with_calendar();
    if (one.rate != nullptr) scenario.workload.refusals.*one.rate = Probability(1);
    for (const StrategyEntry& entry : with_end_of_day()) {
      Watch told(Happening::Kind::told);
      run_watched(scenario, entry, {&told});
      EXPECT_EQ(told.count(one.told), 3u) << entry.name;
    }
  }
}

TEST(TransferAgent, refuses_by_rates_that_are_the_same_under_every_strategy) {
  WorkloadSettings workload;
  workload.refusals.agent = Probability(0.2);
  workload.refusals.pro_rata = Probability(0.5);
  const Customers customers(workload, 5);
  std::array<int, 3> answers{};
  for (std::uint64_t n = 1; n <= 10'000; ++n) {
    const AgentAnswer answer = customers.agent_answer(IntentId{n});
    ++answers[static_cast<std::size_t>(answer.kind)];
    if (answer.kind != AgentAnswer::Kind::in_part) continue;
    EXPECT_GE(answer.percent, 1);
    EXPECT_LE(answer.percent, 99);
  }
  EXPECT_NEAR(answers[2], 2'000, 160);  // four standard deviations of 40
  EXPECT_NEAR(answers[1], 4'000, 196);  // of those that are left, half
}

TEST(TransferAgent, loses_nothing_when_machines_crash_in_the_middle_of_it) {
  std::vector<Duration> many(40, Duration(1s));
  for (const char* const host : {"ops", "fund-db"}) {
    for (const Duration when : {10h + 30min + 5ms, 23h + 5ms}) {
      Scenario scenario = with_calendar(many);
      scenario.drain = 60h;
      scenario.faults = {fault(FaultKind::crash, host, when, 30s)};
      const StrategyEntry entry = strategy("transactional-message");
      EXPECT_EQ(broken_by(scenario, entry), Names{}) << host;
      Ledgers ledgers(scenario, entry);
      EXPECT_EQ(ledgers.sum(ledgers.site().fund_database, ledger::confirmed, 0),
                40 * (amount - fee))
          << host;
      EXPECT_EQ(ledgers.audit(), 0) << host;
    }
  }
}

TEST(TransferAgent, is_not_there_without_a_calendar) {
  Watch durable(Happening::Kind::durable);
  run_watched(small_scenario(), strategy("xa"), {&durable});
  EXPECT_EQ(durable.count("export"), 0u);
}

}  // namespace
}  // namespace txlab
