// The crash-point sweep over the keys of the business: what a claim says holds at every wait and
// for every message also with a calendar, a bank, refusals that give money back, funds and quotas.
#include <gtest/gtest.h>

#include <algorithm>

#include "scenarios/study/crash_point_sweep.hpp"
#include "small_scenario.hpp"

namespace txlab {
namespace {

struct Business {
  std::string name;
  void (*arrange)(Scenario&);
};

void calendar_before_the_cutoff(Scenario& scenario) { scenario.workload.calendar = Calendar{}; }

void agent_that_refuses(Scenario& scenario) {
  scenario.workload.calendar = Calendar{};
  scenario.workload.refusals.agent = Probability(1);
}

void agent_that_takes_a_part(Scenario& scenario) {
  scenario.workload.calendar = Calendar{};
  scenario.workload.refusals.pro_rata = Probability(1);
}

void bank_that_has_to_be_asked(Scenario& scenario) {
  scenario.workload.payment = Payment{.latency = always(500ms), .unknown = Probability(1)};
}

void refused_and_held(Scenario& scenario) {
  scenario.workload.refusals.compliance = Probability(1);
}

void refused_and_redeemed(Scenario& scenario) {
  scenario.workload.refusals.compliance = Probability(1);
  scenario.workload.on_branch_refused = OnBranchRefused::redeem_ordinary;
}

void refused_and_paid_at_once(Scenario& scenario) {
  scenario.workload.refusals.compliance = Probability(1);
  scenario.workload.on_branch_refused = OnBranchRefused::redeem_fast;
}

void quota_for_one(Scenario& scenario) {
  scenario.workload.funds = {{.name = "small", .quota = yuan(1000)}};
}

void quota_for_nobody(Scenario& scenario) {
  scenario.workload.funds = {{.name = "gone", .quota = yuan(999)}};
}

void asked_before_main(Scenario& scenario) {
  scenario.workload.funds = {{.name = "open", .paused_from = 1h}};
  scenario.workload.precheck.add(Precheck::fund_status);
}

void settled_each(Scenario& scenario) { scenario.workload.settle = Settling::each; }

void withdrawals_that_are_refused(Scenario& scenario) {
  scenario.workload.withdrawals = WithdrawalSettings{.share = 1, .after = 100ms};
}

// Their transactions want the customer's row as well.
void others_at_the_row(Scenario& scenario) {
  scenario.workload.background = BackgroundSettings{.rate_per_s = 10};
}

void people_who_watch(Scenario& scenario) {
  scenario.operators = OperatorSettings{.hours = {}, .per_case = 1min};
}

// The first failures, in words.
std::string described(const SweepResult& result) {
  std::string failures;
  for (std::size_t i = 0; i < std::min<std::size_t>(result.failures.size(), 5); ++i) {
    const SweepFailure& failure = result.failures[i];
    failures += failure.property + ": " + failure.where.words + " (" + failure.example + ")\n";
  }
  return failures;
}

class BusinessSweep : public testing::TestWithParam<std::tuple<Business, std::string>> {};

TEST_P(BusinessSweep, every_claim_holds_in_every_case) {
  const auto& [business, protocol] = GetParam();
  const StrategyEntry entry = strategy(protocol);
  Scenario scenario = small_scenario();
  business.arrange(scenario);
  const SweepResult result = sweep_crash_points(single_purchase(scenario, entry), entry, 7);
  EXPECT_GT(result.cases, 60u);
  EXPECT_EQ(described(result), "");
}

struct Left {
  std::string name;
  StrategyEntry entry;
};

// What the program leaves undone, people do: a message gets one chance, a half message one check,
// a prepared transaction no recovery.
class LeftToPeople : public testing::TestWithParam<Left> {};

Scenario one_chance(const StrategyEntry& entry) {
  Scenario scenario = small_scenario();
  scenario.broker.consumers.max_reconsume = 0;
  return single_purchase(scenario, entry);
}

TEST_P(LeftToPeople, is_broken_in_some_case_without_them_and_in_none_with_them) {
  const StrategyEntry& entry = GetParam().entry;
  Scenario scenario = one_chance(entry);
  EXPECT_FALSE(sweep_crash_points(scenario, entry, 7).failures.empty());
  people_who_watch(scenario);
  EXPECT_EQ(described(sweep_crash_points(scenario, entry, 7)), "");
}

INSTANTIATE_TEST_SUITE_P(
    People, LeftToPeople,
    testing::Values(Left{"dead_letters_of_the_table", strategy("local-message-table")},
                    Left{"dead_letters_of_messages", strategy("transactional-message")},
                    Left{"parked_half_messages",
                         strategy("transactional-message", {{"max_checks", "1"}})},
                    Left{"branches_in_doubt", strategy("xa", {{"recovery", "off"}})}),
    [](const auto& instance) { return instance.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Keys, BusinessSweep,
    testing::Combine(testing::Values(Business{"calendar", calendar_before_the_cutoff},
                                     Business{"agent_refuses", agent_that_refuses},
                                     Business{"agent_takes_a_part", agent_that_takes_a_part},
                                     Business{"payment", bank_that_has_to_be_asked},
                                     Business{"held", refused_and_held},
                                     Business{"redeemed", refused_and_redeemed},
                                     Business{"paid_at_once", refused_and_paid_at_once},
                                     Business{"quota", quota_for_one},
                                     Business{"no_quota", quota_for_nobody},
                                     Business{"precheck", asked_before_main},
                                     Business{"settled_each", settled_each},
                                     Business{"withdrawals", withdrawals_that_are_refused},
                                     Business{"others", others_at_the_row},
                                     Business{"people", people_who_watch}),
                     testing::Values("local-message-table", "xa", "tcc", "transactional-message")),
    [](const auto& instance) {
      std::string name = std::get<0>(instance.param).name + "_" + std::get<1>(instance.param);
      std::ranges::replace(name, '-', '_');
      return name;
    });

}  // namespace
}  // namespace txlab
