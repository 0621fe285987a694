// Why a purchase is still open at the end: where it stands, who is away, and whether anything still
// happens to it.
#include "scenarios/study/unfinished.hpp"

#include <gtest/gtest.h>

#include "scenarios/study/explored_world.hpp"
#include "small_scenario.hpp"

namespace txlab {
namespace {

std::vector<Unfinished> unfinished(const Scenario& scenario, const StrategyEntry& entry) {
  Scenario single = scenario;
  single.strategies = {entry};
  const ExploredWorld names(single, 1, 0);
  UnfinishedFold fold(names.hosts());
  Observer* const observers[] = {&fold};
  const RunResult result = run(single, entry, 1, {.observers = observers});
  return fold.explain(result.unfinished, result.ended);
}

FaultClock first_prepared() {
  FaultClock clock;
  clock.kind = FaultClock::Kind::when;
  clock.event = "prepared.durable";
  clock.times = 1;
  return clock;
}

TEST(AFinishedPurchase, NeedsNoReason) {
  for (const StrategyEntry& entry : every_strategy()) {
    EXPECT_TRUE(unfinished(small_scenario(), entry).empty()) << entry.name;
  }
}

// The coordinator decides, and does not come back; both databases have prepared.
TEST(InDoubt, WithoutTheCoordinatorIsBlockedByDesign) {
  Scenario scenario = small_scenario();
  FaultSettings gone = crash_for_good("centre", 1s);
  gone.clock = first_prepared();
  scenario.faults = {gone};
  const auto open = unfinished(scenario, strategy("xa"));
  ASSERT_EQ(open.size(), 1u);
  EXPECT_EQ(open[0].reason, OpenReason::blocked_by_design) << open[0].words;
  EXPECT_NE(open[0].words.find("in doubt at "), std::string::npos) << open[0].words;
  EXPECT_NE(open[0].words.find("centre is down"), std::string::npos) << open[0].words;
}

TEST(InDoubt, WithACoordinatorThatForgotIsStuck) {
  Scenario scenario = small_scenario();
  FaultSettings back = fault(FaultKind::crash, "centre", 1s, 1s);
  back.clock = first_prepared();
  scenario.faults = {back};
  const auto open = unfinished(scenario, strategy("xa", {{"recovery", "off"}}));
  ASSERT_EQ(open.size(), 1u);
  EXPECT_EQ(open[0].reason, OpenReason::stuck) << open[0].words;
}

TEST(ALostMessage, WithoutReconciliationLeavesMainPaidInNoList) {
  Scenario scenario = small_scenario();
  scenario.faults = {lost_between("wallet", "mq", 500ms, 30s)};
  const auto open = unfinished(scenario, strategy("async-reconciliation", {{"reconcile", "off"}}));
  ASSERT_EQ(open.size(), 1u);
  EXPECT_EQ(open[0].reason, OpenReason::stuck);
  EXPECT_NE(open[0].words.find("main is paid, no branch"), std::string::npos) << open[0].words;
  EXPECT_NE(open[0].words.find("in no list"), std::string::npos) << open[0].words;
}

// A relay that never reaches its fund asks again and again.
TEST(ARelay, ThatCannotReachItsFundIsInALivelock) {
  Scenario scenario = small_scenario();
  scenario.faults = {lost_between("wallet", "fund", 500ms, 1000h)};
  const auto open = unfinished(scenario, strategy("local-message-table", {{"delivery", "direct"}}));
  ASSERT_EQ(open.size(), 1u);
  EXPECT_EQ(open[0].reason, OpenReason::livelock) << open[0].words;
  EXPECT_NE(open[0].words.find("times"), std::string::npos) << open[0].words;
}

}  // namespace
}  // namespace txlab
