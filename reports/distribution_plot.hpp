// A distribution as a drawing of ten rows, with its quantiles.
//
// It is drawn from the integer table that the simulator draws from, which is made of the exact
// quantile function of the law. Rows are as long as the share of what falls into them; they double
// from row to row, or so, where the values reach over more than an order of magnitude.
#pragma once

#include <string>

#include "reports/terminal/style.hpp"
#include "sim/base/distribution.hpp"

namespace txlab {

enum class PlottedUnit { time, money };

// At most 80 columns wide; with block characters where the style allows UTF-8.
std::string distribution_plot(const Distribution& law, PlottedUnit unit,
                              const TerminalStyle& style);

}  // namespace txlab
