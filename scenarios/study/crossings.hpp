// Where, along a swept axis, the better of two changes.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "scenarios/study/result.hpp"
#include "scenarios/study/run.hpp"
#include "scenarios/study/scenario.hpp"

namespace txlab {

struct AxisNumbers {
  std::vector<double> values;
  std::string unit;
};

// `[0%, 5%, 10%]` as numbers; nothing unless they rise and have one unit.
std::optional<AxisNumbers> numbers_of(const std::vector<std::string>& values);

// What `crossings` needs of one point beside its result, of every strategy.
std::vector<CrossingValues> crossing_values(const std::vector<SweepAxis>& sweep,
                                            const std::string& strategy,
                                            std::span<const RunResult> runs);

// Of what the axes ask for, in the order of axes, metrics and strategies. The points are all
// combinations of the axes; of a sweep that was stopped on the way nothing is told.
std::vector<Crossing> crossings(const std::vector<SweepAxis>& sweep, const std::string& baseline,
                                double confidence, std::span<const PointResult> points);

}  // namespace txlab
