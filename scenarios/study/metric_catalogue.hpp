// The metrics that every strategy reports, and how each is read off a run.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "scenarios/study/run_metrics.hpp"

namespace txlab {

struct MetricDefinition {
  std::string_view name;
  std::string_view unit;
  // A distribution, scaled into the unit; or null.
  const Histogram& (*distribution)(const RunMetrics&) = nullptr;
  double scale = 1;  // units per recorded integer
  // A single number per run, or nothing if the run has none; used if there is no distribution.
  std::optional<double> (*number)(const RunMetrics&) = nullptr;
  // A count of rare things: also given per million purchases.
  bool rare = false;
  // More of it is better (throughput); for most metrics less is.
  bool more_is_better = false;
  // What the cost oracle counts per purchase; its extremes are over purchases.
  const CostExtremes& (*cost)(const RunMetrics&) = nullptr;
  // Read at instants of the calendar (`at T 15:00`); the number is then the mean over them.
  const std::vector<OpenMoney>& (*instants)(const RunMetrics&) = nullptr;
  // What is in it, for a counter that is the same for every strategy.
  std::string_view convention{};
};

std::span<const MetricDefinition> metric_catalogue();
const MetricDefinition* find_metric(std::string_view name);

// mean, min, max, p50, p90, p95, p99, p99.9, count, rate, value, at T 15:00: one statistic of one
// run, in the metric's unit. Nothing if the run has none.
std::optional<double> statistic_of(const MetricDefinition& metric, std::string_view statistic,
                                   const RunMetrics& run);

}  // namespace txlab
