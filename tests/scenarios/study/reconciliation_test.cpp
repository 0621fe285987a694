// Reconciliation with all that can go wrong with it: ledgers of different instants, differences
// that are merely late, passes that stop half way, and what only people may repair.
#include <gtest/gtest.h>

#include "small_scenario.hpp"

namespace txlab {
namespace {

using Changes = std::vector<std::pair<std::string_view, std::string_view>>;

StrategyEntry reconcile(Changes changes) {
  return strategy("async-reconciliation", std::move(changes));
}

// A purchase every second, from the first to the last.
Scenario every_second(int last) {
  std::vector<Duration> arrivals;
  for (int second = 1; second <= last; ++second) arrivals.push_back(std::chrono::seconds(second));
  Scenario scenario = small_scenario(std::move(arrivals));
  scenario.workload.customers = 50;
  return scenario;
}

// The pass of the first minute compares the wallet's ledger of 70 s with the fund's of 60 s: the
// ten purchases in between seem to lack their branches.
const Changes skewed = {{"reconcile_every", "1m"}, {"ledger_skew", "10s"}, {"lag", "0s"}};

Changes with(Changes changes, std::string_view name, std::string_view value) {
  std::erase_if(changes, [&](const auto& change) { return change.first == name; });
  changes.emplace_back(name, value);
  return changes;
}

TEST(Skew, makes_repairs_of_what_is_not_broken) {
  const RunResult run = txlab::run(every_second(90), reconcile(skewed), 1);
  EXPECT_GE(run.metrics.false_repairs, 9u);
  EXPECT_LE(run.metrics.false_repairs, 11u);
  EXPECT_EQ(run.metrics.repairs, run.metrics.false_repairs);
  EXPECT_EQ(broken(run), Names{}) << "the fund recognises the orders";
}

TEST(Skew, is_harmless_with_a_second_look) {
  const RunResult run = txlab::run(every_second(90), reconcile(with(skewed, "lag", "30s")), 1);
  EXPECT_EQ(run.metrics.repairs, 0u);
}

TEST(Skew, doubles_branches_without_a_second_look_and_without_recognition) {
  const Changes neither = with(skewed, "dedup", "off");
  EXPECT_TRUE(broken_by(every_second(90), reconcile(neither)).contains("no-duplicate-purchase"));
  EXPECT_EQ(broken_by(every_second(90), reconcile(with(neither, "lag", "30s"))), Names{});
  EXPECT_EQ(broken_by(every_second(90), reconcile(with(neither, "ledger_skew", "0s"))), Names{});
}

// The message is under way for longer than the lag: the repair comes first, then the message.
TEST(Lag, shorter_than_what_is_under_way_makes_false_repairs) {
  Scenario scenario = small_scenario({59s});
  FaultSettings hold = fault(FaultKind::hold, "", 58s, 60s);
  hold.between = {"mq", "fund"};
  scenario.faults = {hold};
  const Changes hasty = {{"reconcile_every", "1m"}, {"lag", "10s"}};
  const RunResult run = txlab::run(scenario, reconcile(hasty), 1);
  EXPECT_EQ(run.metrics.repairs, 1u);
  EXPECT_EQ(run.metrics.false_repairs, 1u);
  EXPECT_EQ(broken(run), Names{});
  EXPECT_TRUE(broken_by(scenario, reconcile(with(hasty, "dedup", "off")))
                  .contains("no-duplicate-purchase"));
  EXPECT_EQ(txlab::run(scenario, reconcile(with(hasty, "lag", "90s")), 1).metrics.repairs, 0u);
}

// Five messages never reach the broker.
Scenario five_lost() {
  Scenario scenario = every_second(5);
  scenario.faults = {lost_between("wallet", "mq", 500ms, 30s)};
  return scenario;
}
const Changes each_minute = {{"reconcile_every", "1m"}, {"lag", "10s"}};

TEST(APass, that_may_repair_everything_does_so_in_the_first_minute) {
  const RunResult run = txlab::run(five_lost(), reconcile(each_minute), 1);
  EXPECT_EQ(run.metrics.repairs, 5u);
  EXPECT_EQ(run.metrics.false_repairs, 0u);
  EXPECT_LT(run.metrics.inconsistency_window.maximum(), Duration(71s).count());
  EXPECT_EQ(broken(run), Names{});
}

TEST(APass, that_stops_after_two_repairs_needs_three_periods_for_five) {
  const RunResult run =
      txlab::run(five_lost(), reconcile(with(each_minute, "most_repairs", "2")), 1);
  EXPECT_EQ(run.metrics.repairs, 5u);
  EXPECT_GT(run.metrics.inconsistency_window.maximum(), Duration(180s).count());
  EXPECT_LT(run.metrics.inconsistency_window.maximum(), Duration(195s).count());
  EXPECT_EQ(broken(run), Names{});
}

// What a crash at this instant makes of the longest disagreement. The job is due after 60 s.
RunResult with_ops_down(Duration at, std::string_view catch_up) {
  Scenario scenario = five_lost();
  scenario.faults.push_back(fault(FaultKind::crash, "ops", at, 5s));
  scenario.faults.back().name = "ops-dies";
  return txlab::run(scenario, reconcile(with(each_minute, "catch_up", catch_up)), 1);
}

TEST(APass, that_dies_half_way_is_made_up_for_when_its_host_is_back) {
  const RunResult run = with_ops_down(65s, "on");  // during the lag
  EXPECT_EQ(run.metrics.repairs, 5u);
  EXPECT_LT(run.metrics.inconsistency_window.maximum(), Duration(82s).count());
  EXPECT_EQ(broken(run), Names{});
}

TEST(APass, that_its_host_slept_through_is_made_up_for) {
  const RunResult run = with_ops_down(58s, "on");
  EXPECT_EQ(run.metrics.repairs, 5u);
  EXPECT_LT(run.metrics.inconsistency_window.maximum(), Duration(75s).count());
}

TEST(APass, under_cron_waits_for_the_next_period_whether_it_died_or_was_missed) {
  for (const Duration down : {Duration(58s), Duration(65s)}) {
    const RunResult run = with_ops_down(down, "off");
    EXPECT_EQ(run.metrics.repairs, 5u);
    EXPECT_GT(run.metrics.inconsistency_window.maximum(), Duration(120s).count());
    EXPECT_EQ(broken(run), Names{});
  }
}

TEST(APass, that_was_over_is_not_repeated_because_its_host_restarts) {
  const RunResult run = with_ops_down(90s, "on");
  EXPECT_EQ(run.metrics.repairs, 5u);
  EXPECT_LT(run.metrics.inconsistency_window.maximum(), Duration(71s).count());
}

// T + 1 and intraday: what a lost message costs is the period and the lag.
TEST(ThePeriod, bounds_the_time_of_disagreement) {
  for (const auto& [period, most] :
       {std::pair<std::string_view, Duration>{"5m", 5min + 11s}, {"24h", 24h + 11s}}) {
    const RunResult run =
        txlab::run(five_lost(), reconcile(with(each_minute, "reconcile_every", period)), 1);
    EXPECT_EQ(broken(run), Names{}) << period;
    EXPECT_LT(run.metrics.inconsistency_window.maximum(), most.count()) << period;
    EXPECT_GT(run.metrics.inconsistency_window.maximum(), most.count() * 9 / 10) << period;
  }
}

const Changes requoted = {
    {"amount", "requoted"}, {"reconcile_every", "5m"}, {"manual_service", "1h"}};

TEST(AmountsThatDiffer, are_put_right_by_people_one_after_the_other) {
  const RunResult run = txlab::run(every_second(3), reconcile(requoted), 1);
  EXPECT_EQ(broken(run), (Names{"amounts-match", "conservation"})) << "until they are put right";
  EXPECT_EQ(run.violations.of(PropertyId::conservation).count, 3u) << "and no more when settled";
  EXPECT_EQ(run.metrics.repairs, 3u);
  EXPECT_GT(run.metrics.needs_operator, 0);
  const RunResult calm =
      txlab::run(every_second(3), reconcile(with(requoted, "amount", "fixed")), 1);
  EXPECT_EQ(calm.metrics.needs_operator, 0);
  EXPECT_EQ(broken(calm), Names{});
}

TEST(AmountsThatDiffer, stay_wrong_in_the_books_when_people_come_after_the_settlement) {
  const RunResult run =
      txlab::run(every_second(3), reconcile(with(requoted, "manual_service", "25h")), 1);
  EXPECT_GT(run.violations.of(PropertyId::conservation).count, 3u);
}

}  // namespace
}  // namespace txlab
