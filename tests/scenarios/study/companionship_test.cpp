// Companionship: who hears of a purchase, how often something travels for it, and the violators
// that show that a message missed, one too many, and one before the review are seen.
#include <gtest/gtest.h>

#include "scenarios/study/crash_point_sweep.hpp"
#include "small_scenario.hpp"

namespace txlab {
namespace {

using Settings = std::vector<std::pair<std::string_view, std::string_view>>;
constexpr std::uint64_t purchases = 8;

Scenario eight_purchases() { return small_scenario({1s, 2s, 3s, 4s, 5s, 6s, 7s, 8s}); }

CompanionshipMetrics heard(const Scenario& scenario, const Settings& settings) {
  const RunResult result = run(scenario, strategy("companionship", settings), 1);
  EXPECT_EQ(result.metrics.bought, purchases);
  EXPECT_EQ(broken(result), Names{}) << "the purchase does not depend on who hears of it";
  return result.metrics.companionship.value();
}

void expect_exactly(const CostExtremes& count, std::uint64_t value, std::string_view what) {
  EXPECT_EQ(count.count, purchases) << what;
  EXPECT_EQ(count.min, value) << what;
  EXPECT_EQ(count.max, value) << what;
}

// A is for operations, compliance and the data centre, B for customer service and the data centre,
// C for orchestration, compliance and the data centre: 3 + 2 + 3. Without tags 3 messages go to 5
// departments.
TEST(Companionship, sends_eight_messages_a_purchase_with_tags_and_fifteen_without) {
  const CompanionshipMetrics tags = heard(eight_purchases(), {});
  const CompanionshipMetrics all = heard(eight_purchases(), {{"delivery", "everything"}});
  const CompanionshipMetrics calls = heard(eight_purchases(), {{"delivery", "fan-out"}});
  expect_exactly(tags.deliveries, 8, "tags");
  expect_exactly(all.deliveries, 15, "everything");
  expect_exactly(calls.deliveries, 8, "fan-out");
  for (const CompanionshipMetrics& one : {tags, all, calls}) {
    EXPECT_EQ(one.missed, 0u);
    EXPECT_EQ(one.extra, 0u);
  }
}

// Two messages a publication and one a delivery; a flush for the purchase, for each publication and
// for each of eight notes. Compliance publishes A and C once more.
TEST(Companionship, costs_what_is_published_delivered_and_noted) {
  struct Cost {
    Settings settings;
    std::uint64_t messages;
    std::uint64_t forced_writes;
  };
  for (const auto& [settings, messages, forced_writes] :
       {Cost{{}, 2 * 3 + 8, 1 + 3 + 8}, Cost{{{"review", "first"}}, 2 * 5 + 8, 1 + 5 + 8},
        Cost{{{"delivery", "everything"}}, 2 * 3 + 15, 1 + 3 + 8},
        Cost{{{"delivery", "fan-out"}}, 2 * 8, 1 + 8}}) {
    const RunMetrics metrics =
        run(eight_purchases(), strategy("companionship", settings), 1).metrics;
    expect_exactly(metrics.oracle_messages, messages, "messages");
    expect_exactly(metrics.oracle_forced, forced_writes, "forced writes");
  }
}

// The broker keeps what the last member of a group subscribed to. The other one's messages stay
// there (all of them), and of the last one's those are skipped that lie in queues which the other
// reads: two of four, and orders go round the queues.
TEST(Companionship, loses_all_of_one_tag_and_half_of_the_other_in_a_mixed_group) {
  const CompanionshipMetrics mixed = heard(eight_purchases(), {{"delivery", "mixed-group"}});
  EXPECT_EQ(mixed.missed, purchases + purchases / 2);
  EXPECT_EQ(mixed.extra, 0u) << "what they get, they want";
  expect_exactly(mixed.deliveries, 7, "that of one tag never leaves the broker");
}

TEST(Companionship, acts_on_what_nobody_wanted_if_departments_do_not_sort) {
  const Settings careless{{"delivery", "everything"}, {"sorts", "off"}};
  const CompanionshipMetrics all = heard(eight_purchases(), careless);
  EXPECT_EQ(all.extra, 7 * purchases) << "15 sent and 8 wanted";
  EXPECT_EQ(all.missed, 0u);
  EXPECT_EQ(heard(eight_purchases(), {{"sorts", "off"}}).extra, 0u) << "the broker sorts";
}

// Compliance is slow, so whoever does not wait for it is faster.
TEST(Companionship, reaches_the_customer_before_the_review_unless_the_review_comes_first) {
  Scenario scenario = eight_purchases();
  FaultSettings slow = fault(FaultKind::slow, "compliance", 0s, 1min);
  slow.factor = 1000;
  scenario.faults = {slow};
  EXPECT_EQ(heard(scenario, {}).before_review, 2 * purchases) << "A and C";
  const CompanionshipMetrics first = heard(scenario, {{"review", "first"}});
  EXPECT_EQ(first.before_review, 0u);
  EXPECT_EQ(first.missed, 0u);
  EXPECT_EQ(heard(scenario, {{"delivery", "fan-out"}}).before_review, 0u) << "called first";
}

// The process is dead, so the caller knows at once, goes on, and nobody remembers.
TEST(Companionship, by_calls_leaves_out_who_is_down) {
  Scenario scenario = eight_purchases();
  scenario.faults = {fault(FaultKind::crash, "orchestration", 2500ms, 3s)};
  EXPECT_EQ(heard(scenario, {{"delivery", "fan-out"}}).missed, 3u) << "C of three purchases";
  EXPECT_EQ(heard(scenario, {}).missed, 0u) << "the broker keeps it";
  EXPECT_EQ(heard(scenario, {{"review", "first"}}).missed, 0u);
}

TEST(Companionship, keeps_customers_waiting_for_a_department_only_by_calls) {
  const auto slowest = [](const Settings& settings) {
    Scenario scenario = eight_purchases();
    FaultSettings lost = fault(FaultKind::crash, "data-centre", 500ms, 10s);
    lost.crash = CrashKind::power;
    scenario.faults = {lost};
    return run(scenario, strategy("companionship", settings), 1).metrics.client_latency.maximum();
  };
  EXPECT_LT(slowest({}), 20'000'000) << "ns";
  EXPECT_GE(slowest({{"delivery", "fan-out"}}), 3'000'000'000) << "longer than the client waits";
}

// The event is in the purchase's transaction; calls are in nobody's.
TEST(Companionship, survives_a_crash_after_the_commit_unless_by_calls) {
  Scenario scenario = eight_purchases();
  scenario.workload.client.retries = 0;
  scenario.faults = {crash("wallet", AtFirst{"main.durable"}, 500ms)};
  EXPECT_EQ(heard(scenario, {}).missed, 0u);
  EXPECT_EQ(heard(scenario, {{"delivery", "fan-out"}}).missed, 8u) << "all of one purchase";
}

TEST(Companionship, is_not_counted_where_there_are_no_departments) {
  EXPECT_FALSE(run(eight_purchases(), strategy("none"), 1).metrics.companionship);
}

TEST(Companionship, leaves_departments_idle_under_a_strategy_that_tells_them_nothing) {
  Scenario scenario = eight_purchases();
  scenario.hosts.push_back({.name = "compliance"});
  scenario.faults = {fault(FaultKind::crash, "compliance", 2500ms, 3s)};
  const RunMetrics metrics = run(scenario, strategy("none"), 1).metrics;
  EXPECT_EQ(metrics.fault_firings, 1u);
  EXPECT_EQ(metrics.bought, purchases);
  EXPECT_FALSE(metrics.companionship);
}

TEST(Companionship, keeps_the_claims_of_the_purchase_wherever_a_crash_falls) {
  for (const Settings& settings :
       {Settings{}, Settings{{"review", "first"}}, Settings{{"delivery", "everything"}},
        Settings{{"delivery", "mixed-group"}}, Settings{{"delivery", "fan-out"}}}) {
    const StrategyEntry entry = strategy("companionship", settings);
    const SweepResult result =
        sweep_crash_points(single_purchase(small_scenario(), entry), entry, 7);
    EXPECT_GT(result.cases, 100u);
    for (const SweepFailure& failure : result.failures) {
      ADD_FAILURE() << failure.property << ": " << failure.where.words << ' ' << failure.example;
    }
  }
}

}  // namespace
}  // namespace txlab
