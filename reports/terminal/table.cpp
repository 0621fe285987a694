#include "reports/terminal/table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/terminal/text.hpp"

namespace txlab::terminal {

namespace {

constexpr int longest_name = 18;

// How wide the two halves of a column are, and the column itself.
struct Widths {
  int text = 0;
  int half = 0;
  int whole = 0;
};

Widths widths_of(const Column& column) {
  Widths widths;
  for (const Cell& cell : column.cells) {
    widths.text = std::max(widths.text, width_of(cell.text));
    widths.half = std::max(widths.half, width_of(cell.half));
  }
  const int content = widths.text + (widths.half > 0 ? 1 + widths.half : 0);
  widths.whole = std::max(content, width_of(column.title));
  if (column.align == Column::Align::right) widths.text += widths.whole - content;
  return widths;
}

struct Layout {
  int names = 0;
  int gap = 2;
  std::vector<const Column*> columns;
  std::vector<Widths> widths;
  std::vector<std::string> left_out;

  int total() const {
    int sum = names;
    for (const auto& width : widths) sum += gap + width.whole;
    return sum;
  }
};

// Takes out the most dispensable column; of equals the last. False if none can go.
bool leave_one_out(Layout& layout) {
  std::size_t victim = layout.columns.size();
  int most = 0;
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    if (layout.columns[i]->dispensable > 0 && layout.columns[i]->dispensable >= most) {
      most = layout.columns[i]->dispensable;
      victim = i;
    }
  }
  if (victim == layout.columns.size()) return false;
  layout.left_out.push_back(layout.columns[victim]->title);
  layout.columns.erase(layout.columns.begin() + static_cast<std::ptrdiff_t>(victim));
  layout.widths.erase(layout.widths.begin() + static_cast<std::ptrdiff_t>(victim));
  return true;
}

Layout layout_of(const Table& table, const TerminalStyle& style) {
  Layout layout;
  for (const Row& row : table.rows) layout.names = std::max(layout.names, width_of(row.name));
  layout.names = 2 + std::clamp(layout.names, 8, longest_name);
  for (const Column& column : table.columns) {
    layout.columns.push_back(&column);
    layout.widths.push_back(widths_of(column));
  }
  if (layout.total() > style.width) layout.gap = 1;
  while (layout.total() > style.width && leave_one_out(layout)) {
  }
  return layout;
}

// Blanks stay outside of the colours, so that they can be taken off the end of a row.
std::string cell_text(const Cell& cell, const Column& column, const Widths& widths,
                      const TerminalStyle& style) {
  const bool left = column.align == Column::Align::left;
  const std::string fill = blanks(widths.text - width_of(cell.text));
  std::string text = left ? "" : fill;
  text += painted(cell.text, cell.tone, style);
  if (left) text += fill;
  const int used = widths.text + (cell.half.empty() ? 0 : 1 + width_of(cell.half));
  if (!cell.half.empty()) text += " " + painted(cell.half, Tone::faint, style);
  return text + blanks(widths.whole - used);
}

std::string title_text(const Column& column, const Widths& widths) {
  const std::string fill = blanks(widths.whole - width_of(column.title));
  return column.align == Column::Align::left ? column.title + fill : fill + column.title;
}

std::string without_trailing_blanks(std::string line) {
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

std::string heading_line(const Table& table, const Layout& layout, const TerminalStyle& style) {
  std::string heading = table.heading;
  std::string separator = fmt::format("  ({} ", say(style.language, "no room for:"));
  for (const auto& title : layout.left_out) {
    heading += separator + title;
    separator = ", ";
  }
  if (!layout.left_out.empty()) heading += ")";
  return painted(fitted(heading, style.width, style), Tone::strong, style);
}

std::string title_line(const Layout& layout, const TerminalStyle& style) {
  std::string titles = blanks(layout.names);
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    titles += blanks(layout.gap) + title_text(*layout.columns[i], layout.widths[i]);
  }
  return painted(without_trailing_blanks(titles), Tone::faint, style);
}

std::string row_line(const Table& table, std::size_t row, const Layout& layout,
                     const TerminalStyle& style) {
  const Row& head = table.rows[row];
  std::string line = head.is_baseline ? "* " : "  ";
  line += fitted(head.name, layout.names - 2, style);
  line += blanks(layout.names - width_of(line));
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    const Column& column = *layout.columns[i];
    line += blanks(layout.gap) + cell_text(column.cells[row], column, layout.widths[i], style);
  }
  return without_trailing_blanks(line);
}

}  // namespace

std::vector<std::string> lines_of(const Table& table, const TerminalStyle& style) {
  const Layout layout = layout_of(table, style);
  std::vector<std::string> lines{heading_line(table, layout, style), title_line(layout, style)};
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    lines.push_back(row_line(table, row, layout, style));
  }
  for (const auto& line : wrapped(table.legend, style.width - 2)) {
    lines.push_back("  " + painted(line, Tone::faint, style));
  }
  return lines;
}

}  // namespace txlab::terminal
