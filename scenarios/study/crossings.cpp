#include "scenarios/study/crossings.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "scenarios/study/metric_catalogue.hpp"

namespace txlab {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

double value_of(const StrategyResult& strategy, const CrossingMetric& measured) {
  const MetricResult* const metric = strategy.metric(measured.metric);
  if (metric == nullptr || !metric->applies) return nothing;
  for (const auto& [name, estimate] : metric->quantiles) {
    if (name == measured.statistic) return estimate.value;
  }
  if (measured.statistic == "min") return metric->min;
  if (measured.statistic == "max") return metric->max;
  return metric->mean.value;
}

double value_at(const PointResult& point, const std::string& strategy,
                const CrossingMetric& measured) {
  for (const StrategyResult& one : point.strategies) {
    if (one.name == strategy) return value_of(one, measured);
  }
  return nothing;
}

// By how much `a` is better than `b` at each value of the axis.
using Leads = std::vector<double>;

Crossing::Better better(double lead) {
  if (lead > 0) return Crossing::Better::a;
  return lead < 0 ? Crossing::Better::b : Crossing::Better::neither;
}

// Who leads where the two are not equal; a tie between two leads of one kind is no change.
void find_changes(const std::vector<double>& values, const Leads& leads, Crossing& out) {
  std::optional<std::size_t> last;
  for (std::size_t i = 0; i < leads.size(); ++i) {
    if (!std::isfinite(leads[i]) || leads[i] == 0) continue;
    if (!last) {
      out.first = better(leads[i]);
    } else if (better(leads[*last]) != better(leads[i])) {
      const double share = leads[*last] / (leads[*last] - leads[i]);
      out.at.push_back(values[*last] + share * (values[i] - values[*last]));
    }
    last = i;
  }
}

// The sweep seen as two series along one of its axes.
struct Series {
  const SweepAxis& along;
  AxisNumbers numbers;
  const SweepAxis* other;    // with two values, or nothing
  std::size_t step;          // from one value of `along` to the next
  std::size_t to_the_other;  // from one value of `other` to the next
  std::span<const PointResult> points;
};

std::vector<Crossing> crossings_of(const Series& series, const CrossingMetric& measured,
                                   const std::string& baseline) {
  const MetricDefinition* const metric = find_metric(measured.metric);
  const double sign = metric != nullptr && metric->more_is_better ? 1 : -1;
  std::vector<Crossing> found;
  for (const StrategyResult& one : series.points.front().strategies) {
    if (series.other == nullptr && one.name == baseline) continue;
    Crossing crossing{.path = series.along.path,
                      .unit = series.numbers.unit,
                      .metric = measured.statistic + "(" + measured.metric + ")",
                      .strategy = one.name,
                      .a = one.name,
                      .b = baseline};
    if (series.other != nullptr) {
      crossing.a = series.other->path + "=" + series.other->values[0];
      crossing.b = series.other->path + "=" + series.other->values[1];
    }
    const std::string& rival = series.other == nullptr ? baseline : one.name;
    Leads leads;
    for (std::size_t i = 0; i < series.numbers.values.size(); ++i) {
      const std::size_t at = i * series.step;
      leads.push_back(sign * (value_at(series.points[at], one.name, measured) -
                              value_at(series.points[at + series.to_the_other], rival, measured)));
    }
    find_changes(series.numbers.values, leads, crossing);
    found.push_back(std::move(crossing));
  }
  return found;
}

}  // namespace

std::optional<AxisNumbers> numbers_of(const std::vector<std::string>& values) {
  AxisNumbers numbers;
  for (const std::string& text : values) {
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (end == text.c_str()) return std::nullopt;
    if (numbers.values.empty()) numbers.unit = end;
    const bool rises = numbers.values.empty() || value > numbers.values.back();
    if (numbers.unit != end || !rises) return std::nullopt;
    numbers.values.push_back(value);
  }
  if (numbers.values.empty()) return std::nullopt;
  return numbers;
}

std::vector<Crossing> crossings(const std::vector<SweepAxis>& sweep, const std::string& baseline,
                                std::span<const PointResult> points) {
  std::vector<Crossing> found;
  std::size_t all = 1;
  for (const SweepAxis& axis : sweep) all *= axis.values.size();
  if (sweep.empty() || sweep.size() > 2 || points.size() != all) return found;
  for (std::size_t i = 0; i < sweep.size(); ++i) {
    const auto numbers = numbers_of(sweep[i].values);
    const SweepAxis* const other = sweep.size() == 2 ? &sweep[1 - i] : nullptr;
    if (!numbers || (other != nullptr && other->values.size() != 2)) continue;
    // The last axis varies fastest.
    const bool is_last = i + 1 == sweep.size();
    const Series series{.along = sweep[i],
                        .numbers = *numbers,
                        .other = other,
                        .step = is_last ? 1 : sweep.back().values.size(),
                        .to_the_other = other == nullptr ? 0
                                        : is_last        ? sweep[i].values.size()
                                                         : 1,
                        .points = points};
    for (const CrossingMetric& measured : sweep[i].crossing) {
      std::ranges::move(crossings_of(series, measured, baseline), std::back_inserter(found));
    }
  }
  return found;
}

}  // namespace txlab
