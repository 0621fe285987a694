#include "scenarios/study/crossings.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "scenarios/study/aggregate.hpp"
#include "scenarios/study/metric_catalogue.hpp"
#include "sim/stats/sign_change.hpp"

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

std::string name_of(const CrossingMetric& measured) {
  return measured.statistic + "(" + measured.metric + ")";
}

// Nothing if they were not kept.
std::span<const double> values_at(const PointResult& point, const std::string& strategy,
                                  const CrossingMetric& measured) {
  for (const CrossingValues& one : point.crossing_values) {
    if (one.strategy == strategy && one.metric == name_of(measured)) return one.per_replication;
  }
  return {};
}

// By how much `a` is better than `b` at each value of the axis: by the means over replications,
// and in each replication.
struct Leads {
  std::vector<double> means;
  std::vector<MeasuredPoint> points;
};

Crossing::Better better(double lead) {
  if (lead > 0) return Crossing::Better::a;
  return lead < 0 ? Crossing::Better::b : Crossing::Better::neither;
}

Estimate with_interval(double change, const Leads& leads, double confidence) {
  const ChangeInterval interval = change_interval(leads.points, change, confidence);
  return {change, interval.low, interval.high, interval.known};
}

// Who leads where the two are not equal; a tie between two leads of one kind is no change.
void find_changes(const std::vector<double>& values, const Leads& leads, double confidence,
                  Crossing& out) {
  const std::vector<double>& means = leads.means;
  std::optional<std::size_t> last;
  for (std::size_t i = 0; i < means.size(); ++i) {
    if (!std::isfinite(means[i]) || means[i] == 0) continue;
    if (!last) {
      out.first = better(means[i]);
    } else if (better(means[*last]) != better(means[i])) {
      const double share = means[*last] / (means[*last] - means[i]);
      const double change = values[*last] + share * (values[i] - values[*last]);
      out.at.push_back(with_interval(change, leads, confidence));
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

Leads leads_of(const Series& series, const CrossingMetric& measured, const std::string& one,
               const std::string& rival) {
  const MetricDefinition* const metric = find_metric(measured.metric);
  const double sign = metric != nullptr && metric->more_is_better ? 1 : -1;
  Leads leads;
  for (std::size_t i = 0; i < series.numbers.values.size(); ++i) {
    const PointResult& point = series.points[i * series.step];
    const PointResult& other = series.points[i * series.step + series.to_the_other];
    leads.means.push_back(sign *
                          (value_at(point, one, measured) - value_at(other, rival, measured)));
    const auto ours = values_at(point, one, measured);
    const auto theirs = values_at(other, rival, measured);
    MeasuredPoint pairs{series.numbers.values[i], {}};
    for (std::size_t r = 0; r < std::min(ours.size(), theirs.size()); ++r) {
      pairs.per_replication.push_back(sign * (ours[r] - theirs[r]));
    }
    leads.points.push_back(std::move(pairs));
  }
  return leads;
}

std::vector<Crossing> crossings_of(const Series& series, const CrossingMetric& measured,
                                   const std::string& baseline, double confidence) {
  std::vector<Crossing> found;
  for (const StrategyResult& one : series.points.front().strategies) {
    if (series.other == nullptr && one.name == baseline) continue;
    Crossing crossing{.path = series.along.path,
                      .unit = series.numbers.unit,
                      .metric = name_of(measured),
                      .strategy = one.name,
                      .a = one.name,
                      .b = baseline};
    if (series.other != nullptr) {
      crossing.a = series.other->path + "=" + series.other->values[0];
      crossing.b = series.other->path + "=" + series.other->values[1];
    }
    const std::string& rival = series.other == nullptr ? baseline : one.name;
    find_changes(series.numbers.values, leads_of(series, measured, one.name, rival), confidence,
                 crossing);
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

std::vector<CrossingValues> crossing_values(const std::vector<SweepAxis>& sweep,
                                            const std::string& strategy,
                                            std::span<const RunResult> runs) {
  std::vector<CrossingValues> values;
  for (const SweepAxis& axis : sweep) {
    for (const CrossingMetric& measured : axis.crossing) {
      const MetricDefinition* const metric = find_metric(measured.metric);
      if (metric == nullptr) continue;
      values.push_back(
          {strategy, name_of(measured), per_replication(*metric, measured.statistic, runs)});
    }
  }
  return values;
}

std::vector<Crossing> crossings(const std::vector<SweepAxis>& sweep, const std::string& baseline,
                                double confidence, std::span<const PointResult> points) {
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
      std::ranges::move(crossings_of(series, measured, baseline, confidence),
                        std::back_inserter(found));
    }
  }
  return found;
}

}  // namespace txlab
