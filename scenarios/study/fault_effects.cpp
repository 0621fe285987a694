#include "scenarios/study/fault_effects.hpp"

#include <limits>

#include "scenarios/study/judge.hpp"
#include "scenarios/study/trials.hpp"
#include "sim/stats/interval.hpp"

namespace txlab {

namespace {

Scenario with_faults(const Scenario& scenario, std::vector<FaultSettings> faults) {
  Scenario alone = scenario;
  alone.faults = std::move(faults);
  return alone;
}

double broken(const RunResult& run, std::span<const PropertyId> properties) {
  std::uint64_t all = 0;
  for (const PropertyId property : properties) all += run.violations.of(property).count;
  return static_cast<double>(all);
}
double yuan_lost(const RunResult& run) { return static_cast<double>(run.metrics.lost_fen) / 100; }
double yuan_seconds(const RunResult& run) { return run.metrics.money_at_risk.sum(); }
double not_bought(const RunResult& run) {
  return static_cast<double>(run.metrics.offered) - static_cast<double>(run.metrics.bought);
}

// What the runs with the fault have more of, per firing.
template <typename Quantity>
Estimate per_firing(const Quantity& quantity, std::span<const RunResult> with,
                    std::span<const RunResult> without, double confidence) {
  std::vector<double> more;
  std::vector<double> firings;
  for (std::size_t i = 0; i < with.size(); ++i) {
    more.push_back(quantity(with[i]) - quantity(without[i]));
    firings.push_back(static_cast<double>(with[i].metrics.fault_firings));
  }
  return ratio_of_means(more, firings, confidence);
}

// The properties that the strategy is held to while this fault alone happens, and the others.
struct Split {
  std::vector<PropertyId> claimed;
  std::vector<PropertyId> unclaimed;
};
Split split(const Scenario& alone, const StrategyEntry& entry) {
  Split split;
  for (const PropertyInfo& property : all_properties) {
    const bool claimed = is_held_to(alone, entry, property.id);
    (claimed ? split.claimed : split.unclaimed).push_back(property.id);
  }
  return split;
}

FaultEffect effect(const Scenario& alone, const StrategyEntry& entry,
                   std::span<const RunResult> with, std::span<const RunResult> without) {
  FaultEffect result{.fault = alone.faults.front().name, .strategy = entry.name};
  for (const RunResult& run : with) {
    result.firings += static_cast<double>(run.metrics.fault_firings);
  }
  result.firings /= static_cast<double>(with.size());
  const auto measure = [&](const auto& quantity) {
    return per_firing(quantity, with, without, alone.experiment.confidence);
  };
  const Split properties = split(alone, entry);
  result.claims_broken =
      measure([&](const RunResult& run) { return broken(run, properties.claimed); });
  result.unclaimed =
      measure([&](const RunResult& run) { return broken(run, properties.unclaimed); });
  result.yuan_lost = measure(&yuan_lost);
  result.yuan_seconds = measure(&yuan_seconds);
  result.purchases_lost = measure(&not_bought);
  return result;
}

}  // namespace

Estimate ratio_of_means(std::span<const double> numerators, std::span<const double> denominators,
                        double confidence) {
  const double above = moments_of(numerators).mean;
  const double below = moments_of(denominators).mean;
  if (numerators.empty() || below == 0) {
    constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
    return {nothing, nothing, nothing, false};
  }
  const double ratio = above / below;
  std::vector<double> linearised;
  for (std::size_t i = 0; i < numerators.size(); ++i) {
    linearised.push_back(ratio + (numerators[i] - ratio * denominators[i]) / below);
  }
  const Interval interval = mean_interval(linearised, confidence);
  return {interval.value, interval.low, interval.high, interval.known};
}

std::vector<FaultEffect> fault_effects(const Scenario& scenario, std::uint32_t replications,
                                       const StudyOptions& options) {
  const Scenario calm = with_faults(scenario, {});
  Trials without(calm, options);
  without.run(replications);
  std::vector<FaultEffect> effects;
  for (const FaultSettings& fault : scenario.faults) {
    const Scenario alone = with_faults(scenario, {fault});
    Trials with(alone, options);
    with.run(replications);
    if (without.complete() < replications || with.complete() < replications) return {};
    for (std::size_t i = 0; i < scenario.strategies.size(); ++i) {
      effects.push_back(effect(alone, scenario.strategies[i], with.of(i), without.of(i)));
    }
  }
  return effects;
}

}  // namespace txlab
