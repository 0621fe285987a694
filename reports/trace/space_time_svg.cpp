#include "reports/trace/space_time_svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/markup.hpp"

namespace txlab {

namespace {

using Mark = SpaceTime::Mark;

// In pixels.
constexpr int left = 120;  // of the first lane; times stand before it
constexpr int top = 96;    // of the first row
constexpr int row_height = 26;
constexpr int gap_height = 22;  // more, where time jumps
constexpr int lane_width = 132;
constexpr int right = 140;
constexpr int letter = 7;  // about the width of one, at 12 px
constexpr int bold_letter = 9;

// A jump that deserves a line of its own.
constexpr Duration jump = 1s;

constexpr std::string_view style = R"(
  text { font: 12px "DejaVu Sans", Verdana, sans-serif; fill: #222; }
  .title { font-size: 16px; font-weight: bold; }
  .verdict { font-weight: bold; }
  .host { font-weight: bold; text-anchor: middle; }
  .time { fill: #555; text-anchor: end; }
  .gap { fill: #555; font-style: italic; }
  .label { paint-order: stroke; stroke: #fff; stroke-width: 4px; stroke-linejoin: round; }
  .lane { stroke: #999; stroke-width: 1.5; }
  .message { stroke: #0072B2; stroke-width: 1.6; fill: none; }
  .answer { stroke-dasharray: 5 3; }
  .fault { stroke: #D55E00; stroke-width: 2.4; }
  .record { fill: #009E73; stroke: #fff; }
  .note { fill: #fff; stroke: #222; stroke-width: 1.5; }
  .frame { fill: #FCE9DC; stroke: #D55E00; }
  .down { fill: url(#hatch); stroke: #D55E00; }
  .cross { stroke: #D55E00; stroke-width: 3; }
)";

// Heads of arrows, and the bar of a host that is down.
constexpr std::string_view definitions = R"svg(<defs>
<marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7"
 orient="auto"><path d="M0 0 10 5 0 10z" fill="#0072B2"/></marker>
<marker id="fault-head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="6" markerHeight="6"
 orient="auto"><path d="M0 0 10 5 0 10z" fill="#D55E00"/></marker>
<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse"
 patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/>
<line x1="0" y1="0" x2="0" y2="6" stroke="#D55E00" stroke-width="2"/></pattern>
</defs>
)svg";

class Canvas {
 public:
  explicit Canvas(const SpaceTime& picture) : picture_(picture) {
    int y = top;
    Instant before = picture.origin;
    for (const SpaceTime::Row& row : picture.rows) {
      if (row.at - before > jump) y += gap_height;
      before = row.at;
      heights_.push_back(y);
      y += row_height;
    }
    bottom_ = y;
  }

  std::string svg() {
    for (std::size_t lane = 0; lane < picture_.lanes.size(); ++lane) draw_lane(lane);
    draw_outages();
    for (std::size_t i = 0; i < picture_.rows.size(); ++i) draw_time(i);
    for (std::size_t i = 0; i < picture_.rows.size(); ++i) draw_row(i);
    const int width = std::max(left + static_cast<int>(picture_.lanes.size()) * lane_width + right,
                               24 + letter * static_cast<int>(picture_.verdict.size()));
    const int height = bottom_ + 44;
    return head(width, height) + below_ + lines_ + labels_ +
           fmt::format("<text class=\"verdict\" x=\"16\" y=\"{}\">{}</text>\n</svg>\n",
                       bottom_ + 24, escaped(picture_.verdict));
  }

 private:
  std::string head(int width, int height) const {
    const std::string title = escaped(picture_.title);
    return fmt::format(
               "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" "
               "height=\"{1}\" role=\"img\" aria-labelledby=\"title desc\">\n"
               "<title id=\"title\">{2}</title>\n"
               "<desc id=\"desc\">Space-time diagram: a column per host, time downwards. "
               "{3}</desc>\n",
               width, height, title, escaped(picture_.verdict)) +
           fmt::format(
               "<style>{}</style>\n{}<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
               "<text class=\"title\" x=\"16\" y=\"28\">{}</text>\n",
               style, definitions, title);
  }

  static int x(std::size_t lane) {
    return left + static_cast<int>(lane) * lane_width + lane_width / 2;
  }
  int y(std::size_t row) const { return heights_[row]; }

  void draw_lane(std::size_t lane) {
    below_ += fmt::format(
        "<line class=\"lane\" x1=\"{0}\" y1=\"{1}\" x2=\"{0}\" y2=\"{2}\"/>\n"
        "<text class=\"host\" x=\"{0}\" y=\"{3}\">{4}</text>\n",
        x(lane), top - 26, bottom_, top - 36, escaped(picture_.lanes[lane]));
  }

  // From each crash, or the beginning, to the restart, or to the end.
  void draw_outages() {
    for (std::size_t lane = 0; lane < picture_.lanes.size(); ++lane) {
      if (picture_.down_at_first(lane)) draw_outage(lane, 0, top - 26);
    }
    for (std::size_t i = 0; i < picture_.rows.size(); ++i) {
      const SpaceTime::Row& crash = picture_.rows[i];
      if (crash.mark == Mark::crash) draw_outage(crash.lane, i + 1, y(i));
    }
  }

  void draw_outage(std::size_t lane, std::size_t from_row, int from_y) {
    int end = bottom_;
    for (std::size_t i = from_row; i < picture_.rows.size(); ++i) {
      const SpaceTime::Row& row = picture_.rows[i];
      if (row.mark != Mark::restart || row.lane != lane) continue;
      end = y(i);
      break;
    }
    below_ += fmt::format("<rect class=\"down\" x=\"{}\" y=\"{}\" width=\"12\" height=\"{}\"/>\n",
                          x(lane) - 6, from_y, end - from_y);
  }

  void draw_time(std::size_t index) {
    const SpaceTime::Row& row = picture_.rows[index];
    const Instant before = index == 0 ? picture_.origin : picture_.rows[index - 1].at;
    if (row.at - before > jump) {
      below_ += fmt::format("<text class=\"gap\" x=\"16\" y=\"{}\">{} later</text>\n",
                            y(index) - row_height / 2 - 4,
                            time_since(start_of_run, start_of_run + (row.at - before)));
    }
    below_ += fmt::format("<text class=\"time\" x=\"{}\" y=\"{}\">{}</text>\n", left - 8,
                          y(index) + 4, time_since(picture_.origin, row.at));
  }

  void draw_row(std::size_t index) {
    const SpaceTime::Row& row = picture_.rows[index];
    switch (row.mark) {
      case Mark::sending:
        return;  // its arrow is drawn where it arrives
      case Mark::arrival:
        return draw_arrow(index, row.from, row.lane, 1.0);
      case Mark::loss:
        return draw_arrow(index, row.lane, row.from, 0.72);
      case Mark::crash:
        cross(x(row.lane), y(index), 7);
        break;
      case Mark::record:
        lines_ +=
            fmt::format("<rect class=\"record\" x=\"{}\" y=\"{}\" width=\"12\" height=\"12\"/>\n",
                        x(row.lane) - 6, y(index) - 6);
        break;
      default:
        lines_ += fmt::format("<circle class=\"note\" cx=\"{}\" cy=\"{}\" r=\"5\"/>\n", x(row.lane),
                              y(index));
    }
    label(x(row.lane) + 11, y(index) + 4, row.label, row.injected, "start");
  }

  // From the sending to the arrival; a lost message ends in a cross on the way.
  void draw_arrow(std::size_t index, std::size_t from, std::size_t to, double share) {
    const SpaceTime::Row& row = picture_.rows[index];
    const bool tied = row.sending != SpaceTime::none;
    const int begin_x = x(from);
    const int begin_y = tied ? y(row.sending) : y(index);
    const int end_x = begin_x + static_cast<int>(std::lround((x(to) - begin_x) * share));
    lines_ += fmt::format("<path class=\"message{}{}\" d=\"M{} {} L{} {}\"{}/>\n",
                          row.answer ? " answer" : "", row.injected ? " fault" : "", begin_x,
                          begin_y, end_x, y(index),
                          share < 1.0    ? ""
                          : row.injected ? " marker-end=\"url(#fault-head)\""
                                         : " marker-end=\"url(#head)\"");
    if (share < 1.0) cross(end_x, y(index), 6);
    const std::string words = share < 1.0 ? row.label + " LOST" : row.label;
    // Below the head, on the sender's side of it: the arrow comes from above.
    const bool rightwards = x(to) > begin_x;
    const int label_x =
        share < 1.0 ? end_x + (rightwards ? 11 : -11) : end_x + (rightwards ? -14 : 14);
    const bool anchored_at_start = share < 1.0 ? rightwards : !rightwards;
    label(label_x, y(index) + (tied ? 13 : -5), words, row.injected,
          anchored_at_start ? "start" : "end");
  }

  void cross(int at_x, int at_y, int size) {
    lines_ += fmt::format("<path class=\"cross\" d=\"M{} {} l{} {} m0 {} l{} {}\"/>\n", at_x - size,
                          at_y - size, 2 * size, 2 * size, -2 * size, -2 * size, 2 * size);
  }

  void label(int at_x, int at_y, const std::string& words, bool injected, std::string_view anchor) {
    if (injected) {
      const int width = bold_letter * static_cast<int>(words.size()) + 8;
      labels_ += fmt::format(
          "<rect class=\"frame\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"18\" rx=\"3\"/>\n",
          anchor == "start" ? at_x - 4 : at_x + 4 - width, at_y - 13, width);
    }
    labels_ += fmt::format(
        "<text class=\"label\" x=\"{}\" y=\"{}\" text-anchor=\"{}\"{}>{}</text>\n", at_x, at_y,
        anchor, injected ? " style=\"stroke:none;font-weight:bold\"" : "", escaped(words));
  }

  const SpaceTime& picture_;
  std::vector<int> heights_;  // of the rows
  int bottom_ = top;
  std::string below_;
  std::string lines_;
  std::string labels_;
};

}  // namespace

std::string space_time_svg(const SpaceTime& picture) { return Canvas(picture).svg(); }

}  // namespace txlab
