#include "reports/terminal/sparkline.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace txlab::terminal {

std::string sparkline(std::span<const double> values, double most, const TerminalStyle& style) {
  constexpr std::string_view blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  constexpr std::string_view ascii[] = {"_", ".", ":", "-", "=", "+", "*", "#"};
  std::string line;
  for (const double value : values) {
    const bool something = value > 0 && most > 0;
    const double share = something ? std::min(value / most, 1.0) : 0;
    const auto level = static_cast<std::size_t>(std::ceil(7 * share));
    line += style.utf8 ? blocks[level] : ascii[level];
  }
  return line;
}

std::vector<double> in_columns(std::span<const double> values, std::size_t columns) {
  std::vector<double> greatest(std::min(columns, values.size()));
  for (std::size_t i = 0; i < values.size(); ++i) {
    double& column = greatest[i * greatest.size() / values.size()];
    column = std::max(column, values[i]);
  }
  return greatest;
}

}  // namespace txlab::terminal
