// Several target funds: one that pauses for everybody, and one whose quota everybody fights over.
#include <gtest/gtest.h>

#include "models/fund/stamp.hpp"
#include "models/parts/database/state.hpp"
#include "scenarios/study/run_world.hpp"
#include "small_scenario.hpp"

namespace txlab {
namespace {

std::vector<StrategyEntry> that_answer_before_the_branch() {
  return {strategy("async-reconciliation"), strategy("local-message-table"),
          strategy("transactional-message")};
}
std::vector<StrategyEntry> that_answer_after_it() {
  return {strategy("none"), strategy("xa"), strategy("tcc"),
          strategy("tcc", {{"coordinator", "seata"}}), strategy("tcc", {{"coordinator", "dtm"}})};
}
std::vector<StrategyEntry> all_of_them() {
  std::vector<StrategyEntry> entries = that_answer_before_the_branch();
  for (StrategyEntry& entry : that_answer_after_it()) entries.push_back(std::move(entry));
  return entries;
}

Scenario with_fund(TargetFund fund, std::vector<Duration> arrivals) {
  Scenario scenario = small_scenario(std::move(arrivals));
  scenario.workload.funds = {std::move(fund)};
  return scenario;
}

std::int64_t left_of_quota(const Scenario& scenario, const StrategyEntry& entry) {
  RunWorld setup(scenario, entry, 1);
  setup.start();
  setup.world().kernel().run_until(setup.deadline());
  const Deployment& site = setup.deployment();
  const HostId database = entry.name == "none" ? site.wallet_database : site.fund_database;
  return setup.world()
      .host(database)
      .find_durable<DatabaseState>()
      ->table(ledger::quotas)
      .read(1)
      .value[0];
}

TEST(Stamp, keeps_date_fund_type_and_whether_there_is_a_quota) {
  const Purchase purchase{.date = 100, .fund = 31, .quota = true};
  const Stamp read = Stamp::read(Stamp::of(purchase).bits());
  EXPECT_EQ(read.date, 100);
  EXPECT_EQ(read.fund, 31);
  EXPECT_TRUE(read.quota);
  EXPECT_FALSE(read.loose);
  EXPECT_EQ(Stamp{}.bits(), 0);
  for (const TransactionType type : {TransactionType::discount_purchase,
                                     TransactionType::redemption, TransactionType::conversion}) {
    const Stamp typed = Stamp::read(Stamp::of({.date = 127, .fund = 31, .type = type}).bits());
    EXPECT_EQ(typed.type, type);
    EXPECT_EQ(typed.fund, 31);
    EXPECT_EQ(typed.date, 127);
    EXPECT_FALSE(typed.quota);
  }
}

TEST(Funds, are_wanted_as_their_shares_say) {
  WorkloadSettings workload;
  workload.funds = {
      {.name = "a", .share = 0.6}, {.name = "b", .share = 0.3}, {.name = "c", .share = 0.1}};
  const Customers customers(workload, 5);
  std::array<int, 4> wanted{};
  for (std::uint64_t n = 1; n <= 10'000; ++n) ++wanted[customers.purchase(IntentId{n}).fund];
  EXPECT_EQ(wanted[0], 0);
  EXPECT_NEAR(wanted[1], 6'000, 200);  // four standard deviations of at most 49
  EXPECT_NEAR(wanted[2], 3'000, 200);
  EXPECT_NEAR(wanted[3], 1'000, 130);
}

TEST(PausedFund, refuses_everybody_from_then_on) {
  const Scenario scenario =
      with_fund({.name = "pausing", .paused_from = 2900ms}, {1s, 2s, 3s, 4s, 5s});
  for (const StrategyEntry& entry : that_answer_after_it()) {
    const RunResult result = run(scenario, entry, 1);
    EXPECT_EQ(broken(result), Names{}) << entry.name;
    EXPECT_EQ(result.metrics.bought, 2u) << entry.name;
    EXPECT_EQ(result.metrics.refused, 3u) << entry.name << ": before money has moved";
  }
  for (const StrategyEntry& entry : that_answer_before_the_branch()) {
    const RunResult result = run(scenario, entry, 1);
    EXPECT_EQ(broken(result), Names{}) << entry.name;
    EXPECT_EQ(result.metrics.bought, 2u) << entry.name;
    EXPECT_EQ(result.metrics.undone, 3u) << entry.name << ": held in the wallet";
    EXPECT_EQ(result.metrics.dead_letters, 0u) << entry.name << ": a refusal is an answer";
  }
}

// The branch was applied, the fund pauses, and the consumer comes back without its offset.
TEST(PausedFund, does_not_undo_what_it_took_when_a_message_comes_again) {
  Scenario scenario = with_fund({.name = "pausing", .paused_from = 1800ms}, {1s});
  scenario.faults = {fault(FaultKind::crash, "fund", 1900ms, 1s)};
  for (const StrategyEntry& entry : that_answer_before_the_branch()) {
    const RunResult result = run(scenario, entry, 1);
    EXPECT_EQ(broken(result), Names{}) << entry.name;
    EXPECT_EQ(result.metrics.bought, 1u) << entry.name;
    EXPECT_GT(result.metrics.duplicates, 0u) << entry.name;
  }
}

// Three purchases of 1,000 yuan, and room for two.
TEST(Quota, that_is_sold_out_refuses) {
  const Scenario scenario = with_fund({.name = "hot", .quota = yuan(2'500)}, {1s, 2s, 3s});
  for (const StrategyEntry& entry : all_of_them()) {
    const RunResult result = run(scenario, entry, 1);
    EXPECT_EQ(broken(result), Names{}) << entry.name;
    EXPECT_EQ(result.metrics.bought, 2u) << entry.name;
    EXPECT_EQ(result.metrics.undone + result.metrics.refused, 1u) << entry.name;
    EXPECT_EQ(left_of_quota(scenario, entry), yuan(500).fen) << entry.name;
  }
}

TEST(Quota, that_is_sold_out_refuses_orders_without_an_id_as_well) {
  Scenario scenario = with_fund({.name = "hot", .quota = yuan(2'500)}, {1s, 2s, 3s});
  scenario.workload.order_id = OrderIds::none;
  const RunMetrics metrics = run(scenario, strategy("local-message-table"), 1).metrics;
  EXPECT_EQ(metrics.bought, 2u);
  EXPECT_EQ(metrics.undone, 1u);
  EXPECT_EQ(metrics.dead_letters, 0u);
}

// The refusal is durable and the wallet cannot be reached: main must be reversed all the same.
TEST(Quota, that_is_sold_out_is_told_to_main_when_the_wallet_is_back) {
  Scenario scenario = with_fund({.name = "hot", .quota = yuan(500)}, {1s});
  scenario.faults = {lost_between("fund", "wallet", 1s, 30s)};
  for (const StrategyEntry& entry : that_answer_before_the_branch()) {
    const RunResult result = run(scenario, entry, 1);
    EXPECT_EQ(broken(result), Names{}) << entry.name;
    EXPECT_EQ(result.metrics.undone, 1u) << entry.name;
  }
}

// Main is refused, so TCC cancels a branch that has been tried.
TEST(Quota, is_given_back_by_what_is_cancelled) {
  Scenario scenario = with_fund({.name = "hot", .quota = yuan(2'500)}, {1s});
  scenario.workload.refusals.insufficient_cash = Probability(1);
  for (const char* const coordinator : {"embedded", "seata", "dtm"}) {
    const StrategyEntry entry = strategy("tcc", {{"coordinator", coordinator}});
    EXPECT_EQ(left_of_quota(scenario, entry), yuan(2'500).fen) << coordinator;
  }
  EXPECT_EQ(left_of_quota(scenario, strategy("xa")), yuan(2'500).fen);
}

// Forty branches within one millisecond each need the same row, which is held through a flush.
TEST(Quota, is_a_row_that_everybody_waits_for) {
  std::vector<Duration> together(40, Duration(1s));
  const Scenario without = with_fund({.name = "cold"}, together);
  const Scenario with = with_fund({.name = "hot", .quota = yuan(1'000'000)}, together);
  for (StrategyEntry entry : {strategy("local-message-table"), strategy("xa")}) {
    Scenario apart = without;
    Scenario hot = with;
    apart.workload.customers = hot.workload.customers = 100'000;  // no other row is shared
    EXPECT_EQ(run(apart, entry, 1).metrics.lock_wait.quantile(0.9), 0) << entry.name;
    EXPECT_GT(run(hot, entry, 1).metrics.lock_wait.maximum(), 30'000'000) << entry.name;
  }
}

// Under two-phase commit the row stays locked until the outcome has come.
TEST(Quota, is_held_longer_where_a_vote_has_to_be_waited_for) {
  const Scenario scenario = with_fund({.name = "hot", .quota = yuan(1'000'000)}, {1s});
  const auto longest = [&](std::string_view protocol) {
    return run(scenario, strategy(protocol), 1).metrics.lock_hold.maximum();
  };
  EXPECT_GT(longest("xa"), longest("local-message-table"));
  EXPECT_GT(longest("xa"), longest("tcc"));
}

}  // namespace
}  // namespace txlab
