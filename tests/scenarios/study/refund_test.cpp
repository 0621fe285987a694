// time_to_refund: from the refusal of the branch to the customer's money.
#include <gtest/gtest.h>

#include "small_scenario.hpp"

namespace txlab {
namespace {

Scenario every_branch_refused(OnBranchRefused then) {
  Scenario scenario = small_scenario({1s, 2s});
  scenario.workload.refusals.quota = Probability(1);
  scenario.workload.on_branch_refused = then;
  return scenario;
}

Histogram times(const Scenario& scenario, const StrategyEntry& entry) {
  return run(scenario, entry, 1).metrics.time_to_refund;
}

std::vector<StrategyEntry> with_main_first() {
  return {strategy("async-reconciliation"), strategy("local-message-table"),
          strategy("transactional-message")};
}

// Five messages of 1 ms (the fund hears of its commit and calls the wallet, which sends a
// statement, hears of it and sends its commit), a flush of 1 ms, and a few times 0.1 ms of work.
TEST(TimeToRefund, is_a_call_and_a_transaction_where_the_position_stays_in_the_wallet) {
  for (const StrategyEntry& entry : with_main_first()) {
    const Histogram seen = times(every_branch_refused(OnBranchRefused::wallet_held), entry);
    EXPECT_EQ(seen.count(), 2u) << entry.name;
    EXPECT_GT(Duration(seen.minimum()), 6ms) << entry.name;
    EXPECT_LT(Duration(seen.maximum()), 6500us) << entry.name;
  }
}

TEST(TimeToRefund, lasts_to_the_next_batch_where_the_position_is_redeemed) {
  for (const StrategyEntry& entry : with_main_first()) {
    const Histogram seen = times(every_branch_refused(OnBranchRefused::redeem_ordinary), entry);
    EXPECT_EQ(seen.count(), 2u) << entry.name;
    EXPECT_EQ(seen.censored_count(), 0u) << entry.name;
    EXPECT_GT(Duration(seen.minimum()), 24h - 3s) << entry.name;
    EXPECT_LT(Duration(seen.maximum()), 24h) << entry.name;
  }
}

TEST(TimeToRefund, is_cut_off_where_the_batch_never_runs_again) {
  Scenario scenario = every_branch_refused(OnBranchRefused::redeem_ordinary);
  scenario.faults = {crash_for_good("ops", 10s)};
  for (const StrategyEntry& entry : with_main_first()) {
    EXPECT_EQ(times(scenario, entry).censored_count(), 2u) << entry.name;
  }
}

// The wallet is away for good when the branch is refused, so main stands.
TEST(TimeToRefund, is_cut_off_where_nobody_reverses_main) {
  Scenario scenario = every_branch_refused(OnBranchRefused::wallet_held);
  scenario.workload.arrivals[0].trace = {1s};
  scenario.faults = {crash("wallet", AtFirst{"refuse-branch.durable"}, std::nullopt)};
  const Histogram seen = times(scenario, strategy("transactional-message"));
  EXPECT_EQ(seen.count(), 1u);
  EXPECT_EQ(seen.censored_count(), 1u);
}

TEST(TimeToRefund, is_nobodys_where_the_money_never_moved) {
  for (const char* name : {"xa", "tcc", "none"}) {
    EXPECT_EQ(times(every_branch_refused(OnBranchRefused::wallet_held), strategy(name)).count(), 0u)
        << name;
  }
  for (const StrategyEntry& entry : with_main_first()) {
    EXPECT_EQ(times(small_scenario(), entry).count(), 0u) << entry.name << ": nobody is refused";
  }
}

// T+1 at 08:30 the agent refuses; from the cut-off of that day on it is paid back.
TEST(TimeToRefund, begins_with_the_agents_answer_where_it_is_the_agent_that_refuses) {
  Scenario scenario = small_scenario({1s, 2s});
  scenario.workload.calendar = Calendar{};
  scenario.workload.refusals.agent = Probability(1);
  scenario.drain = 80h;
  for (const StrategyEntry& entry : {strategy("xa"), strategy("transactional-message")}) {
    const Histogram seen = times(scenario, entry);
    EXPECT_EQ(seen.count(), 2u) << entry.name;
    EXPECT_GE(Duration(seen.minimum()), 6h + 29min) << entry.name;
    EXPECT_LT(Duration(seen.maximum()), 7h) << entry.name;
  }
}

}  // namespace
}  // namespace txlab
