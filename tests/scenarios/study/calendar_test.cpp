// The cut-off: who gets which application date under which strategy, and what becomes of the
// promise that ACCEPTED makes.
#include <gtest/gtest.h>

#include "models/parts/database/state.hpp"
#include "scenarios/study/aggregate.hpp"
#include "scenarios/study/run_world.hpp"
#include "small_scenario.hpp"

namespace txlab {
namespace {

constexpr Duration cutoff = 5h + 30min;  // the day begins at 09:30

Scenario with_calendar(std::vector<Duration> arrivals, Calendar::Late late) {
  Scenario scenario = small_scenario(std::move(arrivals));
  scenario.workload.calendar = Calendar{.late = late};
  return scenario;
}

// The fund service is away from ten minutes before the cut-off until ten minutes after it.
Scenario fund_away_over_the_cut_off(Calendar::Late late) {
  Scenario scenario = with_calendar({cutoff - 5min}, late);
  scenario.faults = {fault(FaultKind::crash, "fund", cutoff - 10min, 20min)};
  return scenario;
}

std::vector<StrategyEntry> that_answer_accepted() {
  return {strategy("local-message-table"), strategy("transactional-message")};
}

const PropertyResult& property(const StrategyResult& result, std::string_view name) {
  for (const PropertyResult& one : result.properties) {
    if (one.name == name) return one;
  }
  CHECK(false);
}

StrategyResult judged(const Scenario& scenario, const StrategyEntry& entry) {
  const std::vector<RunResult> runs{run(scenario, entry, 1)};
  return aggregate(scenario, entry, runs);
}

TEST(Cutoff, shifts_no_order_that_comes_in_time_and_no_strategy_breaks_a_promise) {
  const Scenario scenario =
      with_calendar({1s, cutoff - 1min, cutoff + 1min}, Calendar::Late::next_day);
  for (const StrategyEntry& entry : every_strategy()) {
    const RunResult result = run(scenario, entry, 1);
    EXPECT_EQ(broken(result), Names{}) << entry.name;
    EXPECT_EQ(result.metrics.bought, 3u) << entry.name;
    EXPECT_EQ(result.metrics.missed_cutoff, 0u) << entry.name;
  }
}

TEST(Cutoff, is_missed_by_what_waits_for_a_fund_that_is_away_and_breaks_the_promise) {
  const Scenario scenario = fund_away_over_the_cut_off(Calendar::Late::next_day);
  for (const StrategyEntry& entry : that_answer_accepted()) {
    const RunResult result = run(scenario, entry, 1);
    EXPECT_EQ(broken(result), Names{"told-truth"}) << entry.name;
    EXPECT_EQ(result.violations.of(PropertyId::told_truth).example,
              "told ACCEPTED for T, the application is for T+1");
    EXPECT_EQ(result.metrics.missed_cutoff, 1u) << entry.name;
  }
}

TEST(Cutoff, is_no_matter_where_the_fund_honours_the_date_of_main) {
  const Scenario scenario = fund_away_over_the_cut_off(Calendar::Late::honour);
  for (const StrategyEntry& entry : that_answer_accepted()) {
    const RunResult result = run(scenario, entry, 1);
    EXPECT_EQ(broken(result), Names{}) << entry.name;
    EXPECT_EQ(result.metrics.missed_cutoff, 0u) << entry.name;
  }
}

TEST(Cutoff, is_missed_even_so_once_the_file_of_the_date_has_gone) {
  Scenario scenario = fund_away_over_the_cut_off(Calendar::Late::honour);
  scenario.workload.calendar->file_export = scenario.workload.calendar->cutoff + 5min;
  for (const StrategyEntry& entry : that_answer_accepted()) {
    EXPECT_EQ(broken_by(scenario, entry), Names{"told-truth"}) << entry.name;
  }
}

TEST(Cutoff, makes_those_who_promise_a_date_withdraw_the_claim_unless_it_is_honoured) {
  for (const StrategyEntry& entry : that_answer_accepted()) {
    const auto late = judged(fund_away_over_the_cut_off(Calendar::Late::next_day), entry);
    EXPECT_FALSE(property(late, "told-truth").withdrawn.empty()) << entry.name;
    EXPECT_TRUE(property(late, "conservation").withdrawn.empty()) << entry.name;
    const auto honoured = judged(fund_away_over_the_cut_off(Calendar::Late::honour), entry);
    EXPECT_TRUE(property(honoured, "told-truth").withdrawn.empty()) << entry.name;
  }
  for (const char* const atomic : {"none", "xa", "tcc"}) {
    const auto late =
        judged(fund_away_over_the_cut_off(Calendar::Late::next_day), strategy(atomic));
    EXPECT_TRUE(property(late, "told-truth").withdrawn.empty()) << atomic;
  }
}

TEST(Cutoff, cannot_be_promised_where_the_reconciliation_comes_after_the_file) {
  const Scenario honoured = fund_away_over_the_cut_off(Calendar::Late::honour);
  EXPECT_FALSE(
      property(judged(honoured, strategy("async-reconciliation")), "told-truth").withdrawn.empty());
  const StrategyEntry often = strategy("async-reconciliation", {{"reconcile_every", "5m"}});
  EXPECT_TRUE(property(judged(honoured, often), "told-truth").withdrawn.empty());
}

// The customer asks again after the cut-off: main stands for T, and so must every answer and the
// application, although the repetition sends a half message of its own.
TEST(Cutoff, between_a_request_and_its_repetition_changes_no_date) {
  Scenario scenario = with_calendar({cutoff - 1s}, Calendar::Late::honour);
  scenario.faults = {lost_between("gateway", "customers", cutoff - 1s, 3s)};
  for (const StrategyEntry& entry : that_answer_accepted()) {
    const RunResult result = run(scenario, entry, 1);
    EXPECT_EQ(broken(result), Names{}) << entry.name;
    EXPECT_EQ(result.metrics.bought, 1u) << entry.name;
  }
}

TEST(Cutoff, is_read_from_the_clock_of_the_fund) {
  Scenario scenario = with_calendar({cutoff - 1min}, Calendar::Late::next_day);
  FaultSettings ahead = fault(FaultKind::clock_step, "fund", 1s, 0s);
  ahead.offset = 5min;
  scenario.faults = {ahead};
  for (const StrategyEntry& entry : that_answer_accepted()) {
    EXPECT_EQ(broken_by(scenario, entry), Names{"told-truth"}) << entry.name;
  }
}

// Main of 1,000 yuan is done at 14:55, and the branch when the fund is back, at 15:10 or later.
TEST(OpenYuan, are_what_is_decided_and_not_whole_at_each_instant) {
  Scenario scenario = fund_away_over_the_cut_off(Calendar::Late::honour);
  scenario.thresholds = {{.strategy = "each",
                          .statistic = "at T 14:50",
                          .metric = "open_yuan",
                          .at = Moment{0, 14h + 50min}},
                         {.strategy = "each",
                          .statistic = "at T 14:57",
                          .metric = "open_yuan",
                          .at = Moment{0, 14h + 57min}}};
  const MetricDefinition& open_yuan = *find_metric("open_yuan");
  for (const StrategyEntry& entry : that_answer_accepted()) {
    const RunMetrics metrics = run(scenario, entry, 1).metrics;
    EXPECT_EQ(statistic_of(open_yuan, "at T 14:50", metrics), 0) << entry.name;
    EXPECT_EQ(statistic_of(open_yuan, "at T 14:57", metrics), 1'000) << entry.name;
    EXPECT_EQ(statistic_of(open_yuan, "at T 15:00", metrics), 1'000) << entry.name;
    EXPECT_EQ(statistic_of(open_yuan, "at T 20:00", metrics), 0) << entry.name;
    EXPECT_EQ(statistic_of(open_yuan, "at T+1 08:30", metrics), 0) << entry.name;
  }
}

TEST(OpenYuan, of_a_fund_that_never_comes_back_stay_open) {
  Scenario scenario = fund_away_over_the_cut_off(Calendar::Late::honour);
  scenario.faults[0].restart_after = std::nullopt;
  const RunMetrics metrics = run(scenario, strategy("transactional-message"), 1).metrics;
  EXPECT_EQ(statistic_of(*find_metric("open_yuan"), "at T+1 08:30", metrics), 1'000);
}

TEST(OpenYuan, are_not_told_of_instants_after_a_run_that_was_cut_off) {
  Scenario scenario = fund_away_over_the_cut_off(Calendar::Late::honour);
  scenario.faults[0].restart_after = std::nullopt;
  scenario.drain = 1h;
  const RunMetrics metrics = run(scenario, strategy("transactional-message"), 1).metrics;
  EXPECT_EQ(statistic_of(*find_metric("open_yuan"), "at T 15:00", metrics), 1'000);
  EXPECT_EQ(statistic_of(*find_metric("open_yuan"), "at T+1 08:30", metrics), std::nullopt);
}

TEST(OpenYuan, judge_a_threshold) {
  Scenario scenario = fund_away_over_the_cut_off(Calendar::Late::honour);
  scenario.thresholds = {{.strategy = "each",
                          .text = "open_yuan(at T 15:00) == 0 CNY",
                          .statistic = "at T 15:00",
                          .metric = "open_yuan",
                          .relation = Threshold::Relation::equal,
                          .at = Moment{0, 15h}}};
  const auto late = judged(scenario, strategy("local-message-table"));
  EXPECT_EQ(late.thresholds.at(0).verdict, ThresholdResult::Verdict::fail);
  EXPECT_EQ(late.thresholds.at(0).value.value, 1'000);
  const auto refused = judged(scenario, strategy("xa"));
  EXPECT_EQ(refused.thresholds.at(0).verdict, ThresholdResult::Verdict::pass);
}

TEST(Cutoff, is_not_counted_without_a_calendar) {
  const RunResult result = run(small_scenario(), strategy("xa"), 1);
  EXPECT_EQ(result.metrics.missed_cutoff, std::nullopt);
}

}  // namespace
}  // namespace txlab
