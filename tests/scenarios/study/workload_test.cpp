// Whatever is compared, the customers are the same: what they want, when, and what befalls the
// machines.
#include <gtest/gtest.h>

#include "models/fund/customers.hpp"
#include "small_scenario.hpp"

namespace txlab {
namespace {

using Kind = Happening::Kind;

Scenario busy_scenario() {
  Scenario scenario = small_scenario();
  WorkloadSettings& workload = scenario.workload;
  workload.customers = 50;
  workload.zipf_s = 0.9;
  workload.amounts = Distribution::lognormal(100e3, 2e6);
  workload.refusals = {.insufficient_cash = Probability(0.1),
                       .fund_paused = Probability(0.05),
                       .quota = Probability(0.05),
                       .compliance = Probability(0.05)};
  workload.arrivals = {{.process = ArrivalPhase::Process::poisson, .rate_per_s = 30, .lasts = 5s},
                       {.process = ArrivalPhase::Process::burst,
                        .base_per_s = 5,
                        .peak_per_s = 60,
                        .ramp = 1s,
                        .lasts = 4s}};
  scenario.network.latency = Distribution::lognormal(350e3, 2e6);
  scenario.network.loss = Probability(0.02);
  return scenario;
}

std::vector<Watch::Seen> wishes(const Scenario& scenario, const StrategyEntry& entry) {
  Watch began(Kind::began);
  run_watched(scenario, entry, {&began}, 7);
  return began.seen();
}

TEST(Workload, is_the_same_for_every_strategy_bit_for_bit_in_an_open_loop) {
  const Scenario scenario = busy_scenario();
  const std::vector<Watch::Seen> expected = wishes(scenario, strategy("none"));
  ASSERT_GT(expected.size(), 200u);
  for (const StrategyEntry& entry : every_strategy()) {
    EXPECT_EQ(wishes(scenario, entry), expected) << entry.name;
  }
}

TEST(Workload, follows_the_seed) {
  const Scenario scenario = busy_scenario();
  Watch one(Kind::began);
  Watch other(Kind::began);
  run_watched(scenario, strategy("none"), {&one}, 1);
  run_watched(scenario, strategy("none"), {&other}, 2);
  EXPECT_NE(one.seen(), other.seen());
}

// In a closed loop a slow strategy sells less, but client c's n-th purchase is the same one.
TEST(Workload, gives_each_client_of_a_closed_loop_the_same_purchases_in_the_same_order) {
  constexpr std::uint32_t clients = 3;
  Scenario scenario = busy_scenario();
  scenario.workload.arrivals = {{.process = ArrivalPhase::Process::closed,
                                 .clients = clients,
                                 .think = Distribution::exponential(200e6),
                                 .lasts = 5s}};
  std::map<std::uint64_t, std::int64_t> fen_of;
  std::size_t common = 0;
  for (const StrategyEntry& entry : every_strategy()) {
    std::map<std::uint64_t, std::vector<std::uint64_t>> turns;
    for (const Watch::Seen& wish : wishes(scenario, entry)) {
      common += fen_of.contains(wish.intent.value);
      EXPECT_EQ(fen_of.emplace(wish.intent.value, wish.value).first->second, wish.value);
      turns[wish.intent.value % clients].push_back(wish.intent.value);
    }
    ASSERT_EQ(turns.size(), clients);
    for (const auto& [client, intents] : turns) {
      for (std::size_t i = 1; i < intents.size(); ++i) {
        EXPECT_EQ(intents[i], intents[i - 1] + clients) << entry.name;
      }
    }
  }
  EXPECT_GT(common, 50u);
}

TEST(Workload, starts_each_client_of_a_closed_loop_at_the_same_instant_under_every_strategy) {
  Scenario scenario = busy_scenario();
  scenario.workload.arrivals = {{.process = ArrivalPhase::Process::closed,
                                 .clients = 4,
                                 .think = Distribution::exponential(200e6),
                                 .lasts = 2s}};
  const auto firsts = [&](const StrategyEntry& entry) {
    std::map<std::uint64_t, Instant> first_of;
    for (const Watch::Seen& wish : wishes(scenario, entry)) {
      if (wish.intent.value <= 4) first_of[wish.intent.value] = wish.at;
    }
    return first_of;
  };
  const auto expected = firsts(strategy("none"));
  EXPECT_EQ(expected.size(), 4u);
  for (const StrategyEntry& entry : every_strategy()) EXPECT_EQ(firsts(entry), expected);
}

TEST(Workload, refuses_the_same_purchases_under_every_strategy_that_asks_once) {
  Scenario scenario = busy_scenario();
  scenario.network.loss = {};
  scenario.workload.bank_balance = yuan(1'000'000'000);
  std::uint64_t expected = 0;
  const Customers customers(scenario.workload, 7);
  for (std::uint64_t n = 1; n <= wishes(scenario, strategy("none")).size(); ++n) {
    const IntentId intent{n};
    expected += customers.insufficient_cash(intent) || customers.branch_refusal(intent);
  }
  ASSERT_GT(expected, 20u);
  for (const StrategyEntry& entry : every_strategy()) {
    const RunMetrics metrics = run(scenario, entry, 7).metrics;
    EXPECT_EQ(metrics.offered - metrics.bought, expected) << entry.name;
    EXPECT_EQ(metrics.refused + metrics.undone, expected) << entry.name;
  }
}

Scenario faulty_scenario() {
  Scenario scenario = busy_scenario();
  FaultSettings crashes = fault(FaultKind::crash, "wallet", 0s, 300ms);
  crashes.name = "crashes";
  crashes.clock = {.kind = FaultClock::Kind::every, .every = Distribution::exponential(1e9)};
  FaultSettings slow = fault(FaultKind::slow, "fund", 0s, 500ms);
  slow.name = "slow";
  slow.factor = 5;
  slow.clock = {.kind = FaultClock::Kind::rate, .every = {}, .rate_per_s = 1};
  FaultSettings cut = lost_between("mq", "fund", 3s, 1s);
  cut.name = "cut";
  scenario.faults = {crashes, slow, cut};
  scenario.hosts[0].replicas = 2;
  scenario.hosts[1].replicas = 2;
  for (FaultSettings& one : scenario.faults) {
    one.target.pick = {.kind = FaultTarget::Pick::Kind::count, .count = 1};
  }
  return scenario;
}

TEST(Faults, that_are_planned_happen_at_the_same_instants_to_the_same_hosts_under_every_strategy) {
  const Scenario scenario = faulty_scenario();
  const auto history = [&](const StrategyEntry& entry, Kind kind) {
    Watch watch(kind);
    run_watched(scenario, entry, {&watch}, 7);
    return watch.seen();
  };
  for (const Kind kind : {Kind::fault_began, Kind::fault_ended, Kind::crashed, Kind::restarted}) {
    const auto expected = history(strategy("none"), kind);
    EXPECT_GT(expected.size(), 2u);
    for (const StrategyEntry& entry : every_strategy()) {
      EXPECT_EQ(history(entry, kind), expected) << entry.name;
    }
  }
}

TEST(Run, has_the_same_digest_twice_and_another_with_another_seed) {
  const Scenario scenario = faulty_scenario();
  for (const StrategyEntry& entry : every_strategy()) {
    const std::uint64_t digest = run(scenario, entry, 7).digest;
    EXPECT_EQ(run(scenario, entry, 7).digest, digest) << entry.name;
    EXPECT_NE(run(scenario, entry, 8).digest, digest) << entry.name;
  }
}

}  // namespace
}  // namespace txlab
