#include "scenarios/study/timeline/timeline.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "sim/stats/interval.hpp"

namespace txlab {

namespace {

// The column that is averaged; nothing for quantiles, whose means say little.
const std::vector<double>* averaged(const TimeSeries& series) {
  for (const auto& [name, values] : series.columns) {
    if (name == "mean" || name == "count") return &values;
  }
  return nullptr;
}

const TimeSeries* find_series(const Timeline& timeline, std::string_view name) {
  const auto found = std::ranges::find(timeline.series, name, &TimeSeries::name);
  return found == timeline.series.end() ? nullptr : &*found;
}

// A run without the series had nothing of it all the time.
TimeSeries mean_series(const TimeSeries& series, const std::vector<const Timeline*>& runs,
                       double confidence) {
  const std::size_t bins = averaged(series)->size();
  std::vector<std::vector<double>> columns(3, std::vector<double>(bins));
  std::vector<const std::vector<double>*> values;
  for (const Timeline* const run : runs) {
    const TimeSeries* const own = find_series(*run, series.name);
    values.push_back(own == nullptr ? nullptr : averaged(*own));
  }
  std::vector<double> of_bin(runs.size());
  for (std::size_t bin = 0; bin < bins; ++bin) {
    std::ranges::transform(values, of_bin.begin(), [bin](const std::vector<double>* of_run) {
      return of_run == nullptr ? 0 : (*of_run)[bin];
    });
    const Interval interval = mean_interval(of_bin, confidence);
    columns[0][bin] = interval.value;
    columns[1][bin] = std::max(interval.low, 0.0);
    columns[2][bin] = interval.high;
  }
  return {series.name,
          series.unit,
          {{"mean", std::move(columns[0])},
           {"low", std::move(columns[1])},
           {"high", std::move(columns[2])}}};
}

void cut_columns(std::vector<TimeSeries>& all, std::size_t bins) {
  for (TimeSeries& series : all) {
    for (auto& [name, values] : series.columns) values.resize(bins);
  }
}

}  // namespace

std::vector<TimeSeries> means_over(const std::vector<const Timeline*>& runs, double confidence) {
  std::vector<TimeSeries> means;
  for (const Timeline* const run : runs) {
    for (const TimeSeries& series : run->series) {
      const bool known = std::ranges::find(means, series.name, &TimeSeries::name) != means.end();
      if (known || averaged(series) == nullptr) continue;
      means.push_back(mean_series(series, runs, confidence));
    }
  }
  return means;
}

void cut(Timeline& timeline, double after_s) {
  const auto later = std::ranges::upper_bound(timeline.edges_s, after_s);
  const auto index = static_cast<std::size_t>(later - timeline.edges_s.begin());
  const std::size_t bins = std::clamp<std::size_t>(index, 1, timeline.edges_s.size() - 1);
  timeline.edges_s.resize(bins + 1);
  cut_columns(timeline.series, bins);
  cut_columns(timeline.means, bins);
}

}  // namespace txlab
