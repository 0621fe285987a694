#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "models/strategies/catalogue.hpp"
#include "scenarios/language/traps/traps.hpp"
#include "scenarios/study/plan.hpp"

namespace txlab::language {

namespace {

// A limit that the scenario sets, and the list in which it stands.
struct Limit {
  const Threshold& threshold;
  const Node& list;

  Span place() const {
    for (const Node& item : list.items) {
      if (item.text == threshold.text) return item.span;
    }
    return list.span;
  }
};

std::vector<Limit> limits_of(const Traps& traps) {
  std::vector<Limit> limits;
  for (const Threshold& one : traps.scenario.thresholds) {
    limits.push_back({one, deepest(traps.tree, {"thresholds", one.strategy})});
  }
  for (const Threshold& one : traps.scenario.requirements) {
    limits.push_back({one, deepest(traps.tree, {"requirements"})});
  }
  return limits;
}

// 0.999 of "p99.9".
std::optional<double> quantile_of(std::string_view statistic) {
  if (!statistic.starts_with('p')) return std::nullopt;
  double percent = 0;
  const char* const end = statistic.data() + statistic.size();
  const auto read = std::from_chars(statistic.data() + 1, end, percent);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return percent / 100;
}

bool has_one_value_per_purchase(std::string_view metric) {
  constexpr std::string_view metrics[] = {"client_latency", "time_to_final_answer",
                                          "settle_latency", "inconsistency_window",
                                          "money_at_risk"};
  return std::ranges::find(metrics, metric) != std::end(metrics);
}

void find_quantiles_beyond_the_sample(const Traps& traps) {
  const double purchases = expected_purchases(traps.scenario.workload);
  for (const Limit& limit : limits_of(traps)) {
    const Threshold& threshold = limit.threshold;
    const auto quantile = quantile_of(threshold.statistic);
    if (!quantile || !has_one_value_per_purchase(threshold.metric)) continue;
    const double beyond = purchases * (1 - *quantile);
    if (beyond >= 1) continue;
    traps.warn(code::undecidable_threshold, limit.place(),
               fmt::format("a run has about {:.3g} purchases, so {} is its largest value: one in "
                           "{:.0f} would be beyond it",
                           purchases, threshold.statistic, 1 / (1 - *quantile)),
               "longer arrivals, or a lower percentile");
  }
}

// What must be there for a metric to have a value at all.
struct Need {
  std::string_view metric;  // or how its name begins
  bool (*met)(const Scenario&);
  std::string_view what;
};

bool has_faults(const Scenario& scenario) { return !scenario.faults.empty(); }
bool measures_coupling(const Scenario& scenario) { return scenario.experiment.coupling; }
bool has_background(const Scenario& scenario) { return scenario.workload.background.has_value(); }
bool has_operators(const Scenario& scenario) { return scenario.operators.has_value(); }
bool has_calendar(const Scenario& scenario) { return scenario.workload.calendar.has_value(); }

constexpr Need needs[] = {
    {"availability_coupling", has_faults, "a fault that cuts the fund side off"},
    {"recovery_time", has_faults, "a fault"},
    {"faulty_", has_faults, "a fault"},
    {"latency_coupling", measures_coupling, "`coupling: on` in `experiment`"},
    {"storage_coupling", measures_coupling, "`coupling: on` in `experiment`"},
    {"change_coupling", measures_coupling, "`coupling: on` in `experiment`"},
    {"background_", has_background, "`background`"},
    {"ticket", has_operators, "`operators`"},
    {"staff_minutes", has_operators, "`operators`"},
    {"missed_cutoff", has_calendar, "`calendar`"},
};

void find_metrics_without_values(const Traps& traps) {
  for (const Limit& limit : limits_of(traps)) {
    const Threshold& threshold = limit.threshold;
    for (const Need& need : needs) {
      if (!threshold.metric.starts_with(need.metric) || need.met(traps.scenario)) continue;
      traps.warn(code::undecidable_threshold, limit.place(),
                 fmt::format("`{}` has no value here: it needs {}", threshold.metric, need.what),
                 "the verdict is always inconclusive");
    }
  }
}

void find_unclaimed_properties(const Traps& traps) {
  const Node& listed = deepest(traps.tree, {"properties"});
  if (listed.items.size() == all_properties.size()) return;  // as if nothing were listed
  for (const Node& item : listed.items) {
    const auto property = property_named(item.text);
    const auto claims_it = [&](const StrategyEntry& entry) {
      const Protocol* const protocol = traps.protocol_of(entry);
      return protocol == nullptr || protocol->claims(entry.parameters).claimed.has(*property);
    };
    if (!property || std::ranges::any_of(traps.scenario.strategies, claims_it)) continue;
    traps.warn(code::unclaimed_property, item.span,
               fmt::format("no strategy of the scenario claims `{}`", item.text),
               "it is shown, and decides nothing");
  }
}

// More than a day for a processor that needs a second a run.
constexpr std::uint64_t many_runs = 100'000;

void find_large_sweep(const Traps& traps) {
  std::uint64_t points = 1;
  for (const SweepAxis& axis : traps.scenario.sweep) points *= axis.values.size();
  const std::uint64_t runs = points * trials_of_point(traps.scenario).least;
  if (points == 1 || runs <= many_runs) return;
  traps.warn(code::sweep_too_large, traps.tree.entry("sweep")->span,
             fmt::format("{} points give {} runs", points, runs),
             "`txlab plan` tells how long they take; fewer values, or fewer replications");
}

}  // namespace

void find_traps_of_judgement(const Traps& traps) {
  find_quantiles_beyond_the_sample(traps);
  find_metrics_without_values(traps);
  find_unclaimed_properties(traps);
  find_large_sweep(traps);
}

}  // namespace txlab::language
