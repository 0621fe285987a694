// What a purchase costs in calm time and under faults, by when it came.
#include "scenarios/study/cost_by_time.hpp"

#include <gtest/gtest.h>

#include "scenarios/study/metric_catalogue.hpp"
#include "small_scenario.hpp"

namespace txlab {
namespace {

Instant at(Duration since_start) { return start_of_run + since_start; }

// One purchase a second that has as many messages as its number.
CostByTime numbered(std::uint64_t purchases) {
  CostByTime costs{std::chrono::seconds(purchases)};
  for (std::uint64_t i = 1; i <= purchases; ++i) {
    const Instant second = at(std::chrono::seconds(i - 1));
    costs.on({.kind = Happening::Kind::began, .intent = IntentId{i}}, second);
    for (std::uint64_t sent = 0; sent < i; ++sent) {
      costs.on({.kind = Happening::Kind::sent, .intent = IntentId{i}}, second + 1h);
    }
  }
  return costs;
}

void fault_lasts(CostByTime& costs, Duration from, Duration until, std::uint32_t code = 1) {
  costs.on({.kind = Happening::Kind::fault_began, .code = code}, at(from));
  costs.on({.kind = Happening::Kind::fault_ended, .code = code}, at(until));
}

TEST(CostByTime, BelongsToTheSecondInWhichThePurchaseCame) {
  CostByTime costs = numbered(60);
  fault_lasts(costs, 29500ms, 31s);
  const CalmAndFaulty found = costs.finish();
  EXPECT_EQ(found.under_faults.purchases, 2u) << "of seconds 29 and 30";
  EXPECT_EQ(found.under_faults.messages, 30u + 31u);
  // Calm are those that are ten seconds away: seconds 0 to 18 and 41 to 59.
  EXPECT_EQ(found.calm.purchases, 19u + 19u);
  EXPECT_EQ(found.calm.messages, 19u * 20u / 2 + 60u * 61u / 2 - 41u * 42u / 2);
}

TEST(CostByTime, IsAllCalmWithoutFaults) {
  const CalmAndFaulty found = numbered(20).finish();
  EXPECT_EQ(found.calm.purchases, 20u);
  EXPECT_EQ(found.under_faults.purchases, 0u);
}

TEST(CostByTime, IsUnderFaultsForEverIfOneDoesNotEnd) {
  CostByTime costs = numbered(60);
  costs.on({.kind = Happening::Kind::fault_began, .code = 7}, at(40s));
  EXPECT_EQ(costs.finish().under_faults.purchases, 20u);
}

TEST(CostByTime, IsUnderAFaultForASecondIfItIsOverAtOnce) {
  CostByTime costs = numbered(60);
  fault_lasts(costs, 40s, 40s, 2);
  EXPECT_EQ(costs.finish().under_faults.purchases, 1u);
}

TEST(CostByTime, IsNeverCalmAgainAfterACrashForGood) {
  Scenario scenario = small_scenario({1s, 2s, 40s, 50s});
  scenario.faults = {crash_for_good("fund", 20s)};
  const RunMetrics metrics = run(scenario, strategy("none"), 1).metrics;
  EXPECT_EQ(metrics.costs.calm.purchases, 2u);
  EXPECT_EQ(metrics.costs.under_faults.purchases, 2u);
}

TEST(CostByTime, KeepsFaultsApartThatLastAtTheSameTime) {
  CostByTime costs = numbered(60);
  costs.on({.kind = Happening::Kind::fault_began, .code = 1}, at(20s));
  fault_lasts(costs, 21s, 22s, 2);
  costs.on({.kind = Happening::Kind::fault_ended, .code = 1}, at(30s));
  EXPECT_EQ(costs.finish().under_faults.purchases, 10u);
}

double value_of(std::string_view name, const RunMetrics& metrics) {
  return statistic_of(*find_metric(name), "mean", metrics).value_or(-1);
}

// Nothing is done on behalf of nobody in these worlds that is of the class work or protocol.
TEST(CostByTime, OfACalmRunIsWhatAPurchaseCosts) {
  for (const StrategyEntry& entry : every_strategy()) {
    const RunMetrics metrics = run(small_scenario({1s, 2s, 3s}), entry, 1).metrics;
    EXPECT_EQ(metrics.costs.calm.purchases, 3u);
    EXPECT_EQ(value_of("calm_forced_writes_per_purchase", metrics),
              value_of("forced_writes_per_purchase", metrics))
        << entry.name;
    EXPECT_LE(value_of("calm_messages_per_purchase", metrics),
              value_of("messages_per_purchase", metrics))
        << entry.name;
    EXPECT_EQ(value_of("faulty_messages_per_purchase", metrics), -1) << "there is none";
  }
}

// A request that is lost is sent again.
TEST(CostByTime, IsHigherForPurchasesThatCameUnderAFault) {
  std::vector<Duration> arrivals;
  for (int i = 0; i < 60; ++i) arrivals.push_back(i * 1s);
  Scenario scenario = small_scenario(arrivals);
  scenario.workload.customers = 100;
  scenario.faults = {lost_between("gateway", "wallet", 30s, 5s)};
  const RunMetrics metrics = run(scenario, strategy("transactional-message"), 1).metrics;
  EXPECT_EQ(metrics.costs.under_faults.purchases, 5u);
  EXPECT_GT(value_of("faulty_messages_per_purchase", metrics),
            value_of("calm_messages_per_purchase", metrics));
}

}  // namespace
}  // namespace txlab
