#include "reports/page/trade_off_svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/markup.hpp"
#include "reports/page/catalogue.hpp"
#include "reports/units.hpp"

namespace txlab::page {

namespace {

// In pixels.
constexpr double width = 860;
constexpr double height = 430;
constexpr double left = 90;
constexpr double right = 130;
constexpr double top = 30;
constexpr double bottom = 50;
constexpr double line_height = 15;

// Okabe and Ito's colours; a digit beside the point says the same.
constexpr std::string_view colours[] = {"#0072B2", "#D55E00", "#009E73", "#E69F00",
                                        "#CC79A7", "#56B4E9", "#000000"};

// From a positive value to pixels.
class LogAxis {
 public:
  LogAxis(const std::vector<TradeOffPoint>& points, Value TradeOffPoint::*which, double from,
          double to)
      : from_(from), to_(to) {
    double least = 0;
    double most = 0;
    for (const TradeOffPoint& point : points) {
      const Value& value = point.*which;
      unit_ = value.unit;
      has_zero_ = has_zero_ || !(value.value > 0);
      most = std::max({most, value.high, value.value});
      for (const double one : {value.low, value.value}) {
        if (one > 0 && (least == 0 || one < least)) least = one;
      }
    }
    if (!(most > 0)) least = most = 1;
    floor_ = least / (has_zero_ ? 8 : 1.6);
    low_ = std::log10(floor_);
    high_ = std::log10(most * 1.6);
  }

  double at(double value) const {
    const double part = (std::log10(std::max(value, floor_)) - low_) / (high_ - low_);
    return from_ + part * (to_ - from_);
  }

  // Powers of ten, not too many, and zero if somebody is there.
  std::vector<std::pair<double, std::string>> ticks() const {
    std::vector<std::pair<double, std::string>> all;
    if (has_zero_) all.emplace_back(at(floor_), "0");
    const int first = static_cast<int>(std::ceil(low_ + (has_zero_ ? 0.5 : 0)));
    const int last = static_cast<int>(std::floor(high_));
    const int step = std::max(1, (last - first + 1) / 6);
    for (int exponent = first; exponent <= last; exponent += step) {
      const double value = std::pow(10.0, exponent);
      all.emplace_back(at(value), format_quantity(value, unit_, 2));
    }
    return all;
  }

 private:
  double from_;
  double to_;
  std::string unit_;
  bool has_zero_ = false;
  double floor_ = 1;
  double low_ = 0;
  double high_ = 1;
};

std::string axes(const LogAxis& x, const LogAxis& y, const std::string& x_label,
                 const std::string& y_label) {
  std::string svg = fmt::format(
      "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"#999\"/>\n", left,
      top, width - left - right, height - top - bottom);
  for (const auto& [at, text] : x.ticks()) {
    svg += fmt::format(
        "<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1}\" y2=\"{2}\" stroke=\"#ddd\"/>"
        "<text x=\"{0:.1f}\" y=\"{3}\" text-anchor=\"middle\">{4}</text>\n",
        at, top, height - bottom, height - bottom + 16, text);
  }
  for (const auto& [at, text] : y.ticks()) {
    svg += fmt::format(
        "<line x1=\"{1}\" x2=\"{2}\" y1=\"{0:.1f}\" y2=\"{0:.1f}\" stroke=\"#ddd\"/>"
        "<text x=\"{3}\" y=\"{4:.1f}\" text-anchor=\"end\">{5}</text>\n",
        at, left, width - right, left - 6, at + 4, text);
  }
  svg += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{} →</text>\n", width - right,
                     height - 10, escaped(x_label));
  svg += fmt::format("<text x=\"8\" y=\"16\">↑ {}</text>\n", escaped(y_label));
  return svg;
}

struct Label {
  double x = 0;
  double y = 0;
  std::string text;
};

// Labels beside their points, moved down where one would lie on another.
std::string labels_of(std::vector<Label> labels) {
  std::ranges::sort(labels, {}, &Label::y);
  std::string svg;
  double before = 0;
  for (const Label& label : labels) {
    before = std::max(label.y, before + line_height);
    svg += fmt::format(
        "<text x=\"{:.1f}\" y=\"{:.1f}\" font-weight=\"bold\" paint-order=\"stroke\" "
        "stroke=\"#fff\" stroke-width=\"4\">{}</text>\n",
        label.x + 11, before + 4, escaped(label.text));
  }
  return svg;
}

}  // namespace

std::string trade_off_svg(const std::vector<TradeOffPoint>& points, const std::string& x_label,
                          const std::string& y_label) {
  const LogAxis x(points, &TradeOffPoint::x, left, width - right);
  const LogAxis y(points, &TradeOffPoint::y, height - bottom, top);
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" "
      "height=\"{1}\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#222\">\n<rect "
      "width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
      width, height);
  svg += axes(x, y, x_label, y_label);
  std::vector<Label> labels;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const TradeOffPoint& point = points[i];
    const std::string_view colour = colours[i % std::size(colours)];
    const double px = x.at(point.x.value);
    const double py = y.at(point.y.value);
    svg += fmt::format(
        "<path d=\"M{:.1f} {:.1f}H{:.1f}M{:.1f} {:.1f}V{:.1f}\" stroke=\"{}\" "
        "stroke-width=\"1.5\" stroke-opacity=\"0.7\"/>\n",
        x.at(point.x.low), py, x.at(point.x.high), px, y.at(point.y.low), y.at(point.y.high),
        colour);
    svg += fmt::format(
        "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"6\" fill=\"{}\" stroke=\"{}\" "
        "stroke-width=\"2\"/>\n",
        px, py, point.ranked ? colour : "#fff", colour);
    labels.push_back({px, py, point.name});
  }
  return svg + labels_of(std::move(labels)) + "</svg>\n";
}

}  // namespace txlab::page
