// Points of a study made by hand, for what is decided of them.
#pragma once

#include <gmock/gmock.h>

#include <cmath>

#include "reports/decision/decision.hpp"
#include "sample.hpp"

namespace txlab {

// Five standard deviations of a share that was drawn 20,000 times.
inline auto share(double expected) {
  return testing::DoubleNear(expected, 5 * std::sqrt(0.25 / 20'000));
}

struct Made {
  std::string name;
  Estimate window_ms = estimate(1000, 10);
  Estimate messages = estimate(5, 0.1);
  double writes = 1;
};

inline StrategyResult made(const Made& of) {
  StrategyResult strategy{.name = of.name, .protocol = of.name, .replications = 20};
  MetricResult window{.name = "inconsistency_window", .unit = "ms", .mean = of.window_ms};
  window.quantiles = {{"p99", of.window_ms}};
  strategy.metrics = {window};
  strategy.metrics.push_back({.name = "messages_per_purchase", .unit = "1", .mean = of.messages});
  strategy.metrics.push_back(
      {.name = "forced_writes_per_purchase", .unit = "1", .mean = estimate(of.writes, 0)});
  strategy.properties = {holding("conservation")};
  return strategy;
}

inline ThresholdResult required(const StrategyResult& of, double limit_ms) {
  const Estimate value = of.metrics[0].mean;
  ThresholdResult result{.text = "p99(inconsistency_window) < limit",
                         .verdict = ThresholdResult::Verdict::inconclusive,
                         .value = value,
                         .limit = limit_ms,
                         .unit = "ms"};
  if (value.high < limit_ms) result.verdict = ThresholdResult::Verdict::pass;
  if (value.low > limit_ms) result.verdict = ThresholdResult::Verdict::fail;
  return result;
}

inline PointResult point_of(const std::vector<Made>& all, double limit_ms) {
  PointResult point;
  for (const Made& one : all) {
    StrategyResult strategy = made(one);
    strategy.requirements = {required(strategy, limit_ms)};
    point.strategies.push_back(std::move(strategy));
  }
  return point;
}

inline ThresholdResult failed(std::string text, Estimate value, double limit, std::string unit,
                              bool wants_more = false) {
  return {.text = std::move(text),
          .verdict = ThresholdResult::Verdict::fail,
          .value = value,
          .limit = limit,
          .unit = std::move(unit),
          .wants_more = wants_more};
}

}  // namespace txlab
