// Every property is broken by the variant of `naive` that is made for it, and by nothing else in
// the same scenario: a checker that never speaks proves nothing, one that always speaks neither.
#include <gtest/gtest.h>

#include "small_scenario.hpp"

namespace txlab {
namespace {

// The fund's answer to the first call is lost, so the wallet repeats the call.
Scenario answer_lost() {
  Scenario scenario = small_scenario();
  scenario.faults = {lost_between("fund", "wallet", 1s, 500ms)};
  return scenario;
}

// The fund service is gone when the purchase comes, for good.
Scenario fund_gone() {
  Scenario scenario = small_scenario();
  scenario.faults = {crash_for_good("fund", 500ms)};
  return scenario;
}

Scenario without_faults(Scenario scenario) {
  scenario.faults.clear();
  return scenario;
}

TEST(Naive, breaks_nothing_as_long_as_nothing_fails) {
  EXPECT_EQ(broken_by(small_scenario({1s, 2s, 3s}), strategy("naive")), Names{});
}

TEST(Naive, breaks_no_duplicate_purchase_when_an_answer_is_lost) {
  const RunResult run = txlab::run(answer_lost(), strategy("naive"), 1);
  EXPECT_TRUE(broken(run).contains("no-duplicate-purchase"));
  EXPECT_EQ(run.violations.of(PropertyId::no_duplicate_purchase).example,
            "the branch was executed 2 times");
  EXPECT_EQ(broken_by(without_faults(answer_lost()), strategy("naive")), Names{});
}

TEST(Naive, breaks_no_duplicate_purchase_at_main_when_the_client_retries) {
  Scenario scenario = small_scenario();
  scenario.faults = {lost_between("gateway", "customers", 1s, 2s)};
  const RunResult run = txlab::run(scenario, strategy("naive"), 1);
  EXPECT_EQ(run.violations.of(PropertyId::no_duplicate_purchase).example,
            "main was executed 2 times");
  scenario.workload.client.retries = 0;
  EXPECT_FALSE(broken_by(scenario, strategy("naive")).contains("no-duplicate-purchase"));
}

TEST(Naive, breaks_conservation_by_a_doubled_branch) {
  const RunResult run = txlab::run(answer_lost(), strategy("naive"), 1);
  EXPECT_TRUE(broken(run).contains("conservation"));
  EXPECT_EQ(run.violations.of(PropertyId::conservation).example,
            "the fund side gave credit of 200000 fen for an order of 100000 fen");
  Scenario asked_once = answer_lost();
  asked_once.workload.client.retries = 0;
  const StrategyEntry once = strategy("naive", {{"repeats", "0"}});
  EXPECT_FALSE(broken_by(asked_once, once).contains("conservation"));
}

TEST(Naive, breaks_main_branch_agreement_when_the_fund_is_gone) {
  EXPECT_TRUE(broken_by(fund_gone(), strategy("naive")).contains("main-branch-agreement"));
  EXPECT_EQ(broken_by(without_faults(fund_gone()), strategy("naive")), Names{});
}

TEST(Naive, breaks_told_eventually_when_the_fund_is_gone) {
  EXPECT_TRUE(broken_by(fund_gone(), strategy("naive")).contains("told-eventually"));
}

TEST(Naive, breaks_nothing_stuck_unseen_when_the_fund_is_gone) {
  EXPECT_TRUE(broken_by(fund_gone(), strategy("naive")).contains("nothing-stuck-unseen"));
}

TEST(Naive, leaves_orders_stuck_unseen_also_when_the_world_is_quiet_long_before_the_bound) {
  Scenario scenario = fund_gone();
  scenario.workload.order_id = OrderIds::transaction;  // so nobody asks for hours
  EXPECT_TRUE(broken_by(scenario, strategy("naive")).contains("nothing-stuck-unseen"));
}

// Main is paid, the branch hangs, the retry finds the card empty.
TEST(Naive, breaks_told_truth_when_the_second_attempt_is_refused_after_the_first_has_paid) {
  Scenario scenario = small_scenario();
  scenario.workload.bank_balance = Money{150'000};
  scenario.faults = {lost_between("fund", "wallet", 1s, 10s)};
  const RunResult run = txlab::run(scenario, strategy("naive"), 1);
  EXPECT_EQ(run.violations.of(PropertyId::told_truth).example,
            "told REFUSED while money had moved");
  EXPECT_EQ(broken_by(without_faults(scenario), strategy("naive")), Names{});
}

TEST(Naive, breaks_no_branch_without_main_with_the_branch_first) {
  const Scenario scenario = small_scenario();
  EXPECT_EQ(broken_by(scenario, strategy("naive", {{"order", "branch-first"}})),
            Names{"no-branch-without-main"});
  EXPECT_EQ(broken_by(scenario, strategy("naive", {{"order", "main-first"}})), Names{});
}

TEST(Naive, breaks_no_negative_balance_when_the_service_checks_what_the_database_should) {
  Scenario scenario = small_scenario({1s, 1s});
  scenario.workload.bank_balance = Money{150'000};  // enough for one of the two
  EXPECT_EQ(broken_by(scenario, strategy("naive", {{"debit", "read-then-write"}})),
            Names{"no-negative-balance"});
  EXPECT_EQ(broken_by(scenario, strategy("naive", {{"debit", "atomic"}})), Names{});
}

TEST(Naive, checks_the_balance_rightly_when_purchases_come_one_by_one) {
  Scenario scenario = small_scenario({1s, 2s});
  scenario.workload.bank_balance = Money{150'000};
  EXPECT_EQ(broken_by(scenario, strategy("naive", {{"debit", "read-then-write"}})), Names{});
}

TEST(Naive, breaks_amounts_match_when_the_fund_computes_the_price_anew) {
  const Scenario scenario = small_scenario();
  const Names requoted = broken_by(scenario, strategy("naive", {{"amount", "requoted"}}));
  EXPECT_TRUE(requoted.contains("amounts-match"));
  EXPECT_EQ(broken_by(scenario, strategy("naive", {{"amount", "fixed"}})), Names{});
}

// The same faults, and the strategies that have a remedy.
class Remedy : public testing::TestWithParam<std::string> {};

void expect_all_claims_hold(const Scenario& scenario, const std::string& protocol) {
  const StrategyEntry entry = strategy(protocol);
  const Claims claims = find_protocol(protocol)->claims(entry.parameters);
  const RunResult run = txlab::run(scenario, entry, 1);
  for (const PropertyInfo& property : all_properties) {
    if (!claims.claimed.has(property.id)) continue;
    EXPECT_EQ(run.violations.of(property.id).count, 0u)
        << property.name << ": " << run.violations.of(property.id).example;
  }
}

TEST_P(Remedy, holds_what_it_claims_when_the_funds_answers_are_lost) {
  Scenario scenario = small_scenario({1s, 2s, 3s});
  scenario.faults = {lost_between("fund", "wallet", 1s, 10s)};
  expect_all_claims_hold(scenario, GetParam());
}

TEST_P(Remedy, holds_what_it_claims_when_the_customer_does_not_get_the_answer) {
  Scenario scenario = small_scenario({1s, 2s, 3s});
  scenario.faults = {lost_between("gateway", "customers", 1s, 5s)};
  expect_all_claims_hold(scenario, GetParam());
}

TEST_P(Remedy, holds_what_it_claims_when_two_want_the_last_money) {
  Scenario scenario = small_scenario({1s, 1s});
  scenario.workload.bank_balance = Money{150'000};
  expect_all_claims_hold(scenario, GetParam());
}

TEST_P(Remedy, holds_what_it_claims_when_every_second_message_comes_twice) {
  Scenario scenario = small_scenario({1s, 2s, 3s, 4s, 5s, 6s, 7s, 8s});
  scenario.network.duplicate = Probability(0.5);
  expect_all_claims_hold(scenario, GetParam());
}

TEST_P(Remedy, holds_what_it_claims_when_one_message_in_ten_is_lost) {
  Scenario scenario = small_scenario({1s, 2s, 3s, 4s, 5s, 6s, 7s, 8s});
  scenario.network.loss = Probability(0.1);
  expect_all_claims_hold(scenario, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Every, Remedy,
                         testing::Values("none", "async-reconciliation", "local-message-table",
                                         "xa", "tcc", "transactional-message"),
                         [](const auto& instance) {
                           std::string name = instance.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace txlab
