#include "reports/trace/space_time_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace txlab {

namespace {

using Mark = SpaceTime::Mark;

constexpr std::size_t page = 100;
constexpr std::size_t margin = 15;  // the mark of a fault and the time
constexpr std::size_t wide_label = 28;

// A message that takes longer than this was late, and says so.
constexpr Duration late = 100ms;

std::string trimmed(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

class Sheet {
 public:
  explicit Sheet(const SpaceTime& picture) : picture_(picture), down_(picture.lanes.size(), false) {
    const std::size_t room = (page - margin - wide_label) / std::max<std::size_t>(1, lanes());
    lane_width_ = std::clamp<std::size_t>(room, 4, 12);
    for (std::size_t lane = 0; lane < lanes(); ++lane) down_[lane] = picture.down_at_first(lane);
  }

  std::string text() {
    std::string text = heading();
    for (const SpaceTime::Row& row : picture_.rows) {
      if (row.mark != Mark::sending) text += line_of(row);
    }
    return text +
           "\n  | alive   : down   # durable   X crash   * other   o-->| message   o--x lost   "
           ">> fault\n";
  }

 private:
  std::size_t lanes() const { return picture_.lanes.size(); }
  std::size_t column(std::size_t lane) const { return lane * lane_width_ + lane_width_ / 2; }

  // Names that would run into each other stand on lines of their own.
  std::string heading() const {
    std::vector<std::string> lines;
    for (std::size_t lane = 0; lane < lanes(); ++lane) {
      const std::string& name = picture_.lanes[lane];
      const std::size_t half = name.size() / 2;
      const std::size_t begin = margin + column(lane) - std::min(half, margin + column(lane));
      auto line = std::ranges::find_if(
          lines, [begin](const std::string& one) { return one.empty() || one.size() < begin; });
      if (line == lines.end()) line = lines.insert(lines.end(), "");
      line->resize(begin, ' ');
      *line += name;
    }
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
  }

  std::string threads() const {
    std::string canvas(lanes() * lane_width_, ' ');
    for (std::size_t lane = 0; lane < lanes(); ++lane) {
      canvas[column(lane)] = down_[lane] ? ':' : '|';
    }
    return canvas;
  }

  // Threads that an arrow crosses stay visible.
  void arrow(std::string& canvas, std::size_t from, std::size_t to, char head) const {
    const std::size_t begin = column(from);
    const std::size_t end = column(to);
    for (std::size_t x = std::min(begin, end) + 1; x < std::max(begin, end); ++x) {
      if (canvas[x] == ' ') canvas[x] = '-';
    }
    canvas[begin] = 'o';
    if (begin < end) {
      canvas[end - 1] = head == '>' ? '>' : head;
    } else {
      canvas[end + 1] = head == '>' ? '<' : head;
    }
  }

  static char sign_of(Mark mark) {
    switch (mark) {
      case Mark::record:
        return '#';
      case Mark::crash:
        return 'X';
      case Mark::restart:
        return '^';
      default:
        return '*';
    }
  }

  std::string line_of(const SpaceTime::Row& row) {
    std::string canvas = threads();
    std::string label = row.label;
    if (row.mark == Mark::arrival && row.from != SpaceTime::none) {
      arrow(canvas, row.from, row.lane, '>');
      if (row.under_way > late) {
        label +=
            fmt::format(", sent {} before", time_since(start_of_run, start_of_run + row.under_way));
      }
    } else if (row.mark == Mark::loss && row.from != SpaceTime::none) {
      arrow(canvas, row.lane, row.from, 'x');
      label += " LOST";
    } else {
      canvas[column(row.lane)] = sign_of(row.mark);
    }
    if (row.mark == Mark::crash) down_[row.lane] = true;
    if (row.mark == Mark::restart) down_[row.lane] = false;
    const std::string time = time_since(picture_.origin, row.at);
    std::string line =
        fmt::format("{} {:>11} {} {}", row.injected ? ">>" : "  ", time, canvas, label);
    if (line.size() > page) line.replace(page - 2, std::string::npos, "..");
    return trimmed(std::move(line)) + "\n";
  }

  const SpaceTime& picture_;
  std::size_t lane_width_ = 8;
  std::vector<bool> down_;
};

}  // namespace

std::string space_time_text(const SpaceTime& picture) { return Sheet(picture).text(); }

}  // namespace txlab
