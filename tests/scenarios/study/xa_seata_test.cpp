// XA as Seata runs it: what it costs, and what becomes of branches that the database does not know.
#include <gtest/gtest.h>

#include "commit_cost.hpp"
#include "small_scenario.hpp"

namespace txlab {
namespace {

StrategyEntry seata_xa(std::string_view store, std::string_view unknown_retried = "60s") {
  return strategy("xa", {{"coordinator", "seata"},
                         {"rpc_timeout", "15s"},
                         {"store", store},
                         {"unknown_retried", unknown_retried}});
}

std::optional<Cost> cost(std::uint32_t participants, std::string_view store) {
  Scenario scenario = small_scenario();
  scenario.workload.customers = 20'000;
  scenario.workload.branches = participants - 1;
  scenario.workload.arrivals = {
      {.process = ArrivalPhase::Process::constant, .rate_per_s = 5, .lasts = 4s}};
  const RunResult result = run(scenario, seata_xa(store), 1);
  EXPECT_EQ(broken(result), Names{});
  EXPECT_EQ(result.metrics.bought, result.metrics.offered);
  const CostExtremes& messages = result.metrics.oracle_messages;
  const CostExtremes& forced = result.metrics.oracle_forced;
  if (messages.min != messages.max || forced.min != forced.max) return std::nullopt;
  return Cost{messages.min, forced.min};
}

// Begin, N registrations, the decision and N second phases, each with its answer. Participants
// force PREPARE and COMMIT. A store in a database forces the session, N branches, the status, N
// removals and the end; the file, flushed later, makes nobody wait.
TEST(XaOfSeata, costs_four_messages_a_branch_and_four_more) {
  for (std::uint32_t participants = 2; participants <= 6; ++participants) {
    const std::uint64_t n = participants;
    EXPECT_EQ(cost(participants, "async"), (Cost{4 * n + 4, 2 * n}));
    EXPECT_EQ(cost(participants, "forced"), (Cost{4 * n + 4, 4 * n + 3}));
  }
}

// The refusal is reported, so there is nothing to be asked for again, and the first branch is
// rolled back at once.
TEST(XaOfSeata, refuses_without_a_doubt_left) {
  Scenario scenario = small_scenario({1s, 2s});
  scenario.workload.refusals.compliance = Probability(1);
  const RunResult result = run(scenario, seata_xa("forced"), 1);
  EXPECT_EQ(broken(result), Names{});
  EXPECT_EQ(result.metrics.refused, 2u);
  EXPECT_LT(result.metrics.client_latency.maximum(), Duration(1s).count());
}

// Each machine loses power once, at each of many places of the first purchase.
TEST(XaOfSeata, survives_a_crash_of_every_machine) {
  for (const char* const host : {"wallet", "fund", "centre", "gateway"}) {
    for (int ms = 0; ms < 40; ms += 2) {
      Scenario scenario = small_scenario({1s, 20s});
      FaultSettings crash = fault(FaultKind::crash, host, 1s + Duration(ms * 1ms), 2s);
      crash.crash = CrashKind::power;
      scenario.faults = {crash};
      EXPECT_EQ(broken_by(scenario, seata_xa("forced")), Names{}) << host << " at " << ms << " ms";
    }
  }
}

// Phase one is still being flushed when the transaction is rolled back, and the answer is
// "unknown".
TEST(XaOfSeata, has_to_ask_again_for_a_branch_that_is_not_known_yet) {
  Scenario scenario = small_scenario();
  scenario.workload.client.retries = 0;
  scenario.databases[1].fsync = always(7s);
  EXPECT_EQ(broken_by(scenario, seata_xa("forced", "60s")), Names{});
  EXPECT_TRUE(broken_by(scenario, seata_xa("forced", "0s")).contains("main-branch-agreement"));
}

}  // namespace
}  // namespace txlab
