// The cleaner of fence rows takes what is over and old enough, and with it the guard against Tries
// that are later still.
#include <gtest/gtest.h>

#include "small_scenario.hpp"

namespace txlab {
namespace {

StrategyEntry seata(std::string_view clean, std::string_view clean_suspended = "on") {
  return strategy(
      "tcc",
      {{"coordinator", "seata"}, {"fence_clean", clean}, {"clean_suspended", clean_suspended}});
}

// What the application says to the fund service arrives twenty seconds late.
Scenario with_a_late_try() {
  Scenario scenario = small_scenario({1s, 30s});
  scenario.workload.client.retries = 0;
  scenario.drain = 1h;  // a row that nobody deletes is looked at for ever
  FaultSettings late = fault(FaultKind::hold, "", 1s, 20s);
  late.between = {"gateway", "fund"};
  late.direction = FaultSettings::Direction::forward;
  scenario.faults = {late};
  return scenario;
}

TEST(FenceCleaner, leaves_nothing_of_what_is_over) {
  const Scenario scenario = small_scenario({1s, 2s, 3s});
  EXPECT_EQ(run(scenario, seata("0s"), 1).metrics.protocol_rows_left, 3 * 2) << "a row per branch";
  EXPECT_EQ(run(scenario, seata("1h"), 1).metrics.protocol_rows_left, 0);
}

TEST(FenceCleaner, leaves_empty_cancels_alone_if_it_is_told_so) {
  Scenario scenario = small_scenario({1s});
  scenario.workload.client.retries = 0;
  scenario.faults = {lost_between("gateway", "fund", 500ms, 10s)};
  EXPECT_EQ(run(scenario, seata("1h", "off"), 1).metrics.protocol_rows_left, 1);
  EXPECT_EQ(run(scenario, seata("1h", "on"), 1).metrics.protocol_rows_left, 0);
}

// While the coordinator is away, branches that are held become older than the cleaner's period.
TEST(FenceCleaner, waits_for_the_second_phase) {
  Scenario scenario = small_scenario({1s, 30s});
  scenario.faults = {fault(FaultKind::crash, "centre", 1020ms, 10s)};
  EXPECT_EQ(broken_by(scenario, seata("2s")), Names{});
}

TEST(FenceCleaner, takes_the_guard_against_a_try_that_is_later_than_itself) {
  EXPECT_EQ(broken_by(with_a_late_try(), seata("1h")), Names{});
  EXPECT_EQ(broken_by(with_a_late_try(), seata("5s")), Names{"nothing-stuck-unseen"});
}

}  // namespace
}  // namespace txlab
