#include "reports/selftest.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/json_values.hpp"
#include "reports/terminal/page.hpp"
#include "reports/terminal/text.hpp"

namespace txlab {

namespace {

using selftest::Cell;
using selftest::Kind;
using selftest::Matrix;

constexpr int column = 6;  // of a search

bool is_in(const PropertyInfo& property, std::uint32_t broken) {
  return (broken >> static_cast<unsigned>(property.id) & 1u) != 0;
}

std::vector<std::string> names_of(std::uint32_t broken) {
  std::vector<std::string> names;
  for (const PropertyInfo& property : all_properties) {
    if (is_in(property, broken)) names.emplace_back(property.name);
  }
  return names;
}

// Properties go by letters where a table has no room for their names.
std::string letters_of(std::uint32_t broken) {
  std::string letters;
  char letter = 'a';
  for (const PropertyInfo& property : all_properties) {
    letters += is_in(property, broken) ? letter : '.';
    ++letter;
  }
  return letters;
}

std::string legend() {
  std::string text;
  char letter = 'a';
  for (const PropertyInfo& property : all_properties) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", letter++, property.name);
  }
  return text;
}

class MatrixPage {
 public:
  MatrixPage(const Matrix& matrix, const TerminalStyle& style)
      : matrix_(matrix), style_(style), page_(style) {
    for (const selftest::Row& row : matrix.rows)
      names_ = std::max(names_, terminal::width_of(row.name) + 2);
  }

  std::string text() {
    page_.line(fmt::format("Which run kills, of at most {} in each cell{}", matrix_.budget,
                           matrix_.partial ? "; stopped early" : ""));
    add_head();
    add_rows(Kind::correct, "Correct strategies, which have to survive");
    add_rows(Kind::mutant, "Mutants, which have to be killed, and what the killing runs broke");
    add_rows(Kind::checker, "Checkers with a hole, which have to be seen through");
    add_searches();
    page_.heading("Properties");
    page_.item({" ", terminal::Tone::plain}, legend());
    add_failures();
    page_.blank();
    const std::size_t correct = matrix_.rows_of(Kind::correct);
    page_.line(fmt::format(
        "{} of {} correct strategies survive; {} of {} mutants are killed, {} of {} checkers are "
        "seen through",
        correct - matrix_.killed(Kind::correct), correct, matrix_.killed(Kind::mutant),
        matrix_.rows_of(Kind::mutant), matrix_.killed(Kind::checker),
        matrix_.rows_of(Kind::checker)));
    return page_.finish();
  }

 private:
  void add_head() {
    std::string head = terminal::blanks(2 + names_);
    for (std::size_t i = 0; i < matrix_.searches.size(); ++i) {
      head += terminal::aligned_right(fmt::format("[{}]", i + 1), column);
    }
    page_.line(head, terminal::Tone::faint);
  }

  void add_rows(Kind kind, std::string_view heading) {
    if (matrix_.rows_of(kind) == 0) return;
    page_.heading(heading);
    for (const selftest::Row& row : matrix_.rows) {
      if (row.kind == kind) add_row(row);
    }
  }

  void add_row(const selftest::Row& row) {
    std::string line = "  " + terminal::aligned_left(row.name, names_);
    for (const Cell& cell : row.cells) {
      const std::string runs = fmt::format("{}", cell.runs);
      line += terminal::aligned_right(cell.kill ? runs : "-", column);
    }
    if (row.broken() != 0) line += "  " + letters_of(row.broken());
    page_.line(line, row.fails() ? terminal::Tone::bad : terminal::Tone::plain);
  }

  void add_searches() {
    page_.heading("Searches");
    for (std::size_t i = 0; i < matrix_.searches.size(); ++i) {
      page_.item({fmt::format("[{}]", i + 1), terminal::Tone::plain},
                 fmt::format("{}: {}", matrix_.searches[i], worth_of(i)));
    }
  }

  std::string worth_of(std::size_t search) const {
    const auto only = matrix_.killed_only_by(search);
    const std::size_t first = matrix_.first_in(search);
    if (!only.empty()) {
      return fmt::format("the only one that kills {}; the fewest runs for {} mutants",
                         fmt::join(only, ", "), first);
    }
    return fmt::format("redundant, others kill all that it kills; the fewest runs for {} mutants",
                       first);
  }

  void add_failures() {
    const terminal::Signs& signs = terminal::signs_of(style_);
    for (const selftest::Row& row : matrix_.rows) {
      const bool correct = row.kind == Kind::correct;
      if (row.killed() != correct || (matrix_.partial && !correct)) continue;
      const std::string names = fmt::format("{}", fmt::join(names_of(row.broken()), ", "));
      const std::string why = row.survives.empty() ? "nobody has said why" : row.survives;
      page_.blank();
      page_.item(row.fails() ? terminal::Mark{signs.bad, terminal::Tone::bad}
                             : terminal::Mark{signs.shown, terminal::Tone::plain},
                 correct ? fmt::format("{} is correct, and broke {}", row.name, names)
                         : fmt::format("{} survives: {}", row.name, why));
    }
  }

  const Matrix& matrix_;
  const TerminalStyle& style_;
  terminal::Page page_;
  int names_ = 0;
};

json::Json value_of(const Cell& cell) {
  json::Json value;
  value["runs"] = cell.runs;
  value["killed"] = cell.kill.has_value();
  value["broken"] = json::Json::array();
  if (cell.kill) value["broken"] = names_of(cell.kill->broken);
  value["faults"] = cell.kill ? cell.kill->faults : std::vector<std::string>{};
  return value;
}

json::Json value_of(const selftest::Row& row, const std::vector<std::string>& searches) {
  json::Json value;
  value["kind"] = row.kind == Kind::correct  ? "correct"
                  : row.kind == Kind::mutant ? "mutant"
                                             : "checker";
  value["name"] = row.name;
  value["base"] = row.base;
  value["set"] = row.sets;
  value["wrong"] = json::text(row.wrong);
  value["source"] = json::text(row.source);
  value["expected"] = row.breaks ? json::Json(info(*row.breaks).name) : json::Json(nullptr);
  if (row.cells.empty()) return value;  // only described
  value["killed"] = row.killed();
  value["survives"] = json::text(row.survives);
  value["fails"] = row.fails();
  value["cells"] = json::Json::object();
  for (std::size_t i = 0; i < searches.size(); ++i) {
    value["cells"][searches[i]] = value_of(row.cells[i]);
  }
  return value;
}

}  // namespace

std::string selftest_text(const Matrix& matrix, const TerminalStyle& style) {
  return MatrixPage(matrix, style).text();
}

std::string selftest_list(const Matrix& matrix, const TerminalStyle& style) {
  terminal::Page page(style);
  for (const selftest::Row& row : matrix.rows) {
    if (row.kind == Kind::correct) continue;
    page.line(row.name, terminal::Tone::strong);
    page.detail(row.wrong);
    if (row.kind == Kind::checker) {
      page.detail(fmt::format("a copy of {}, on the runs of {}", info(*row.breaks).name, row.base));
    } else {
      page.detail(fmt::format("{} with {}; breaks {}", row.base, fmt::join(row.sets, " "),
                              info(*row.breaks).name));
    }
    if (!row.source.empty()) page.detail(row.source);
  }
  return page.finish();
}

std::string selftest_json(const Matrix& matrix) {
  json::Json document;
  document["schema"] = "txlab.selftest/1";
  document["budget"] = matrix.budget;
  document["partial"] = matrix.partial;
  document["searches"] = json::Json::array();
  for (std::size_t i = 0; i < matrix.searches.size(); ++i) {
    if (matrix.described_only()) break;
    const auto only = matrix.killed_only_by(i);
    document["searches"].push_back({{"name", matrix.searches[i]},
                                    {"only_killer_of", only},
                                    {"redundant", only.empty()},
                                    {"fewest_runs", matrix.first_in(i)}});
  }
  document["rows"] = json::Json::array();
  for (const selftest::Row& row : matrix.rows)
    document["rows"].push_back(value_of(row, matrix.searches));
  return json::document(document);
}

}  // namespace txlab
