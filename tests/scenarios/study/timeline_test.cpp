// What a run was like over time agrees with what it was like on the whole: the area under a count
// is the sum of how long each of the counted lasted (J. D. C. Little, Operations Research 9, 1961).
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "scenarios/study/study.hpp"
#include "scenarios/study/timeline/fault_bands.hpp"
#include "small_scenario.hpp"

namespace txlab {
namespace {

Scenario troubled(std::string_view protocol) {
  std::vector<Duration> arrivals;
  for (int i = 0; i < 60; ++i) arrivals.push_back(100ms * i);
  Scenario scenario = small_scenario(std::move(arrivals));
  scenario.workload.customers = 10;
  scenario.strategies = {strategy(protocol)};
  scenario.hosts[1].replicas = 2;
  scenario.faults = {fault(FaultKind::crash, "fund", 2s, 1s),
                     fault(FaultKind::crash, "centre", 4s, 500ms)};
  scenario.faults[0].name = "fund-away";
  scenario.faults[0].target.pick = {.kind = FaultTarget::Pick::Kind::count, .count = 1};
  scenario.faults[1].name = "centre-away";
  return scenario;
}

RunResult run_over_time(const Scenario& scenario) {
  return run(scenario, scenario.strategies.front(), 1, {.measure = RunOptions::Measure::over_time});
}

const std::vector<double>* column(const Timeline& timeline, std::string_view name,
                                  std::string_view which) {
  for (const TimeSeries& series : timeline.series) {
    for (const auto& [own, values] : series.columns) {
      if (series.name == name && own == which) return &values;
    }
  }
  return nullptr;
}

double count_of(const Timeline& timeline, std::string_view name) {
  const auto* const values = column(timeline, name, "count");
  return values == nullptr ? 0 : std::accumulate(values->begin(), values->end(), 0.0);
}

double area_s(const Timeline& timeline, std::string_view name) {
  const auto* const means = column(timeline, name, "mean");
  double area = 0;
  for (std::size_t i = 0; means != nullptr && i < means->size(); ++i) {
    area += (*means)[i] * (timeline.edges_s[i + 1] - timeline.edges_s[i]);
  }
  return area;
}

TEST(Timeline, AreasAreTheSumsOfWhatTheMetricsMeasure) {
  for (const char* const protocol : {"xa", "tcc", "transactional-message", "local-message-table"}) {
    const RunResult run = run_over_time(troubled(protocol));
    const Timeline& timeline = run.timeline.value();
    const RunMetrics& metrics = run.metrics;
    EXPECT_NEAR(area_s(timeline, "half_done"), metrics.inconsistency_window.sum() / 1e9, 1e-6)
        << protocol;
    EXPECT_NEAR(area_s(timeline, "locks_held"), metrics.lock_hold.sum() / 1e9, 1e-6) << protocol;
    const double until_s = static_cast<double>((run.ended - start_of_run).count()) / 1e9;
    EXPECT_NEAR(area_s(timeline, "prepared"), metrics.in_doubt * until_s, 1e-6) << protocol;
  }
}

TEST(Timeline, EveryPurchaseArrivesAndIsAnsweredOnce) {
  const RunResult run = run_over_time(troubled("xa"));
  const Timeline& timeline = run.timeline.value();
  EXPECT_EQ(count_of(timeline, "arrived"), static_cast<double>(run.metrics.offered));
  EXPECT_EQ(
      count_of(timeline, "answered") + count_of(timeline, "refused") + count_of(timeline, "failed"),
      static_cast<double>(run.metrics.client_latency.count()));
  double slowest = 0;
  for (const double value : *column(timeline, "client_latency", "max")) {
    if (std::isfinite(value)) slowest = std::max(slowest, value);
  }
  EXPECT_DOUBLE_EQ(slowest, static_cast<double>(run.metrics.client_latency.maximum()) / 1e6);
}

TEST(Timeline, MessagesWaitWhereTheyAreKept) {
  const Timeline halves = run_over_time(troubled("transactional-message")).timeline.value();
  EXPECT_NE(column(halves, "half_messages", "max"), nullptr);
  EXPECT_EQ(column(halves, "half_messages", "max")->back(), 0) << "all ended";
  EXPECT_EQ(column(halves, "outbox_rows", "max"), nullptr);
  const Timeline table = run_over_time(troubled("local-message-table")).timeline.value();
  EXPECT_NE(column(table, "outbox_rows", "max"), nullptr);
  EXPECT_EQ(column(table, "half_messages", "max"), nullptr);
}

TEST(Timeline, FaultsCameAsPlannedAndSayWhomTheyMet) {
  const Scenario scenario = troubled("tcc");
  const PointRun point = run_point(scenario, {.jobs = 1, .timelines = true});
  const Timeline& timeline = point.result.strategies.front().timeline.value();
  ASSERT_EQ(timeline.faults.size(), 2u);
  ASSERT_EQ(point.result.planned_faults.size(), 2u);
  for (std::size_t i = 0; i < 2; ++i) {
    const FaultBand& came = timeline.faults[i];
    const FaultBand& planned = point.result.planned_faults[i];
    EXPECT_EQ(came.name, planned.name);
    EXPECT_EQ(came.kind, "crash");
    EXPECT_EQ(came.target, planned.target);
    EXPECT_DOUBLE_EQ(came.began_s, planned.began_s);
    EXPECT_DOUBLE_EQ(came.ended_s, planned.ended_s);
  }
  EXPECT_TRUE(timeline.faults[0].target.starts_with("fund-"));
  for (const TimeSeries& series : timeline.series) {
    for (const auto& [name, values] : series.columns) {
      EXPECT_EQ(values.size() + 1, timeline.edges_s.size()) << series.name << " " << name;
    }
  }
}

TEST(Timeline, LookingChangesNothing) {
  const Scenario scenario = troubled("xa");
  EXPECT_EQ(run_over_time(scenario).digest, run(scenario, scenario.strategies.front(), 1).digest);
}

Timeline with_levels(std::vector<double> half_done, std::vector<double> answered) {
  return {.edges_s = {0, 1, 2},
          .series = {{"half_done", "1", {{"min", {0, 0}}, {"mean", std::move(half_done)}}},
                     {"answered", "1", {{"count", std::move(answered)}}},
                     {"client_latency", "ms", {{"p50", {1, 1}}}}}};
}

// Two runs: t of one degree of freedom is 12.706 at 95 %, the error of the mean half the
// difference.
TEST(Timeline, MeansAreOverTheRunsWithAnInterval) {
  const Timeline one = with_levels({1, 5}, {3, 0});
  const Timeline other = with_levels({3, 5}, {5, 0});
  const auto means = means_over({&one, &other}, 0.95);
  ASSERT_EQ(means.size(), 2u) << "not of quantiles";
  EXPECT_EQ(means[0].name, "half_done");
  const auto& columns = means[0].columns;
  EXPECT_EQ(columns[0].second, (std::vector<double>{2, 5}));
  EXPECT_EQ(columns[1].second[0], 0) << "2 - 12.7 is below nothing";
  EXPECT_NEAR(columns[2].second[0], 2 + 12.7062, 1e-3);
  EXPECT_EQ(columns[1].second[1], 5);
  EXPECT_EQ(columns[2].second[1], 5);
  EXPECT_EQ(means[1].columns[0].second, (std::vector<double>{4, 0}));
}

TEST(Timeline, OfARunWithoutTheSeriesIsNothingForTheMean) {
  const Timeline one = with_levels({4, 4}, {1, 1});
  Timeline other = with_levels({0, 0}, {1, 1});
  other.series.erase(other.series.begin());
  EXPECT_EQ(means_over({&other, &one}, 0.95).back().columns[0].second, (std::vector<double>{2, 2}));
}

// The mean of the study is that of the runs alone, each looked at by itself.
TEST(Timeline, MeansOfAStudyAreThoseOfItsRuns) {
  Scenario scenario = troubled("transactional-message");
  scenario.network.latency = Distribution::lognormal(2e6, 2e7);
  scenario.experiment.replications = 3;
  const PointRun point = run_point(scenario, {.jobs = 1, .timelines = true});
  const Timeline& timeline = point.result.strategies.front().timeline.value();
  ASSERT_FALSE(timeline.means.empty());
  std::vector<double> sum(timeline.edges_s.size() - 1);
  for (std::uint32_t replication = 0; replication < 3; ++replication) {
    const RunResult alone =
        run(scenario, scenario.strategies.front(), scenario.experiment.seed + replication,
            {.measure = RunOptions::Measure::over_time});
    const auto& open = *column(alone.timeline.value(), "open", "mean");
    for (std::size_t bin = 0; bin < sum.size(); ++bin) sum[bin] += open[bin] / 3;
  }
  const auto open = std::ranges::find(timeline.means, "open", &TimeSeries::name);
  ASSERT_NE(open, timeline.means.end());
  for (std::size_t bin = 0; bin < sum.size(); ++bin) {
    EXPECT_NEAR(open->columns[0].second[bin], sum[bin], 1e-9);
  }
  EXPECT_TRUE(point.result.planned_faults.front().in_every_run);
}

TEST(Timeline, FaultsThatAreDrawnAreNotTheSameInEveryRun) {
  Scenario scenario = troubled("tcc");
  scenario.faults[1].clock = {.kind = FaultClock::Kind::every,
                              .every = Distribution::exponential(1e9)};
  const PointRun point = run_point(scenario, {.jobs = 1, .timelines = true});
  for (const FaultBand& band : point.result.planned_faults) {
    EXPECT_EQ(band.in_every_run, band.name == "fund-away");
  }
}

}  // namespace
}  // namespace txlab
