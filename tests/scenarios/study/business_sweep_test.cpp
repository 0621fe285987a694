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
  void (*arrange)(WorkloadSettings&);
};

void calendar_before_the_cutoff(WorkloadSettings& workload) { workload.calendar = Calendar{}; }

void agent_that_refuses(WorkloadSettings& workload) {
  workload.calendar = Calendar{};
  workload.refusals.agent = Probability(1);
}

void agent_that_takes_a_part(WorkloadSettings& workload) {
  workload.calendar = Calendar{};
  workload.refusals.pro_rata = Probability(1);
}

void bank_that_has_to_be_asked(WorkloadSettings& workload) {
  workload.payment = Payment{.latency = always(500ms), .unknown = Probability(1)};
}

void refused_and_held(WorkloadSettings& workload) { workload.refusals.compliance = Probability(1); }

void refused_and_redeemed(WorkloadSettings& workload) {
  workload.refusals.compliance = Probability(1);
  workload.on_branch_refused = OnBranchRefused::redeem_ordinary;
}

void refused_and_paid_at_once(WorkloadSettings& workload) {
  workload.refusals.compliance = Probability(1);
  workload.on_branch_refused = OnBranchRefused::redeem_fast;
}

void quota_for_one(WorkloadSettings& workload) {
  workload.funds = {{.name = "small", .quota = yuan(1000)}};
}

void quota_for_nobody(WorkloadSettings& workload) {
  workload.funds = {{.name = "gone", .quota = yuan(999)}};
}

void asked_before_main(WorkloadSettings& workload) {
  workload.funds = {{.name = "open", .paused_from = 1h}};
  workload.precheck.add(Precheck::fund_status);
}

void settled_each(WorkloadSettings& workload) { workload.settle = Settling::each; }

void withdrawals_that_are_refused(WorkloadSettings& workload) {
  workload.withdrawals = WithdrawalSettings{.share = 1, .after = 100ms};
}

class BusinessSweep : public testing::TestWithParam<std::tuple<Business, std::string>> {};

TEST_P(BusinessSweep, every_claim_holds_in_every_case) {
  const auto& [business, protocol] = GetParam();
  const StrategyEntry entry = strategy(protocol);
  Scenario scenario = small_scenario();
  business.arrange(scenario.workload);
  const SweepResult result = sweep_crash_points(single_purchase(scenario, entry), entry, 7);
  EXPECT_GT(result.cases, 60u);
  std::string failures;
  for (std::size_t i = 0; i < std::min<std::size_t>(result.failures.size(), 5); ++i) {
    const SweepFailure& failure = result.failures[i];
    failures += failure.property + ": " + failure.where.words + " (" + failure.example + ")\n";
  }
  EXPECT_TRUE(result.failures.empty()) << failures;
}

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
                                     Business{"withdrawals", withdrawals_that_are_refused}),
                     testing::Values("local-message-table", "xa", "tcc", "transactional-message")),
    [](const auto& instance) {
      std::string name = std::get<0>(instance.param).name + "_" + std::get<1>(instance.param);
      std::ranges::replace(name, '-', '_');
      return name;
    });

}  // namespace
}  // namespace txlab
