#include "reports/validation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/json_values.hpp"
#include "reports/terminal/page.hpp"
#include "reports/terminal/text.hpp"
#include "reports/units.hpp"

namespace txlab {

namespace {

using validation::Criterion;

bool brief(const ValidationReport& report) {
  return report.effort.form == validation::Effort::Form::brief;
}

std::size_t count(std::span<const validation::Row> rows, validation::Verdict verdict) {
  return static_cast<std::size_t>(std::ranges::count_if(
      rows, [&](const validation::Row& row) { return row.verdict == verdict; }));
}

terminal::Tone tone_of(validation::Verdict verdict) {
  switch (verdict) {
    case validation::Verdict::pass:
      return terminal::Tone::good;
    case validation::Verdict::fail:
      return terminal::Tone::bad;
    case validation::Verdict::inconclusive:
      break;
  }
  return terminal::Tone::unsure;
}

// What was found, and within which limits it had to be.
std::string finding(const validation::Row& row, const terminal::Signs& signs) {
  const std::string wanted = format_number(row.half_width_wanted, 2);
  switch (row.criterion) {
    case Criterion::interval:
      return fmt::format("{}{} ({}{})", signs.plus_minus,
                         format_number((row.high - row.low) / 2, 2), signs.at_most, wanted);
    case Criterion::error:
      return fmt::format("(off by {}{})", signs.at_most, wanted);
    case Criterion::exact:
      return row.low == row.high ? "always" : fmt::format("from {}", format_number(row.low, 6));
    case Criterion::fit:
      break;
  }
  return "p-value";
}

std::string line_of(const validation::Row& row, const TerminalStyle& style) {
  const terminal::Signs& signs = terminal::signs_of(style);
  const std::string verdict = terminal::painted(
      terminal::aligned_left(std::string(name_of(row.verdict)), 13), tone_of(row.verdict), style);
  const std::string expected = row.criterion == Criterion::fit
                                   ? fmt::format("> {}", format_number(row.expected, 1))
                                   : format_number(row.expected, 6);
  return fmt::format("  {}{}{}{}  {}", verdict, terminal::aligned_left(row.name, 36),
                     terminal::aligned_right(expected, 11),
                     terminal::aligned_right(format_number(row.measured, 6), 12),
                     finding(row, signs));
}

json::Json value_of(const validation::Row& row) {
  json::Json value;
  value["name"] = row.name;
  value["section"] = row.section;
  value["criterion"] = name_of(row.criterion);
  value["expected"] = json::number(row.expected);
  value["measured"] = json::number(row.measured);
  value["low"] = json::number(row.low);
  value["high"] = json::number(row.high);
  value["half_width_wanted"] = json::number(row.half_width_wanted);
  value["verdict"] = name_of(row.verdict);
  value["note"] = json::text(row.note);
  return value;
}

}  // namespace

std::string validation_text(const ValidationReport& report, const TerminalStyle& style) {
  terminal::Page page(style);
  page.line(fmt::format("The simulator against theory, papers and measurements (seed {}{})",
                        report.effort.seed, brief(report) ? ", short form" : ""));
  page.line(fmt::format("  {}{}{}{}", terminal::aligned_left("", 13),
                        terminal::aligned_left("", 36), terminal::aligned_right("expected", 11),
                        terminal::aligned_right("simulated", 12)),
            terminal::Tone::faint);
  std::string_view section;
  for (const validation::Row& row : report.rows) {
    if (row.section != section) page.heading(row.section);
    section = row.section;
    page.lines({line_of(row, style)});
    if (row.verdict != validation::Verdict::pass && !row.note.empty()) page.detail(row.note);
  }
  page.blank();
  page.line(fmt::format("{} rows: {} pass, {} fail, {} inconclusive", report.rows.size(),
                        count(report.rows, validation::Verdict::pass),
                        count(report.rows, validation::Verdict::fail),
                        count(report.rows, validation::Verdict::inconclusive)));
  return page.finish();
}

std::string validation_json(const ValidationReport& report) {
  json::Json value;
  value["schema"] = "txlab.validate/1";
  value["seed"] = report.effort.seed;
  value["form"] = brief(report) ? "short" : "full";
  value["confidence"] = validation::confidence;
  value["rows"] = json::Json::array();
  for (const validation::Row& row : report.rows) value["rows"].push_back(value_of(row));
  return json::document(value);
}

}  // namespace txlab
