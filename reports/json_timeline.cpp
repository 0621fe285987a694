#include "reports/json_timeline.hpp"

#include <algorithm>
#include <cmath>

namespace txlab::json {

namespace {

// Six digits are more than any picture shows.
Json brief(double value) {
  if (value == 0 || !std::isfinite(value)) return number(value);
  const double scale = std::pow(10, 5 - std::floor(std::log10(std::abs(value))));
  return number(scale > 1 ? std::round(value * scale) / scale : std::round(value));
}

template <typename Values>
Json numbers(const Values& values) {
  Json list = Json::array();
  for (const double value : values) list.push_back(brief(value));
  return list;
}

Json series_of(const std::vector<TimeSeries>& all) {
  Json json = Json::object();
  for (const TimeSeries& series : all) {
    Json& one = json[series.name];
    one["unit"] = series.unit;
    for (const auto& [name, values] : series.columns) one[name] = numbers(values);
  }
  return json;
}

Json fault_bands(const std::vector<FaultBand>& bands) {
  Json list = Json::array();
  for (const FaultBand& band : bands) {
    list.push_back({{"name", band.name},
                    {"kind", band.kind},
                    {"target", band.target},
                    {"began_s", number(band.began_s)},
                    {"ended_s", number(band.ended_s)}});
    if (band.in_every_run) list.back()["in_every_run"] = true;
  }
  return list;
}

}  // namespace

Json time_axis(const PointResult& point) {
  const auto any = std::ranges::find_if(point.strategies,
                                        [](const auto& one) { return one.timeline.has_value(); });
  if (any == point.strategies.end()) return nullptr;
  return {{"edges_s", numbers(any->timeline->edges_s)},
          {"warm_until_s", number(point.warm_until_s)},
          {"arrivals_until_s", number(point.arrivals_until_s)},
          {"planned_faults", fault_bands(point.planned_faults)}};
}

Json timeline(const Timeline& timeline) {
  Json whole = {{"series", series_of(timeline.series)}, {"faults", fault_bands(timeline.faults)}};
  if (!timeline.means.empty()) whole["means"] = series_of(timeline.means);
  return whole;
}

Json curves(const std::vector<Curve>& curves) {
  Json all = Json::object();
  for (const Curve& curve : curves) {
    std::vector<double> at;
    std::vector<double> above;
    for (const SurvivalPoint& point : curve.points) {
      at.push_back(point.at);
      above.push_back(point.above);
    }
    all[curve.metric] = {{"unit", curve.unit},
                         {"count", curve.count},
                         {"censored", curve.censored},
                         {"at", numbers(at)},
                         {"above", numbers(above)}};
  }
  return all;
}

}  // namespace txlab::json
