// Studies made by hand, for reports to be tried on: plausible ones and hostile ones.
#pragma once

#include <string>
#include <vector>

#include "scenarios/study/result.hpp"

namespace txlab {

// What the rest of a strategy's numbers are derived from.
struct SampleStrategy {
  std::string name;
  std::string protocol;
  std::string answer = "accepted";
  double latency_ms = 20;   // p50 of the first answer
  double window_ms = 1500;  // p99 of the inconsistency
  double messages = 4;
  double forced_writes = 4;
};

StrategyResult sample_strategy(const SampleStrategy& sample);

// Nine strategies on one morning, mq-tx the baseline; every verdict occurs and the exit code is 0.
StudyResult sample_study();

// Nine strategies with values and names that nothing was made for.
StudyResult hostile_study();

Estimate estimate(double value, double half_width);
MetricResult metric(const std::string& name, const std::string& unit, double mean,
                    double half_width);
// With p50, p90, p95, p99 and p99.9, from a median and a p99.
MetricResult distribution(const std::string& name, double p50, double p99);
PropertyResult holding(const std::string& name, bool claimed = true);
PropertyResult violated(const std::string& name, bool claimed);

// What every strategy reports.
const std::vector<std::string>& contract_metrics();
// The nine properties.
const std::vector<std::string>& contract_properties();

// Adds p99 comparisons of all strategies with the baseline.
void compare_with_baseline(StudyResult& study);

}  // namespace txlab
