// Negative controls: every guard can be switched off, and is then missed within a stated number of
// seeds, in the weather that it is for. The same weather breaks nothing while the guard is on, and
// without that weather the guard is not missed.
//
// Some guards only save work as long as another one holds. There the control is the pair, and each
// alone breaks nothing.
#include <gtest/gtest.h>

#include "small_scenario.hpp"

namespace txlab {
namespace {

using Changes = std::vector<std::pair<std::string_view, std::string_view>>;

struct Control {
  std::string name;
  std::string protocol;
  Changes off;                 // the guard, or the pair of guards
  Changes always = {};         // what both sides of the comparison have
  void (*weather)(Scenario&);  // the fault that it takes
  std::string breaks;
  std::uint64_t seeds;  // so many are enough
  // A guard that is no parameter of the protocol: takes it away.
  void (*taken_away)(Scenario&) = [](Scenario&) {};
};

// Names its failures in the test's own output.
void PrintTo(const Control& control, std::ostream* out) { *out << control.name; }

constexpr int purchases = 40;

Scenario calm() {
  std::vector<Duration> arrivals;
  for (int i = 0; i < purchases; ++i) arrivals.push_back(1s + i * Duration(500ms));
  Scenario scenario = small_scenario(std::move(arrivals));
  scenario.workload.customers = 200;
  scenario.workload.client.retries = 0;  // repeated requests heal some losses
  scenario.hosts[0].replicas = 2;
  return scenario;
}

void duplicates(Scenario& scenario) { scenario.network.duplicate = Probability(0.05); }

FaultSettings at_event(FaultSettings fault, std::string event, double probability) {
  fault.clock = {.kind = FaultClock::Kind::when};
  fault.clock.event = std::move(event);
  fault.clock.probability = Probability(probability);
  return fault;
}

FaultSettings power_loss(std::string target, std::string event) {
  FaultSettings crash =
      at_event(fault(FaultKind::crash, std::move(target), 0s, 300ms), std::move(event), 0.1);
  crash.crash = CrashKind::power;
  return crash;
}

void wallet_crashes_after_main(Scenario& scenario) {
  scenario.faults = {power_loss("wallet", "main.durable")};
}
void centre_crashes_in_doubt(Scenario& scenario) {
  scenario.faults = {power_loss("centre", "prepared.durable")};
}
void centre_crashes_while_trying(Scenario& scenario) {
  scenario.faults = {power_loss("centre", "trying.durable")};
}
void slow_disk_of(Scenario& scenario, std::string target, double factor) {
  FaultSettings slow = fault(FaultKind::slow_disk, std::move(target), 0s, 60s);
  slow.name = "slow-disk";
  slow.factor = factor;
  scenario.faults.push_back(slow);
}
// Messages overtake one another: the branch hears of the outcome before main does.
void jitter(Scenario& scenario) { scenario.network.latency = Distribution::lognormal(1e6, 4e6); }
void slow_fund_database(Scenario& scenario) { slow_disk_of(scenario, "fund-db", 200); }
void tries_come_late(Scenario& scenario) {
  jitter(scenario);
  FaultSettings hold = fault(FaultKind::hold, "", 3s, 4s);
  hold.between = {"centre", "fund"};
  hold.direction = FaultSettings::Direction::forward;
  scenario.faults = {hold};
}
// The coordinator's Cancels come through, and the caller's Tries after them.
void calls_come_late(Scenario& scenario) {
  FaultSettings hold = fault(FaultKind::hold, "", 3s, 4s);
  hold.between = {"gateway", "fund"};
  hold.direction = FaultSettings::Direction::forward;
  scenario.faults = {hold};
}
void fund_crashes_when_it_has_noted_a_message(Scenario& scenario) {
  scenario.faults = {power_loss("fund", "consumed.durable")};
}
void broker_loses_power(Scenario& scenario) {
  scenario.faults = {power_loss("mq", "main.durable")};
}
void flushed_later(Scenario& scenario) { scenario.broker.flush = Flush::async; }
void slow_main_and_a_crash(Scenario& scenario) {
  wallet_crashes_after_main(scenario);
  slow_disk_of(scenario, "wallet-db", 1000);  // a second: longer than no immunity
}
void none(Scenario&) {}

RunResult run_under(const Control& control, bool guarded, bool stormy, std::uint64_t seed) {
  Scenario scenario = calm();
  if (stormy) control.weather(scenario);
  Changes changes = control.always;
  if (!guarded) control.taken_away(scenario);
  if (!guarded) changes.insert(changes.end(), control.off.begin(), control.off.end());
  return run(scenario, strategy(control.protocol, changes), seed);
}

Names broken_claims(const Control& control, const RunResult& run) {
  const StrategyEntry entry = strategy(control.protocol);
  const Claims claims = find_protocol(control.protocol)->claims(entry.parameters);
  Names names;
  for (const PropertyInfo& property : all_properties) {
    if (!claims.claimed.has(property.id)) continue;
    if (run.violations.of(property.id).count > 0) names.emplace(property.name);
  }
  return names;
}

class AGuard : public testing::TestWithParam<Control> {};

TEST_P(AGuard, is_missed_within_so_many_seeds) {
  bool found = false;
  for (std::uint64_t seed = 1; seed <= GetParam().seeds && !found; ++seed) {
    found = broken(run_under(GetParam(), false, true, seed)).contains(GetParam().breaks);
  }
  EXPECT_TRUE(found) << GetParam().breaks << " holds in all seeds";
}

TEST_P(AGuard, holds_in_the_same_weather) {
  for (std::uint64_t seed = 1; seed <= GetParam().seeds; ++seed) {
    EXPECT_EQ(broken_claims(GetParam(), run_under(GetParam(), true, true, seed)), Names{});
  }
}

TEST_P(AGuard, is_not_missed_without_its_weather) {
  if (GetParam().weather == none) GTEST_SKIP() << "needs no fault";
  for (std::uint64_t seed = 1; seed <= GetParam().seeds; ++seed) {
    const Names names = broken(run_under(GetParam(), false, false, seed));
    EXPECT_FALSE(names.contains(GetParam().breaks)) << "seed " << seed;
  }
}

// With a pair, neither of the two alone is missed.
TEST_P(AGuard, of_a_pair_is_not_missed_alone) {
  if (GetParam().off.size() < 2) GTEST_SKIP() << "no pair";
  for (const auto& one : GetParam().off) {
    Control alone = GetParam();
    alone.off = {one};
    for (std::uint64_t seed = 1; seed <= alone.seeds; ++seed) {
      EXPECT_EQ(broken_claims(alone, run_under(alone, false, true, seed)), Names{})
          << one.first << ", seed " << seed;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Controls, AGuard,
                         testing::Values(Control{"reconciliation",
                                                 "async-reconciliation",
                                                 {{"reconcile", "off"}},
                                                 {},
                                                 wallet_crashes_after_main,
                                                 "main-branch-agreement",
                                                 2},
                                         Control{"dedup_after_plain_messages",
                                                 "async-reconciliation",
                                                 {{"dedup", "off"}},
                                                 {},
                                                 duplicates,
                                                 "no-duplicate-purchase",
                                                 2},
                                         Control{"atomic_message_row",
                                                 "local-message-table",
                                                 {{"atomic", "off"}},
                                                 {},
                                                 wallet_crashes_after_main,
                                                 "main-branch-agreement",
                                                 2},
                                         Control{"dedup_after_the_table",
                                                 "local-message-table",
                                                 {{"dedup", "off"}},
                                                 {},
                                                 duplicates,
                                                 "no-duplicate-purchase",
                                                 2},
                                         Control{"lease_and_dedup",
                                                 "local-message-table",
                                                 {{"relay", "no-lock"}, {"dedup", "off"}},
                                                 {},
                                                 none,
                                                 "no-duplicate-purchase",
                                                 2},
                                         Control{"recovery_scan",
                                                 "xa",
                                                 {{"recovery", "off"}},
                                                 {},
                                                 centre_crashes_in_doubt,
                                                 "main-branch-agreement",
                                                 3},
                                         Control{"forced_decision_of_xa",
                                                 "xa",
                                                 {{"forced_decision", "off"}},
                                                 {},
                                                 jitter,
                                                 "no-branch-without-main",
                                                 2},
                                         Control{"live_transaction_guard",
                                                 "xa",
                                                 {{"live_guard", "off"}},
                                                 {{"recovery_scan", "20ms"}},
                                                 slow_fund_database,
                                                 "told-truth",
                                                 5},
                                         Control{"recovery_of_tcc",
                                                 "tcc",
                                                 {{"recovery", "off"}},
                                                 {},
                                                 centre_crashes_while_trying,
                                                 "told-eventually",
                                                 3},
                                         Control{"forced_decision_of_tcc",
                                                 "tcc",
                                                 {{"forced_decision", "off"}},
                                                 {},
                                                 jitter,
                                                 "no-branch-without-main",
                                                 2},
                                         Control{"tombstone_of_tcc",
                                                 "tcc",
                                                 {{"suspension_guard", "off"}},
                                                 {},
                                                 tries_come_late,
                                                 "nothing-stuck-unseen",
                                                 2},
                                         Control{"fence_of_seata",
                                                 "tcc",
                                                 {{"fence", "off"}},
                                                 {{"coordinator", "seata"}},
                                                 calls_come_late,
                                                 "nothing-stuck-unseen",
                                                 1},
                                         Control{"barrier_of_dtm",
                                                 "tcc",
                                                 {{"fence", "off"}},
                                                 {{"coordinator", "dtm"}},
                                                 calls_come_late,
                                                 "nothing-stuck-unseen",
                                                 1},
                                         Control{"dedup_in_the_transaction_of_the_branch",
                                                 "local-message-table",
                                                 {{"dedup_atomic", "off"}},
                                                 {},
                                                 fund_crashes_when_it_has_noted_a_message,
                                                 "main-branch-agreement",
                                                 2},
                                         Control{"flush_of_the_broker",
                                                 "transactional-message",
                                                 {},
                                                 {},
                                                 broker_loses_power,
                                                 "main-branch-agreement",
                                                 2,
                                                 flushed_later},
                                         Control{"check_back",
                                                 "transactional-message",
                                                 {{"check_back", "off"}},
                                                 {},
                                                 wallet_crashes_after_main,
                                                 "main-branch-agreement",
                                                 2},
                                         Control{"dedup_after_messages",
                                                 "transactional-message",
                                                 {{"dedup", "off"}},
                                                 {},
                                                 duplicates,
                                                 "no-duplicate-purchase",
                                                 2},
                                         Control{"immunity_and_fence",
                                                 "transactional-message",
                                                 {{"immunity", "0s"}, {"listener", "naive"}},
                                                 {{"check_interval", "1s"}},
                                                 slow_main_and_a_crash,
                                                 "main-branch-agreement",
                                                 10}),
                         [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace txlab
