#include "scenarios/language/data_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "scenarios/language/csv_column.hpp"
#include "scenarios/language/suggest.hpp"
#include "scenarios/language/text_file.hpp"

namespace txlab::language {

namespace {

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

std::string written(double value, const DataUnit& unit) {
  if (unit.name == "CNY") return fmt::format("{:.2f} CNY", value);
  return fmt::format("{:.0f}{}", std::min(value * unit.size, 3.1e18), unit.written);
}

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
  CsvRequest wanted{request.file.span};
  if (request.column) {
    wanted.column = request.column->text;
    wanted.column_span = request.column->span;
  }
  const auto column = read_csv_column(problems, *source, wanted);
  if (!column) return;
  Node list;
  list.kind = Node::Kind::list;
  list.span = request.file.span;
  for (const double value : column->values) {
    list.items.push_back(make_scalar(written(value, *request.unit), request.file.span));
  }
  for (const std::string_view gone : {"file", "column", "unit"}) map.erase(gone);
  map.entries.push_back({std::string(key), request.file.span, std::move(list)});
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
