// Who can recognise a double: with the client's order id everybody, with one that is minted when
// the transaction begins the consumers, without one nobody.
#include <gtest/gtest.h>

#include "small_scenario.hpp"

namespace txlab {
namespace {

class Messaging : public testing::TestWithParam<std::string> {
 protected:
  RunResult run_with(Scenario scenario, OrderIds ids) const {
    scenario.workload.order_id = ids;
    return run(scenario, strategy(GetParam()), 1);
  }
};

// The consumer dies before it has told its offset, and the message comes again.
Scenario delivered_twice(std::uint32_t branches = 1) {
  Scenario scenario = small_scenario();
  scenario.workload.branches = branches;
  scenario.faults = {fault(FaultKind::crash, "fund", 3s, 100ms)};
  return scenario;
}

// The customer hears neither answer nor notice and places the purchase again.
Scenario placed_twice() {
  Scenario scenario = small_scenario();
  scenario.faults = customers_unreachable(1s, 3100ms);
  return scenario;
}

TEST_P(Messaging, recognises_a_second_delivery_by_the_clients_id) {
  const RunResult run = run_with(delivered_twice(), OrderIds::client);
  EXPECT_EQ(broken(run), Names{});
  EXPECT_EQ(run.metrics.duplicates, 1u);
}

TEST_P(Messaging, recognises_a_second_delivery_by_the_transactions_id) {
  const RunResult run = run_with(delivered_twice(), OrderIds::transaction);
  EXPECT_EQ(broken(run), Names{});
  EXPECT_EQ(run.metrics.duplicates, 1u);
  EXPECT_EQ(run.metrics.bought, 1u);
}

TEST_P(Messaging, applies_twice_for_a_second_delivery_without_any_id) {
  const RunResult run = run_with(delivered_twice(), OrderIds::none);
  EXPECT_TRUE(broken(run).contains("no-duplicate-purchase"));
  EXPECT_TRUE(broken(run).contains("conservation"));
}

// The reconciliation cannot match what has no id, and repairs what is not broken.
TEST_P(Messaging, needs_no_id_as_long_as_nothing_is_delivered_or_repaired_twice) {
  const Names names = broken(run_with(small_scenario(), OrderIds::none));
  EXPECT_EQ(names.contains("no-duplicate-purchase"), GetParam() == "async-reconciliation");
}

TEST_P(Messaging, runs_a_further_branch_twice_only_without_any_id) {
  EXPECT_EQ(broken(run_with(delivered_twice(2), OrderIds::transaction)), Names{});
  const RunResult run = run_with(delivered_twice(2), OrderIds::none);
  EXPECT_TRUE(broken(run).contains("no-duplicate-purchase"));
}

TEST_P(Messaging, recognises_a_customers_second_attempt_by_the_clients_id_only) {
  EXPECT_EQ(broken(run_with(placed_twice(), OrderIds::client)), Names{});
  for (const OrderIds ids : {OrderIds::transaction, OrderIds::none}) {
    const Names names = broken(run_with(placed_twice(), ids));
    EXPECT_TRUE(names.contains("no-duplicate-purchase"));
  }
}

INSTANTIATE_TEST_SUITE_P(Every, Messaging,
                         testing::Values("async-reconciliation", "local-message-table",
                                         "transactional-message"),
                         [](const auto& instance) {
                           std::string name = instance.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

TEST(OrderIds, do_not_matter_to_the_participants_of_two_phase_commit_and_tcc) {
  for (const char* const protocol : {"xa", "tcc"}) {
    for (const OrderIds ids : {OrderIds::client, OrderIds::transaction, OrderIds::none}) {
      Scenario scenario = small_scenario({1s, 2s});
      scenario.faults = {fault(FaultKind::crash, "fund", 1008ms, 300ms)};
      scenario.workload.order_id = ids;
      EXPECT_EQ(broken_by(scenario, strategy(protocol)), Names{}) << protocol;
    }
  }
}

}  // namespace
}  // namespace txlab
