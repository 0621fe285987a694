#include "scenarios/language/data_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "scenarios/language/csv_column.hpp"
#include "scenarios/language/suggest.hpp"
#include "scenarios/language/text_file.hpp"
#include "sim/stats/fitted_law.hpp"
#include "sim/stats/goodness_of_fit.hpp"

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
  Node file{};
  std::optional<Node> column{};
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

// The column that the mapping means, of the file at `key`; nothing, and why, if it cannot be read.
std::optional<CsvColumn> read_data(Problems& problems, const Node& map, std::string_view key,
                                   Request& request) {
  request.file = *map.find(key);
  if (const Node* column = map.find("column")) request.column = *column;
  if (!read_unit(problems, map, request)) return std::nullopt;
  const auto source =
      add_file_beside(problems, request.file.span, code::bad_data, request.file.text);
  if (!source) return std::nullopt;
  CsvRequest wanted{request.file.span};
  if (request.column) {
    wanted.column = request.column->text;
    wanted.column_span = request.column->span;
  }
  return read_csv_column(problems, *source, wanted);
}

// Replaces the file of `map` by a list at `key`; leaves it where it is if it cannot be read.
void inline_file(Problems& problems, Node& map, std::string_view key) {
  Request request;
  const auto column = read_data(problems, map, "file", request);
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

using Parameters = std::vector<std::pair<std::string, std::string>>;

// As decode_distribution.cpp reads them.
Parameters parameters_of(const FittedLaw& law, const DataUnit& unit) {
  switch (law.kind) {
    case LawKind::uniform:
      return {{"low", written(law.first, unit)}, {"high", written(law.second, unit)}};
    case LawKind::exponential:
      return {{"mean", written(law.first, unit)}};
    case LawKind::normal:
      return {{"mean", written(law.first, unit)}, {"stddev", written(law.second, unit)}};
    case LawKind::lognormal:
      return {{"median", written(law.quantile(0.5), unit)},
              {"p99", written(law.quantile(0.99), unit)}};
    case LawKind::pareto:
      break;
  }
  constexpr double least_shape = 0.05;  // that scenarios take
  return {{"minimum", written(law.first, unit)},
          {"shape", fmt::format("{:.6f}", std::max(law.second, least_shape))}};
}

void warn_of_distance(Problems& problems, const FittedLaw& law, const std::vector<double>& sorted,
                      const Node& file) {
  constexpr double far = 0.1;
  const double distance = distance_of(sorted, [&](double value) { return law.cumulative(value); });
  if (distance <= far) return;
  problems.warn(code::poor_fit, file.span,
                fmt::format("the {} law does not describe `{}`: its distribution is {:.2f} away",
                            name_of(law.kind), file.text, distance),
                {fmt::format("`txlab fit {}` says what does", file.text), ""});
}

// Replaces the file that a law is fitted to by the parameters; they may not stand there as well.
void fit_file(Problems& problems, Node& map, LawKind kind) {
  Request request;
  auto column = read_data(problems, map, "fit", request);
  if (!column) return;
  std::vector<double>& values = column->values;
  std::sort(values.begin(), values.end());
  const auto law = values.size() < 2 ? std::nullopt : fitted(kind, values);
  if (!law) {
    problems.error(code::bad_data, request.file.span,
                   fmt::format("no {} law can be fitted to these values", name_of(kind)),
                   {"it takes values that differ, and a lognormal or Pareto law none of 0", ""});
    return;
  }
  const Parameters parameters = parameters_of(*law, *request.unit);
  for (const auto& [key, value] : parameters) {
    if (const Entry* const twice = map.entry(key)) {
      problems.error(code::unfit_key, twice->span,
                     fmt::format("`{}` is fitted to `{}`", key, request.file.text),
                     {"leave out one of the two", ""});
      return;
    }
  }
  warn_of_distance(problems, *law, values, request.file);
  for (const std::string_view gone : {"fit", "column", "unit"}) map.erase(gone);
  for (const auto& [key, value] : parameters) {
    map.entries.push_back({key, request.file.span, make_scalar(value, request.file.span)});
  }
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
  if (tree.find("fit") != nullptr) {
    for (const LawKind kind : all_laws) {
      if (says(tree, "dist", name_of(kind))) fit_file(problems, tree, kind);
    }
  }
  for (Node& item : tree.items) inline_data_files(problems, item);
  for (Entry& entry : tree.entries) inline_data_files(problems, entry.value);
}

}  // namespace txlab::language
