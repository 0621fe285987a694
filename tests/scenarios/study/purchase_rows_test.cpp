// What is kept of single purchases agrees with what happened to them.
#include "scenarios/study/purchase_rows.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "small_scenario.hpp"

namespace txlab {
namespace {

RunResult kept(const Scenario& scenario, const StrategyEntry& entry,
               std::vector<Observer*> observers = {}) {
  return run(scenario, entry, 1, {.observers = observers, .keep_every = 1});
}

TEST(PurchaseRows, CountTheRequestsOfACustomer) {
  for (const StrategyEntry& entry : every_strategy()) {
    if (entry.protocol == "two-step") continue;  // has two of them
    const RunResult calm = kept(small_scenario({1s, 2s}), entry);
    ASSERT_EQ(calm.purchases.size(), 2u);
    for (const PurchaseRow& row : calm.purchases) EXPECT_EQ(row.attempts, 1u) << entry.name;
  }
}

// The gateway cannot be reached for the first two of three requests.
TEST(PurchaseRows, CountRequestsThatAreRepeated) {
  Scenario scenario = small_scenario({1s, 30s});
  scenario.workload.client.timeout = 1s;
  scenario.workload.client.retries = 2;
  scenario.workload.client.backoff_base = 100ms;
  scenario.faults = {lost_between("customers", "gateway", 500ms, 2s)};
  const RunResult result = kept(scenario, strategy("tcc"));
  ASSERT_EQ(result.purchases.size(), 2u);
  EXPECT_EQ(result.purchases[0].attempts, 3u);
  EXPECT_EQ(result.purchases[0].outcome, "bought");
  EXPECT_EQ(result.purchases[1].attempts, 1u);
}

// Each lock for as long as it was held, whether or not the purchase was closed by then.
TEST(PurchaseRows, HaveTheTimeThatRowsWereLockedForThem) {
  for (const StrategyEntry& entry : every_strategy()) {
    Watch locks(Happening::Kind::lock_ended);
    const RunResult result = kept(small_scenario({1s, 1s, 1100ms}), entry, {&locks});
    std::map<std::uint64_t, std::int64_t> held;
    for (const Watch::Seen& one : locks.seen()) held[one.intent.value] += one.value;
    ASSERT_EQ(result.purchases.size(), 3u);
    for (const PurchaseRow& row : result.purchases) {
      EXPECT_EQ(row.lock_ns, held[row.intent.value]) << entry.name;
      EXPECT_GT(row.lock_ns, 0) << entry.name;
    }
  }
}

TEST(PurchaseRows, AreNotKeptUnlessSomebodyAsks) {
  EXPECT_TRUE(run(small_scenario(), strategy("xa"), 1).purchases.empty());
}

}  // namespace
}  // namespace txlab
