// Recharge, think, buy: what the customers of the older way are told, and what they leave behind.
#include <gtest/gtest.h>

#include "scenarios/study/crash_point_sweep.hpp"
#include "small_scenario.hpp"

namespace txlab {
namespace {

using Kind = Happening::Kind;

Scenario thinking(Duration think, double leave = 0) {
  Scenario scenario = small_scenario({1s, 2s, 3s});
  scenario.workload.two_step = {.leave = Probability(leave), .think = always(think)};
  return scenario;
}

struct Seen {
  RunResult result;
  Watch told{Kind::told};
  Watch durable{Kind::durable};
};
Seen two_step(const Scenario& scenario) {
  Seen seen;
  seen.result = run_watched(scenario, strategy("two-step"), {&seen.told, &seen.durable});
  EXPECT_EQ(broken(seen.result), Names{});
  return seen;
}

TEST(TwoStep, is_bought_by_who_comes_back) {
  const Seen seen = two_step(thinking(10min));
  EXPECT_EQ(seen.result.metrics.bought, 3u);
  for (const char* said : {"RECHARGED", "ACCEPTED"}) EXPECT_EQ(seen.told.count(said), 3u) << said;
  EXPECT_GE(seen.told.count("PLACED"), 3u);
  EXPECT_EQ(seen.durable.count("recharge"), 3u);
  EXPECT_EQ(seen.durable.count("main"), 3u);
}

// Nothing is half done while somebody thinks: five messages of 1 ms, statements and flushes.
TEST(TwoStep, risks_nothing_between_the_steps) {
  const Seen seen = two_step(thinking(10min));
  EXPECT_LT(seen.result.metrics.inconsistency_window.maximum(), Duration(20ms).count());
  EXPECT_GT(seen.result.metrics.settle_latency.minimum(), Duration(10min).count());
}

TEST(TwoStep, leaves_the_money_in_the_wallet_of_who_does_not_come_back) {
  const Seen seen = two_step(thinking(0s, 1));
  EXPECT_EQ(seen.result.metrics.bought, 0u);
  EXPECT_EQ(seen.result.metrics.undone, 3u);
  EXPECT_EQ(seen.told.count("HELD_IN_WALLET"), 3u);
  EXPECT_EQ(seen.durable.count("main"), 0u);
  ASSERT_FALSE(seen.told.seen().empty());
  const Instant last = seen.told.seen().back().at;
  EXPECT_GT(last, start_of_run + 30min) << "lapse_after";
  EXPECT_LT(last, start_of_run + 30min + 1min + 5s) << "and the wallet looks once a minute";
}

TEST(TwoStep, sells_nothing_to_who_comes_back_too_late) {
  const Seen seen = two_step(thinking(1h));
  EXPECT_EQ(seen.result.metrics.bought, 0u);
  EXPECT_EQ(seen.result.metrics.undone, 3u);
  EXPECT_EQ(seen.told.count("ACCEPTED"), 0u);
  EXPECT_EQ(seen.durable.count("lapse"), 3u);
}

// One fault at every place of a purchase whose customer leaves.
TEST(TwoStep, keeps_its_claims_wherever_something_fails_while_an_order_lapses) {
  Scenario scenario = thinking(0s, 1);
  scenario.workload.arrivals[0].trace = {1s};
  const SweepResult result = sweep_crash_points(scenario, strategy("two-step"), 7);
  EXPECT_GT(result.cases, 100u);
  EXPECT_TRUE(result.failures.empty());
  EXPECT_EQ(result.bought, 0u);
}

// The second request has to name the order, and here the customer does not know it.
TEST(TwoStep, lapses_where_orders_are_named_by_the_wallet) {
  for (const OrderIds ids : {OrderIds::transaction, OrderIds::none}) {
    Scenario scenario = thinking(10s);
    scenario.workload.order_id = ids;
    const RunMetrics metrics = two_step(scenario).result.metrics;
    EXPECT_EQ(metrics.bought, 0u);
    EXPECT_EQ(metrics.undone, 3u);
  }
}

TEST(TwoStep, survives_a_wallet_that_loses_power_after_either_step) {
  for (const char* event : {"recharge.durable", "main.durable", "lapse.durable"}) {
    Scenario scenario = thinking(10s, event == std::string_view("lapse.durable") ? 1 : 0);
    scenario.workload.arrivals[0].lasts = 1h;  // faults wait for their event as long as this
    FaultSettings crash = fault(FaultKind::crash, "wallet", 0s, 1s);
    crash.crash = CrashKind::power;
    crash.clock = {.kind = FaultClock::Kind::when};
    crash.clock.event = event;
    scenario.faults = {crash};
    const RunMetrics metrics = two_step(scenario).result.metrics;
    EXPECT_EQ(metrics.bought + metrics.undone, 3u) << event;
    EXPECT_GT(metrics.fault_firings, 0u) << event;
  }
}

}  // namespace
}  // namespace txlab
