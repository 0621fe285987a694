// A transaction centre for several types at once: what it costs, what its crash stops, and what it
// knows about each type.
#include <gtest/gtest.h>

#include <algorithm>

#include "scenarios/study/crash_point_sweep.hpp"
#include "transaction_types.hpp"

namespace txlab {
namespace {

using Kind = Happening::Kind;

StrategyEntry centre(std::string_view queries = "every-type") {
  return strategy("transactional-message", {{"centre", "service"}, {"queries", queries}});
}

SweepResult swept(TransactionType type, const StrategyEntry& entry) {
  return sweep_crash_points(single_purchase(only(type), entry), entry, 7);
}

// The local query is an interface of each type: a centre that lacks one leaves a half message
// unanswered until it is parked, when the order's end was lost.
TEST(TransactionCentre, needs_the_query_of_every_type) {
  const SweepResult without = swept(TransactionType::conversion, centre("discount-purchase"));
  EXPECT_TRUE(std::ranges::any_of(without.failures, [](const SweepFailure& failure) {
    return failure.property == "main-branch-agreement";
  }));
  const SweepResult with = swept(TransactionType::discount_purchase, centre("discount-purchase"));
  EXPECT_TRUE(with.failures.empty());
}

// What the broker holds is held twice: a record before the half message and one of the decision.
TEST(TransactionCentre, costs_three_messages_and_two_forced_writes_per_order_of_any_type) {
  for (const TransactionType type : every_type) {
    const auto cost = [&](const StrategyEntry& entry) {
      return run(only(type, small_scenario({1s, 2s})), entry, 1).metrics;
    };
    const RunMetrics without = cost(strategy("transactional-message"));
    const RunMetrics with = cost(centre());
    EXPECT_EQ(with.oracle_messages.min, without.oracle_messages.max + 3) << name_of(type);
    EXPECT_EQ(with.oracle_messages.max, without.oracle_messages.min + 3) << name_of(type);
    EXPECT_EQ(with.oracle_forced.min, without.oracle_forced.max + 2) << name_of(type);
    EXPECT_EQ(with.oracle_forced.max, without.oracle_forced.min + 2) << name_of(type);
  }
}

std::size_t queries_when_lost(TransactionType type, std::string from, std::string to) {
  Scenario scenario = only(type);
  scenario.workload.client.retries = 0;
  // The half message is through (its way takes 6 ms at most), the end is not.
  scenario.faults = {lost_between(std::move(from), std::move(to), 1008ms, 2s)};
  Watch sent(Kind::sent);
  const RunResult result = run_watched(scenario, centre(), {&sent});
  EXPECT_EQ(result.metrics.bought, 1u) << name_of(type);
  EXPECT_GE(result.metrics.checks, 1u) << name_of(type);
  EXPECT_EQ(broken(result), Names{}) << name_of(type);
  const auto queries = std::ranges::count_if(sent.seen(), [](const Watch::Seen& one) {
    return one.name == "local-query" && !Envelope::answers(one.flow);
  });
  return static_cast<std::size_t>(queries);
}

TEST(TransactionCentre, answers_a_check_from_its_own_record_and_asks_only_without_one) {
  for (const TransactionType type : every_type) {
    EXPECT_EQ(queries_when_lost(type, "centre", "mq"), 0u) << name_of(type);
    EXPECT_EQ(queries_when_lost(type, "wallet", "centre"), 1u) << name_of(type);
  }
}

// All types at once, whoever runs their local transactions; without a centre the machine is idle.
TEST(TransactionCentre, stops_every_type_while_it_is_away) {
  for (const TransactionType type : every_type) {
    Scenario scenario = only(type, small_scenario({10s}));
    scenario.workload.client.retries = 0;
    scenario.faults = {fault(FaultKind::crash, "centre", 9s, 60s)};
    EXPECT_EQ(run(scenario, centre(), 1).metrics.bought, 0u) << name_of(type);
    const StrategyEntry without = strategy("transactional-message");
    EXPECT_EQ(run(scenario, without, 1).metrics.bought, 1u) << name_of(type);
  }
}

}  // namespace
}  // namespace txlab
