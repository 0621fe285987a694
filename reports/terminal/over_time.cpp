#include "reports/terminal/over_time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/terminal/sparkline.hpp"
#include "reports/terminal/text.hpp"
#include "reports/units.hpp"

namespace txlab::terminal {

namespace {

constexpr std::size_t sparkline_columns = 30;

const std::vector<double>* greatest_of(const Timeline& timeline, std::string_view name) {
  for (const TimeSeries& series : timeline.series) {
    if (series.name != name) continue;
    for (const auto& [column, values] : series.columns) {
      if (column == "max") return &values;
    }
  }
  return nullptr;
}

// The bins of one width: the arrivals and what follows at once.
std::size_t bins_looked_at(const Timeline& timeline) {
  const std::vector<double>& edges = timeline.edges_s;
  std::size_t bins = 1;
  const double width = edges[1] - edges[0];
  while (bins + 1 < edges.size() && edges[bins + 1] - edges[bins] < 1.01 * width) ++bins;
  return bins;
}

Cell line_of(const Timeline& timeline, const TerminalStyle& style) {
  const std::size_t bins = bins_looked_at(timeline);
  std::vector<double> values(bins);
  if (const auto* const half_done = greatest_of(timeline, "half_done")) {
    std::copy_n(half_done->begin(), bins, values.begin());
  }
  const std::vector<double> few = in_columns(values, sparkline_columns);
  return {sparkline(few, std::ranges::max(few), style), "", Tone::plain};
}

Cell peak_of(const Timeline& timeline, std::string_view name, double scale) {
  const auto* const values = greatest_of(timeline, name);
  const double peak = values == nullptr ? 0 : std::ranges::max(*values);
  const double shown = std::round(peak * scale);
  return {shown < 1000 ? fmt::format("{:.0f}", shown) : format_number(shown), "", Tone::plain};
}

// Where a fault lasts.
Cell faults_of(const Timeline& timeline) {
  const std::size_t bins = bins_looked_at(timeline);
  std::vector<double> lasts(bins);
  for (const FaultBand& fault : timeline.faults) {
    for (std::size_t bin = 0; bin < bins; ++bin) {
      const bool meets =
          fault.began_s < timeline.edges_s[bin + 1] && fault.ended_s >= timeline.edges_s[bin];
      if (meets) lasts[bin] = 1;
    }
  }
  std::string line;
  for (const double fault : in_columns(lasts, sparkline_columns)) line += fault > 0 ? 'x' : '.';
  return {line, "", Tone::faint};
}

template <typename Question>
void add(Table& table, const PointResult& point, std::string_view title, int dispensable,
         const Question& question) {
  Column column{std::string(title), dispensable, Column::Align::right, {}};
  for (const StrategyResult& strategy : point.strategies) {
    column.cells.push_back(strategy.timeline ? question(*strategy.timeline) : Cell{});
  }
  column.cells.emplace_back();  // of the faults
  table.columns.push_back(std::move(column));
}

}  // namespace

std::optional<Table> over_time(const PointResult& point, std::string_view baseline,
                               const TerminalStyle& style) {
  if (point.strategies.empty() || !point.strategies.front().timeline) return std::nullopt;
  Table table;
  for (const StrategyResult& strategy : point.strategies) {
    table.rows.push_back({printable(strategy.name, style), strategy.name == baseline});
  }
  const Language language = style.language;
  table.rows.push_back({std::string(say(language, "faults")), false});
  add(table, point, say(language, "half done"), 0,
      [&](const auto& one) { return line_of(one, style); });
  table.columns.back().align = Column::Align::left;
  table.columns.back().cells.back() = faults_of(*point.strategies.front().timeline);
  const auto peak = [&](std::string_view title, int dispensable, const char* series,
                        double scale = 1) {
    add(table, point, say(language, title), dispensable,
        [series, scale](const auto& one) { return peak_of(one, series, scale); });
  };
  peak(said_later("peak"), 1, "half_done");
  peak(said_later("yuan"), 2, "money_half_done", 0.01);
  peak(said_later("locks"), 3, "locks_held");
  peak(said_later("in broker"), 4, "broker_messages");
  peak(said_later("in table"), 6, "outbox_rows");
  peak(said_later("prepared"), 5, "prepared");
  const Timeline& first = *point.strategies.front().timeline;
  table.heading = say(language, "What was under way at a time, in {} of replication 0",
                      format_quantity(first.edges_s[bins_looked_at(first)], "s"));
  table.legend = say(
      language,
      "half done: decided, neither whole nor undone, each line up to its own peak; x: a fault; "
      "peaks of the whole run: yuan half done, row locks held, messages waiting, transactions in "
      "doubt.");
  return table;
}

}  // namespace txlab::terminal
