// A table without borders: one row per strategy, as many columns as fit.
//
// Numbers are right-aligned and their half-widths left-aligned behind them, so that both stand in
// columns of their own. Where the width does not suffice, the least important columns are left
// out, and the heading of the table says which.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/terminal/style.hpp"

namespace txlab::terminal {

struct Cell {
  std::string text;
  std::string half;  // the half-width with its sign, or empty
  Tone tone = Tone::plain;
};

struct Column {
  std::string title;
  // 0 is never left out; of the others the largest goes first.
  int dispensable = 0;
  enum class Align { left, right } align = Align::right;
  std::vector<Cell> cells;  // one per row
};

struct Row {
  std::string name;
  bool is_baseline = false;
};

struct Table {
  std::string heading;
  std::string legend;  // explains the columns
  std::vector<Row> rows;
  std::vector<Column> columns;
};

// Lines with heading, titles, rows and legend, none wider than the style allows.
std::vector<std::string> lines_of(const Table& table, const TerminalStyle& style);

}  // namespace txlab::terminal
