#include "reports/page/tornado.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/page/judged.hpp"
#include "sim/stats/regression.hpp"

namespace txlab::page {

namespace {

struct Criterion {
  std::string_view metric;
  std::string_view statistic;
  bool logarithmic = true;
};
constexpr Criterion criteria[] = {{"client_latency", "p99"},
                                  {"time_to_final_answer", "p99"},
                                  {"inconsistency_window", "p99"},
                                  {"money_at_risk", "mean"},
                                  {"availability_coupling", "mean", false},
                                  {"messages_per_purchase", "mean"},
                                  {"forced_writes_per_purchase", "mean"}};

struct Axis {
  std::string path;
  std::vector<Json> values;  // in the order of the scenario

  double place_of(const Json& value) const {
    const auto found = std::ranges::find(values, value);
    return static_cast<double>(found - values.begin()) / static_cast<double>(values.size() - 1);
  }
};

std::vector<Axis> axes_of(const Json& points) {
  std::vector<Axis> axes;
  if (points.empty()) return axes;
  for (const auto& [path, unused] : points[0].at("set").items()) {
    Axis axis{path, {}};
    for (const Json& point : points) {
      const Json& value = point.at("set").at(path);
      if (std::ranges::find(axis.values, value) == axis.values.end()) axis.values.push_back(value);
    }
    if (axis.values.size() > 1) axes.push_back(std::move(axis));
  }
  return axes;
}

const Json* strategy_at(const Json& point, const Json& name) {
  for (const Json& one : point.at("strategies")) {
    if (one.at("name") == name) return &one;
  }
  return nullptr;
}

Json written_effect(const Coefficient& one, bool logarithmic) {
  const auto shown = [&](double value) { return logarithmic ? std::exp(value) : value; };
  Json effect{{"value", shown(one.value)}, {"low", nullptr}, {"high", nullptr}};
  if (one.known) {
    effect["low"] = shown(one.low);
    effect["high"] = shown(one.high);
  }
  return effect;
}

// Nothing where the criterion does not apply everywhere, or has no logarithm.
Json of(const Json& points, const std::vector<Axis>& axes, const Json& name,
        const Criterion& criterion, double confidence) {
  std::vector<std::vector<double>> rows;
  std::vector<double> values;
  for (const Json& point : points) {
    const Json* strategy = strategy_at(point, name);
    const auto value =
        strategy ? value_of(*strategy, criterion.metric, criterion.statistic) : std::nullopt;
    if (!value || (criterion.logarithmic && !(value->value > 0))) return nullptr;
    values.push_back(criterion.logarithmic ? std::log(value->value) : value->value);
    rows.emplace_back();
    for (const Axis& axis : axes) {
      rows.back().push_back(axis.place_of(point.at("set").at(axis.path)));
    }
  }
  const auto regression = least_squares(rows, values, confidence);
  if (!regression) return nullptr;
  Json factors = Json::array();
  for (std::size_t i = 0; i < axes.size(); ++i) {
    factors.push_back({{"path", axes[i].path},
                       {"from", axes[i].values.front()},
                       {"to", axes[i].values.back()},
                       {"effect", written_effect(regression->factors[i], criterion.logarithmic)}});
  }
  return {{"strategy", name},
          {"criterion", fmt::format("{}({})", criterion.statistic, criterion.metric)},
          {"scale", criterion.logarithmic ? "logarithmic" : "linear"},
          {"factors", std::move(factors)}};
}

}  // namespace

Json tornado(const Json& points, double confidence) {
  Json all = Json::array();
  const std::vector<Axis> axes = axes_of(points);
  if (axes.size() < 2) return all;
  for (const Json& strategy : points[0].at("strategies")) {
    for (const Criterion& criterion : criteria) {
      Json one = of(points, axes, strategy.at("name"), criterion, confidence);
      if (!one.is_null()) all.push_back(std::move(one));
    }
  }
  return all;
}

}  // namespace txlab::page
