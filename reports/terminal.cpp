#include "reports/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/settings_text.hpp"
#include "reports/terminal/blocks.hpp"
#include "reports/terminal/conclusions.hpp"
#include "reports/terminal/crossings.hpp"
#include "reports/terminal/decision.hpp"
#include "reports/terminal/decoupling.hpp"
#include "reports/terminal/fault_effects.hpp"
#include "reports/terminal/findings.hpp"
#include "reports/terminal/over_time.hpp"
#include "reports/terminal/page.hpp"
#include "reports/terminal/text.hpp"
#include "reports/units.hpp"

namespace txlab {

namespace {

using namespace terminal;

constexpr int narrowest = 60;

void add_facts(Page& page, const StudyResult& study, const TerminalStyle& style) {
  const std::string between(signs_of(style).between);
  const Language language = style.language;
  std::string facts = study.replications == 1
                          ? std::string(say(language, "1 replication"))
                          : say(language, "{} replications", format_count(study.replications));
  const auto add = [&](const std::string& fact) { facts += between + fact; };
  if (study.points.size() > 1) add(say(language, "{} sweep points", study.points.size()));
  if (study.replications > 1) {
    add(say(language, "{} is half a {:g} % interval", signs_of(style).plus_minus,
            100 * study.confidence));
  }
  if (!study.baseline.empty())
    add(say(language, "* baseline {}", printable(study.baseline, style)));
  add(say(language, "seed {}", study.seed));
  page.line(facts);
}

void add_strategies(Page& page, const StudyResult& study, const TerminalStyle& style) {
  if (study.points.empty()) return;
  std::string who;
  for (const auto& one : study.points.front().strategies) {
    who += (who.empty() ? "" : ", ") + printable(one.name, style);
  }
  const std::size_t count = study.points.front().strategies.size();
  page.line(count == 1 ? say(style.language, "1 strategy: {}", who)
                       : say(style.language, "{} strategies: {}", count, who));
}

void add_header(Page& page, const StudyResult& study, const TerminalStyle& style) {
  page.line(printable(study.scenario_name, style), Tone::strong);
  if (!study.description.empty()) page.line(printable(study.description, style));
  add_strategies(page, study, style);
  add_facts(page, study, style);
  if (study.partial) {
    page.item({signs_of(style).unsure, Tone::unsure},
              say(style.language,
                  "PARTIAL: the run was interrupted; this is what was finished by then."));
  }
}

// Studies follow one point of a sweep through time: it takes memory.
bool is_followed(const PointResult& point) {
  return std::ranges::any_of(point.strategies, [](const StrategyResult& strategy) {
    return strategy.timeline.has_value() || strategy.answers.has_value();
  });
}

void add_point(Page& page, const StudyResult& study, const PointResult& point,
               const TerminalStyle& style) {
  std::vector<Table> tables = blocks_of(point, study.baseline, style);
  for (Table& table : fault_tables(point, study.baseline, style)) {
    tables.push_back(std::move(table));
  }
  for (auto& further :
       {answers_table(point, study.baseline, style), over_time(point, study.baseline, style)}) {
    if (further) tables.push_back(*further);
  }
  for (const Table& table : tables) {
    page.blank();
    page.lines(lines_of(table, style));
  }
  const PointResult& first_point = study.points.front();
  const bool first = &point == &first_point;
  if (is_followed(first_point) && !is_followed(point)) {
    page.blank();
    page.line(say(style.language,
                  "Who must be up for a yes, and what was under way at a time: at point 1 alone; a "
                  "run with --set of this point has both."),
              Tone::faint);
  }
  add_violations(page, point, style);
  add_limits(page, point, style);
  add_decision(page, first ? decide(study) : decide(point, study.confidence), style);
  add_conclusions(page, study, point, style);
}

}  // namespace

std::string terminal_report(const StudyResult& study, const TerminalStyle& wanted) {
  TerminalStyle style = wanted;
  style.width = std::max(style.width, narrowest);
  if (!style.utf8) style.language = Language::english;
  Page page(style);
  add_header(page, study, style);
  std::size_t number = 0;
  for (const auto& point : study.points) {
    ++number;
    if (!point.set.empty()) {
      std::string where = say(style.language, "Point {} of {}:", number, study.points.size());
      where += " " + settings_text(point.set);
      page.heading(printable(where, style));
    }
    add_point(page, study, point, style);
  }
  add_crossings(page, study, style);
  for (const auto& note : study.notes)
    page.item({say(style.language, "note:"), Tone::faint}, printable(note, style));
  return page.finish();
}

}  // namespace txlab
