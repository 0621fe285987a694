#include "scenarios/study/stopping.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/study/aggregate.hpp"

namespace txlab {

std::vector<std::uint32_t> checkpoints(const Experiment& experiment) {
  std::vector<std::uint32_t> counts{experiment.replications};
  const std::uint32_t most = experiment.max_replications.value_or(experiment.replications);
  while (counts.back() < most) {
    counts.push_back(counts.back() > most / 2 ? most : 2 * counts.back());
  }
  return counts;
}

bool precise_enough(const Experiment& experiment, std::span<const RunResult> runs) {
  const MetricDefinition* const metric = find_metric(experiment.until_metric);
  CHECK(metric != nullptr);
  const Estimate estimated =
      estimate(*metric, experiment.until_statistic, runs, experiment.confidence);
  if (!std::isfinite(estimated.value)) return true;
  if (!estimated.known) return false;
  const double half_width = (estimated.high - estimated.low) / 2;
  return half_width <= experiment.until_relative_error * std::abs(estimated.value);
}

}  // namespace txlab
