// A line of small bars: how something went, in as many characters.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "reports/terminal/style.hpp"

namespace txlab::terminal {

// One character per value. Nothing is a line at the bottom and whatever is more than nothing is
// higher than that; `most` is the highest bar.
std::string sparkline(std::span<const double> values, double most, const TerminalStyle& style);

// So many values, each the greatest of its share, so that no spike gets lost.
std::vector<double> in_columns(std::span<const double> values, std::size_t columns);

}  // namespace txlab::terminal
