// When the second phase is repeated: Seata takes up what was under way 130 s after the transaction
// began, dtm after pauses that double; and the bounds on how long anything stays open hold.
#include <gtest/gtest.h>

#include "small_scenario.hpp"

namespace txlab {
namespace {

StrategyEntry profiled(std::string_view name) {
  const Protocol& tcc = *find_protocol("tcc");
  StrategyEntry entry = strategy("tcc");
  for (const ParameterProfile& profile : tcc.profiles) {
    if (profile.name == name) apply_profile(profile, tcc.parameters, entry.parameters);
  }
  entry.parameters.set("store", std::string("forced"));
  return entry;
}

// The host is away for so long from the moment at which the decision is durable.
FaultSettings away_at_the_decision(std::string host, Duration lasts) {
  return crash(std::move(host), AtFirst{"decision.durable"}, lasts);
}

// From the customer's request to the last effect, in seconds.
double settled_after(const StrategyEntry& entry, FaultSettings crash) {
  Scenario scenario = small_scenario();
  scenario.faults = {std::move(crash)};
  const RunResult result = run(scenario, entry, 1);
  EXPECT_EQ(broken(result), Names{});
  EXPECT_EQ(result.metrics.settle_latency.count(), 1u);
  return static_cast<double>(result.metrics.settle_latency.maximum()) / 1e9;
}

TEST(SecondPhase, under_way_when_seata_crashed_waits_for_130_s_from_the_beginning) {
  const double after = settled_after(profiled("seata-2"), away_at_the_decision("centre", 2s));
  EXPECT_GE(after, 130);
  EXPECT_LE(after, 130 + 2);  // the round of every second, and the calls
}

TEST(SecondPhase, that_failed_is_repeated_by_seata_every_second) {
  const double after = settled_after(profiled("seata-2"), away_at_the_decision("fund", 20s));
  EXPECT_GE(after, 20);
  EXPECT_LE(after, 20 + 15 + 2);  // a call that was lost is waited for
}

// Pauses of 10, 20 and 40 s: an outage of 50 s ends in the third one.
TEST(SecondPhase, that_failed_is_repeated_by_dtm_after_pauses_that_double) {
  const double after = settled_after(profiled("dtm-1"), away_at_the_decision("fund", 50s));
  EXPECT_GE(after, 70);
  EXPECT_LE(after, 70 + 3 * (3 + 3) + 1);
  EXPECT_LE(after, 2 * 50 + 35 + 10);  // the bound for any outage
}

// Who began it dies before it decides, and nobody else may: dtm rolls it back at 35 s, seen by the
// look of every 3 s.
TEST(SecondPhase, of_a_transaction_that_nobody_decides_is_begun_by_dtm_after_35_s) {
  Scenario scenario = small_scenario();
  scenario.workload.client.retries = 0;
  scenario.faults = {crash("gateway", AtFirst{"reserve-main.durable"}, 10min)};
  Watch durable(Happening::Kind::durable);
  const RunResult result = run_watched(scenario, profiled("dtm-1"), {&durable});
  EXPECT_EQ(broken(result), Names{});
  ASSERT_EQ(durable.count("reserve-main"), 1u);
  double reserved = 0;
  double cancelled = 0;
  for (const Watch::Seen& one : durable.seen()) {
    const double at = static_cast<double>(one.at.time_since_epoch().count()) / 1e9;
    if (one.name == "reserve-main") reserved = at;
    if (one.name == "cancel-main" && cancelled == 0) cancelled = at;
  }
  EXPECT_GE(cancelled - reserved, 35 - 0.1);  // counted from the begin, which is a little earlier
  EXPECT_LE(cancelled - reserved, 35 + 3 + 1);
}

TEST(SecondPhase, under_way_when_dtm_crashed_is_due_after_its_first_pause) {
  const double after = settled_after(profiled("dtm-1"), away_at_the_decision("centre", 2s));
  EXPECT_GE(after, 2 + 10);
  EXPECT_LE(after, 2 + 10 + 3 + 1);
}

}  // namespace
}  // namespace txlab
