#include "scenarios/language/data_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "scenarios/language/suggest.hpp"
#include "scenarios/language/text_file.hpp"

namespace txlab::language {

namespace {

constexpr std::size_t most_rows = 50'000;

struct DataUnit {
  std::string_view name;
  double size;               // in what is written
  std::string_view written;  // behind the whole number
};
constexpr DataUnit data_units[] = {{"ns", 1, "ns"},   {"us", 1e3, "ns"}, {"ms", 1e6, "ns"},
                                   {"s", 1e9, "ns"},  {"m", 6e10, "ns"}, {"h", 3.6e12, "ns"},
                                   {"CNY", 1, " CNY"}};

// What the mapping says about its file.
struct Request {
  Node file;
  std::optional<Node> column;
  const DataUnit* unit = nullptr;
};

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
  if (cell.empty() || !whole || !(value >= 0 && value < 1e15)) return std::nullopt;
  return value;
}

std::string written(double value, const DataUnit& unit) {
  if (unit.name == "CNY") return fmt::format("{:.2f} CNY", value);
  return fmt::format("{:.0f}{}", std::min(value * unit.size, 3.1e18), unit.written);
}

class Table {
 public:
  Table(Problems& problems, std::uint32_t source, const Request& request)
      : problems_(problems), source_(source), request_(request) {}

  std::optional<Node> read() {
    Node list;
    list.kind = Node::Kind::list;
    list.span = request_.file.span;
    std::string_view rest = problems_.source(source_).text;
    for (std::uint32_t line = 1; !rest.empty(); ++line) {
      const std::string_view text = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(text.size() + 1, rest.size()));
      if (trimmed(text).empty() || text.front() == '#') continue;
      if (!read_row(text, line, list)) return std::nullopt;
    }
    if (!list.items.empty() && list.items.size() <= most_rows) return list;
    problems_.error(code::bad_data, request_.file.span,
                    list.items.empty() ? "the file has no rows"
                                       : fmt::format("the file has more than {} rows", most_rows));
    return std::nullopt;
  }

 private:
  // The first row is a header if its cell in our column is no number.
  bool read_row(std::string_view text, std::uint32_t line, Node& list) {
    const auto cells = cells_of(text);
    if (!column_ && !find_column(cells)) return false;
    const auto value = *column_ < cells.size() ? number_of(cells[*column_]) : std::nullopt;
    const bool header = first_ && !value;
    first_ = false;
    if (header) return true;
    if (!value) {
      problems_.error(code::bad_data, {source_, line, 1, characters(text)},
                      fmt::format("column {} of this row is no number", *column_ + 1));
      return false;
    }
    list.items.push_back(make_scalar(written(*value, *request_.unit), request_.file.span));
    return true;
  }

  bool find_column(const std::vector<std::string_view>& header) {
    column_ = 0;
    if (!request_.column) return true;
    const std::string& wanted = request_.column->text;
    const auto found = std::find(header.begin(), header.end(), wanted);
    if (found != header.end()) {
      column_ = static_cast<std::size_t>(found - header.begin());
      return true;
    }
    std::size_t number = 0;
    const auto parsed = std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);
    if (parsed.ptr == wanted.data() + wanted.size() && number >= 1 && number <= header.size()) {
      column_ = number - 1;
      return true;
    }
    problems_.error(
        code::bad_data, request_.column->span, fmt::format("the file has no column `{}`", wanted),
        {did_you_mean(wanted, std::vector<std::string>(header.begin(), header.end())), ""});
    return false;
  }

  Problems& problems_;
  std::uint32_t source_;
  const Request& request_;
  std::optional<std::size_t> column_;
  bool first_ = true;
};

bool read_unit(Problems& problems, const Node& map, Request& request) {
  const Node* unit = map.find("unit");
  std::vector<std::string> names;
  for (const DataUnit& one : data_units) {
    names.emplace_back(one.name);
    if (unit != nullptr && unit->text == one.name) request.unit = &one;
  }
  if (request.unit != nullptr) return true;
  if (unit == nullptr) {
    problems.error(code::missing_key, request.file.span, "a data file needs `unit`",
                   {"`unit: ms`", ""});
  } else {
    problems.error(code::unknown_name, unit->span, fmt::format("unknown unit `{}`", unit->text),
                   {did_you_mean(unit->text, names), ""});
  }
  return false;
}

// Replaces the file of `map` by a list at `key`; leaves it where it is if it cannot be read.
void inline_file(Problems& problems, Node& map, std::string_view key) {
  Request request{*map.find("file"), std::nullopt, nullptr};
  if (const Node* column = map.find("column")) request.column = *column;
  if (!read_unit(problems, map, request)) return;
  const auto source =
      add_file_beside(problems, request.file.span, code::bad_data, request.file.text);
  if (!source) return;
  auto list = Table(problems, *source, request).read();
  if (!list) return;
  for (const std::string_view gone : {"file", "column", "unit"}) map.erase(gone);
  map.entries.push_back({std::string(key), request.file.span, *std::move(list)});
}

bool says(const Node& map, std::string_view key, std::string_view text) {
  const Node* value = map.find(key);
  return value != nullptr && value->text == text;
}

}  // namespace

void inline_data_files(Problems& problems, Node& tree) {
  if (tree.find("file") != nullptr) {
    if (says(tree, "dist", "samples")) inline_file(problems, tree, "values");
    if (says(tree, "process", "trace")) inline_file(problems, tree, "offsets");
  }
  for (Node& item : tree.items) inline_data_files(problems, item);
  for (Entry& entry : tree.entries) inline_data_files(problems, entry.value);
}

}  // namespace txlab::language
