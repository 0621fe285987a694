// Discount purchase, redemption and conversion: what each takes and gives, and that no strategy
// breaks a property for any of them.
#include "transaction_types.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "ledgers.hpp"
#include "scenarios/study/crash_point_sweep.hpp"

namespace txlab {
namespace {

using Kind = Happening::Kind;

struct Trade {
  TransactionType type;
  TableId paid_from;
  TableId paid_into;
};
constexpr Trade trades[] = {
    {TransactionType::discount_purchase, ledger::bank, ledger::holdings},
    {TransactionType::redemption, ledger::units, ledger::proceeds},
    {TransactionType::conversion, ledger::units, ledger::holdings},
};

TEST(TransactionTypes, take_and_give_what_they_are_about_under_every_strategy) {
  for (const auto& [type, paid_from, paid_into] : trades) {
    const Scenario scenario = only(type);
    const std::int64_t opening = scenario.workload.bank_balance.fen;
    for (const StrategyEntry& entry : every_strategy()) {
      Ledgers ledgers(scenario, entry);
      const HostId wallet = ledgers.site().wallet_database;
      const HostId fund = in_one_database(entry) ? wallet : ledgers.site().fund_database;
      EXPECT_EQ(ledgers.sum(wallet, paid_from, 0), opening - amount)
          << entry.name << ' ' << name_of(type);
      EXPECT_EQ(ledgers.sum(fund, paid_into, 0), amount - fee)
          << entry.name << ' ' << name_of(type);
      EXPECT_EQ(ledgers.audit(), 0) << entry.name << ' ' << name_of(type);
      EXPECT_EQ(broken_by(scenario, entry), Names{}) << entry.name << ' ' << name_of(type);
    }
  }
}

// Whatever is to become of the money of a discount purchase: fund units are no money.
TEST(TransactionTypes, give_fund_units_back_when_the_branch_is_refused) {
  for (const OnBranchRefused then : {OnBranchRefused::wallet_held, OnBranchRefused::redeem_ordinary,
                                     OnBranchRefused::redeem_fast}) {
    for (const TransactionType type : {TransactionType::redemption, TransactionType::conversion}) {
      Scenario scenario = only(type);
      scenario.workload.refusals.compliance = Probability(1);
      scenario.workload.on_branch_refused = then;
      for (const char* const protocol :
           {"async-reconciliation", "local-message-table", "transactional-message"}) {
        Ledgers ledgers(scenario, strategy(protocol));
        const HostId wallet = ledgers.site().wallet_database;
        EXPECT_EQ(ledgers.sum(wallet, ledger::units, 0), scenario.workload.bank_balance.fen);
        EXPECT_EQ(ledgers.sum(wallet, ledger::available, 0), 0) << protocol;
        EXPECT_EQ(ledgers.rows(wallet, ledger::redemptions), 0u) << protocol;
        EXPECT_EQ(broken_by(scenario, strategy(protocol)), Names{}) << protocol;
      }
    }
  }
}

TEST(TransactionTypes, are_refused_for_want_of_fund_units_as_for_want_of_cash) {
  for (const TransactionType type : every_type) {
    Scenario scenario = only(type);
    scenario.workload.refusals.insufficient_cash = Probability(1);
    for (const StrategyEntry& entry : every_strategy()) {
      const RunResult result = run(scenario, entry, 1);
      EXPECT_EQ(result.metrics.bought, 0u) << entry.name << ' ' << name_of(type);
    }
  }
}

TEST(TransactionTypes, are_debited_at_the_bank_only_where_the_bank_pays) {
  for (const TransactionType type : every_type) {
    Scenario scenario = only(type);
    scenario.workload.payment = Payment{.latency = always(1s)};
    Watch sent(Kind::sent);
    run_watched(scenario, strategy("transactional-message"), {&sent});
    const bool cash = type == TransactionType::discount_purchase;
    EXPECT_EQ(sent.count("debit") > 0, cash) << name_of(type);
  }
}

// With a calendar: confirmed, in part, and refused.
TEST(TransactionTypes, come_through_the_transfer_agent_without_losing_a_fen) {
  for (const TransactionType type : every_type) {
    for (const double refused : {0.0, 1.0}) {
      Scenario scenario = only(type);
      scenario.workload.calendar = Calendar{};
      scenario.workload.refusals.agent = Probability(refused);
      scenario.workload.refusals.pro_rata = Probability(0.5);
      Ledgers ledgers(scenario, strategy("transactional-message"));
      const HostId fund = ledgers.site().fund_database;
      EXPECT_EQ(ledgers.audit(), 0) << name_of(type);
      EXPECT_EQ(ledgers.sum(fund, ledger::proceeds, 0), 0) << name_of(type);
      EXPECT_EQ(ledgers.sum(fund, ledger::holdings, 0), 0) << name_of(type);
      EXPECT_EQ(broken_by(scenario, strategy("transactional-message")), Names{}) << name_of(type);
    }
  }
}

TEST(TransactionTypes, are_counted_apart_where_there_are_several) {
  Scenario scenario = small_scenario();
  scenario.workload.types = {0.5, 0.3, 0.2};
  scenario.workload.arrivals = {
      {.process = ArrivalPhase::Process::constant, .rate_per_s = 20, .think = {}, .lasts = 20s}};
  const RunMetrics metrics = run(scenario, strategy("transactional-message"), 1).metrics;
  ASSERT_EQ(metrics.by_type.size(), 3u);
  std::uint64_t bought = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const double expected = scenario.workload.types[i] * static_cast<double>(metrics.offered);
    const auto of_type = static_cast<double>(metrics.by_type[i].bought);
    EXPECT_NEAR(of_type, expected, 4 * std::sqrt(expected)) << i;
    bought += metrics.by_type[i].bought;
  }
  EXPECT_EQ(bought, metrics.bought);
  EXPECT_TRUE(run(small_scenario(), strategy("none"), 1).metrics.by_type.empty());
}

struct Swept {
  std::string name;
  StrategyEntry entry;
};

class CrashPointSweepOfTypes : public testing::TestWithParam<std::tuple<Swept, TransactionType>> {};

TEST_P(CrashPointSweepOfTypes, breaks_no_claim) {
  const auto& [variant, type] = GetParam();
  const Scenario scenario = single_purchase(only(type), variant.entry);
  const SweepResult result = sweep_crash_points(scenario, variant.entry, 7);
  EXPECT_GT(result.cases, 100u);
  EXPECT_GT(result.bought, result.cases / 3);
  for (const SweepFailure& failure : result.failures) {
    ADD_FAILURE() << failure.property << ": " << failure.where.words << ' ' << failure.example;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Strategies, CrashPointSweepOfTypes,
    testing::Combine(testing::Values(Swept{"messages", strategy("transactional-message")},
                                     Swept{"centre", strategy("transactional-message",
                                                              {{"centre", "service"}})},
                                     Swept{"table", strategy("local-message-table")},
                                     Swept{"reconcile", strategy("async-reconciliation")},
                                     Swept{"two_step", strategy("two-step")},
                                     Swept{"xa", strategy("xa")}, Swept{"tcc", strategy("tcc")}),
                     testing::Values(TransactionType::redemption, TransactionType::conversion)),
    [](const auto& instance) {
      return std::get<0>(instance.param).name + "_" +
             std::string(name_of(std::get<1>(instance.param)));
    });

}  // namespace
}  // namespace txlab
