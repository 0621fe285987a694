// The points of a sweep, and the scenario at each of them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/arguments.hpp"
#include "scenarios/language/read.hpp"

namespace txlab {

// What is set at a point: paths and values.
using SweepPoint = std::vector<std::pair<std::string, std::string>>;

// All combinations of the axes, the last one varying fastest; one empty combination without axes.
std::vector<SweepPoint> sweep_points(const std::vector<SweepAxis>& axes);

ReadResult read_at(const SweepPoint& point, const Arguments& arguments);

}  // namespace txlab
