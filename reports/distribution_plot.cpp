#include "reports/distribution_plot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "reports/terminal/text.hpp"
#include "reports/units.hpp"

namespace txlab {

namespace {

constexpr int rows = 10;
constexpr int label_width = 22;
constexpr int bar_width = 40;

// How much lies at or below a value: the largest probability whose quantile is not above it.
double cumulative(const Distribution& law, double value) {
  double below = 0;
  double above = 1;
  constexpr int bits = 50;
  if (static_cast<double>(law.quantile(0)) > value) return 0;
  for (int i = 0; i < bits; ++i) {
    const double middle = (below + above) / 2;
    (static_cast<double>(law.quantile(middle)) <= value ? below : above) = middle;
  }
  return above;
}

// A row holds exactly what its label says, so edges are numbers of few digits.
constexpr int edge_digits = 3;

double rounded_edge(double value) {
  const double size = std::pow(10.0, std::floor(std::log10(value)) + 1 - edge_digits);
  return std::round(value / size) * size;
}

// The nearest of the steps that people count in.
double even_step(double width) {
  const double size = std::pow(10.0, std::floor(std::log10(width)));
  double nearest = size;
  for (const double step : {1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0}) {
    if (std::abs(step * size - width) < std::abs(nearest - width)) nearest = step * size;
  }
  return nearest;
}

// Between the rows: even steps, or even factors where the values are of several magnitudes.
std::vector<double> edges_of(const Distribution& law) {
  const auto low = static_cast<double>(law.quantile(0.001));
  const double high = std::max(static_cast<double>(law.quantile(0.999)), low + 1);
  constexpr double wide = 20;
  std::vector<double> edges;
  const double step = even_step((high - low) / rows);
  const double first = std::round((low + step) / step) * step;
  for (int i = 1; i < rows; ++i) {
    const bool by_factors = low > 0 && high / low > wide;
    const double factor = std::pow(high / low, static_cast<double>(i) / rows);
    edges.push_back(by_factors ? rounded_edge(low * factor) : first + (i - 1) * step);
  }
  return edges;
}

std::string bar(double share_of_longest, bool utf8) {
  constexpr std::array<const char*, 8> parts{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const double length = share_of_longest * bar_width;
  std::string text;
  if (!utf8) return std::string(static_cast<std::size_t>(std::lround(length)), '#');
  const auto eighths = static_cast<std::size_t>(std::lround(length * 8));
  for (std::size_t i = 0; i < eighths / 8; ++i) text += "█";
  return text + parts[eighths % 8];
}

class LawPlot {
 public:
  LawPlot(const Distribution& law, PlottedUnit unit, const TerminalStyle& style)
      : law_(law), unit_(unit), style_(style) {}

  std::string text() const {
    if (is_constant()) return fmt::format("  always {}{}\n", written(law_.mean()), unit());
    return histogram() + "\n" + quantiles();
  }

 private:
  std::string written(double value) const {
    if (unit_ == PlottedUnit::time) return format_duration(value);
    return format_number(value / 100);
  }
  std::string unit() const { return unit_ == PlottedUnit::money ? " CNY" : ""; }
  // Also a list of equal samples.
  bool is_constant() const { return law_.quantile(0) == law_.quantile(1 - 0x1p-40); }

  std::string histogram() const {
    const std::vector<double> edges = edges_of(law_);
    std::vector<double> shares;
    double below = 0;
    for (const double at : edges) {
      const double until = cumulative(law_, at);
      shares.push_back(std::max(0.0, until - below));
      below = until;
    }
    shares.push_back(std::max(0.0, 1 - below));
    const double longest = *std::ranges::max_element(shares);
    std::string text;
    for (std::size_t i = 0; i < shares.size(); ++i) {
      const std::string drawn = bar(shares[i] / longest, style_.utf8);
      text += fmt::format("{}  {}{} {}\n", terminal::aligned_right(label(edges, i), label_width),
                          drawn, terminal::blanks(bar_width - terminal::width_of(drawn)),
                          terminal::aligned_right(format_share(shares[i], 2), 7));
    }
    return text;
  }

  std::string label(const std::vector<double>& edges, std::size_t row) const {
    if (row == 0) return "up to " + written(edges.front()) + unit();
    if (row == edges.size()) return "above " + written(edges.back()) + unit();
    return fmt::format("{} to {}{}", written(edges[row - 1]), written(edges[row]), unit());
  }

  std::string quantiles() const {
    constexpr std::array<std::pair<const char*, double>, 7> shown{{{"p0.1", 0.001},
                                                                   {"p1", 0.01},
                                                                   {"p10", 0.1},
                                                                   {"p50", 0.5},
                                                                   {"p90", 0.9},
                                                                   {"p99", 0.99},
                                                                   {"p99.9", 0.999}}};
    constexpr int width = 9;
    std::string names;
    std::string values;
    for (const auto& [name, probability] : shown) {
      names += terminal::aligned_right(name, width);
      values +=
          terminal::aligned_right(written(static_cast<double>(law_.quantile(probability))), width);
    }
    names += terminal::aligned_right("mean", width);
    values += terminal::aligned_right(written(law_.mean()), width);
    return terminal::painted(names, terminal::Tone::strong, style_) + "\n" + values + "\n";
  }

  const Distribution& law_;
  PlottedUnit unit_;
  const TerminalStyle& style_;
};

}  // namespace

std::string distribution_plot(const Distribution& law, PlottedUnit unit,
                              const TerminalStyle& style) {
  return LawPlot(law, unit, style).text();
}

}  // namespace txlab
