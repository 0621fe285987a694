#include "scenarios/language/csv_column.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "scenarios/language/suggest.hpp"

namespace txlab::language {

namespace {

std::string_view trimmed(std::string_view cell) {
  constexpr std::string_view around = " \t\"";
  const std::size_t first = cell.find_first_not_of(around);
  if (first == std::string_view::npos) return {};
  return cell.substr(first, cell.find_last_not_of(around) - first + 1);
}

std::vector<std::string_view> cells_of(std::string_view line) {
  const char separator = line.find(';') != std::string_view::npos ? ';' : ',';
  std::vector<std::string_view> result;
  for (std::size_t start = 0; start <= line.size();) {
    const std::size_t end = std::min(line.find(separator, start), line.size());
    result.push_back(trimmed(line.substr(start, end - start)));
    start = end + 1;
  }
  return result;
}

std::optional<double> number_of(std::string_view cell) {
  double value = 0;
  const auto parsed = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  const bool whole = parsed.ec == std::errc{} && parsed.ptr == cell.data() + cell.size();
  return !cell.empty() && whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

// What to do about a cell that begins with a number and goes on.
std::string_view hint_at(std::string_view cell) {
  const std::size_t end = cell.find_first_not_of("0123456789.");
  if (end == 0 || end == std::string_view::npos) return "";
  if (cell[end] == ',') return "decimals are written with a point";
  return "numbers stand alone; the unit belongs to the column: in its name, or as `unit`";
}

bool is_row(std::string_view line) { return !trimmed(line).empty() && line.front() != '#'; }

class Table {
 public:
  Table(Problems& problems, std::uint32_t source, const CsvRequest& request)
      : problems_(problems), source_(source), request_(request) {}

  std::optional<CsvColumn> read() {
    CsvColumn column;
    std::string_view rest = problems_.source(source_).text;
    for (std::uint32_t line = 1; !rest.empty(); ++line) {
      const std::string_view text = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(text.size() + 1, rest.size()));
      if (is_row(text) && !read_row(text, line, column)) return std::nullopt;
    }
    const std::size_t rows = column.values.size();
    if (rows > 0 && rows <= request_.most_rows) return column;
    problems_.error(code::bad_data, request_.file,
                    rows == 0 ? "the file has no rows"
                              : fmt::format("the file has more than {} rows", request_.most_rows));
    return std::nullopt;
  }

 private:
  bool read_row(std::string_view text, std::uint32_t line, CsvColumn& column) {
    const auto cells = cells_of(text);
    if (!index_ && !find_column(cells)) return false;
    const std::string_view cell = *index_ < cells.size() ? cells[*index_] : std::string_view{};
    const auto value = number_of(cell);
    const bool header = first_ && !value;
    first_ = false;
    if (header) {
      column.name = cell;
      return true;
    }
    if (value && *value >= 0 && *value < 1e15) {
      column.values.push_back(*value);
      column.lines.push_back(line);
      return true;
    }
    tell(line, text, cell, value);
    return false;
  }

  void tell(std::uint32_t line, std::string_view text, std::string_view cell,
            std::optional<double> value) {
    const std::string_view what = !value       ? "is no number"
                                  : *value < 0 ? "is negative"
                                               : "is too large";
    const std::string_view hint =
        value && *value < 0 ? "times do not run backwards: a clock that was set, or a difference"
                            : hint_at(cell);
    const std::size_t before =
        cell.empty() ? 0 : static_cast<std::size_t>(cell.data() - text.data());
    problems_.error(code::bad_data,
                    {source_, line, characters(text.substr(0, before)) + 1,
                     characters(cell.empty() ? text : cell)},
                    fmt::format("column {} of this row {}", *index_ + 1, what),
                    {std::string(hint), ""});
  }

  bool find_column(const std::vector<std::string_view>& header) {
    index_ = 0;
    const std::string& wanted = request_.column;
    if (wanted.empty()) return true;
    const auto found = std::find(header.begin(), header.end(), wanted);
    if (found != header.end()) {
      index_ = static_cast<std::size_t>(found - header.begin());
      return true;
    }
    std::size_t number = 0;
    const auto parsed = std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);
    if (parsed.ptr == wanted.data() + wanted.size() && number >= 1 && number <= header.size()) {
      index_ = number - 1;
      return true;
    }
    problems_.error(
        code::bad_data, request_.column_span, fmt::format("the file has no column `{}`", wanted),
        {did_you_mean(wanted, std::vector<std::string>(header.begin(), header.end())), ""});
    return false;
  }

  Problems& problems_;
  std::uint32_t source_;
  const CsvRequest& request_;
  std::optional<std::size_t> index_;
  bool first_ = true;
};

}  // namespace

std::vector<std::string> csv_columns(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (!is_row(line)) continue;
    std::vector<std::string> names;
    for (const std::string_view cell : cells_of(line)) names.emplace_back(cell);
    const bool is_header = std::none_of(names.begin(), names.end(), number_of);
    for (std::size_t i = 0; !is_header && i < names.size(); ++i) names[i] = std::to_string(i + 1);
    return names;
  }
  return {};
}

std::optional<CsvColumn> read_csv_column(Problems& problems, std::uint32_t source,
                                         const CsvRequest& request) {
  return Table(problems, source, request).read();
}

}  // namespace txlab::language
