// Two prices of strategies against each other, as an SVG of its own.
#pragma once

#include <string>
#include <vector>

#include "reports/page/judged.hpp"

namespace txlab::page {

struct TradeOffPoint {
  std::string name;
  Value x;
  Value y;
  bool ranked = true;  // else hollow
};

// Logarithmic axes; what is zero stands on the edge. The labels are plain text.
std::string trade_off_svg(const std::vector<TradeOffPoint>& points, const std::string& x_label,
                          const std::string& y_label);

}  // namespace txlab::page
