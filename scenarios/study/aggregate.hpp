// From the runs of one strategy to its result: means over replications, with intervals.
#pragma once

#include <span>

#include "scenarios/study/metric_catalogue.hpp"
#include "scenarios/study/result.hpp"
#include "scenarios/study/run.hpp"

namespace txlab {

StrategyResult aggregate(const Scenario& scenario, const StrategyEntry& entry,
                         std::span<const RunResult> runs);

// A statistic in each of the runs, in the unit of the metric; NaN where it does not apply.
std::vector<double> per_replication(const MetricDefinition& metric, std::string_view statistic,
                                    std::span<const RunResult> runs);

// One estimate of a statistic over replications.
Estimate estimate(const MetricDefinition& metric, std::string_view statistic,
                  std::span<const RunResult> runs, double confidence);

// Every strategy against the baseline, paired by replication.
std::vector<Comparison> compare(const Scenario& scenario, const StrategyEntry& entry,
                                std::span<const RunResult> runs,
                                std::span<const RunResult> baseline);

}  // namespace txlab
