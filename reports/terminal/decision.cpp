#include "reports/terminal/decision.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/decision/acceptability.hpp"
#include "reports/terminal/cells.hpp"
#include "reports/terminal/text.hpp"
#include "reports/units.hpp"

namespace txlab::terminal {

namespace {

using Remains = Candidate::Remains;
using Verdict = ThresholdResult::Verdict;

void join(std::string& text, const std::string& more, std::string_view between) {
  if (!text.empty()) text += between;
  text += more;
}

// `mq-tx (best for 61.0% of all weightings)`
std::string who(const Candidate& candidate) {
  std::string text = candidate.name;
  if (candidate.acceptability && *candidate.acceptability < 1) {
    text += fmt::format(" (best for {} of all weightings)", format_share(*candidate.acceptability));
  }
  for (const std::string& by : candidate.dominated_by) {
    text += fmt::format(" (dominated by {})", by);
  }
  return text;
}

std::string measured(const RequirementMet& met, const TerminalStyle& style) {
  return fmt::format("{} is {}", met.result.text, phrase(met.result.value, met.result.unit, style));
}

std::string too_few(const RequirementMet& met, const TerminalStyle& style) {
  const std::string text = measured(met, style);
  if (!met.result.value.known) return text + ", from one replication";
  if (!met.replications) return text + "; a million replications would not tell";
  return fmt::format("{}; about {} replications would tell", text, format_count(*met.replications));
}

// What keeps a strategy out, or from being in.
std::string reasons(const Candidate& candidate, const TerminalStyle& style) {
  std::string text;
  const bool fails = candidate.remains == Remains::fails;
  for (const RequirementMet& one : candidate.requirements) {
    if (one.result.verdict == Verdict::pass) continue;
    if (fails && one.result.verdict != Verdict::fail) continue;
    join(text, fails ? measured(one, style) : too_few(one, style), "; ");
  }
  return text.empty() ? "a claim of its own" : text;
}

void add_those(Page& page, const Decision& decision, Remains remains, std::string_view label,
               const TerminalStyle& style) {
  for (const Candidate& candidate : decision.candidates) {
    if (candidate.remains != remains) continue;
    page.fact(label, printable(who(candidate) + ": " + reasons(candidate, style), style));
    label = "";
  }
}

// Who would remain if it were not for one requirement; their reasons stand above.
std::string almost(const Decision& decision) {
  std::string text;
  for (const Change& change : decision.changes) {
    if (change.kind == Change::Kind::requirement) join(text, change.strategy, ", ");
  }
  return text.empty() ? text : "one requirement less would let in " + text;
}

std::string elsewhere(const Change& change) {
  std::string text = change.strategy.empty() ? "nobody meets all" : "choose " + change.strategy;
  text += " at";
  for (const auto& [path, value] : change.set) text += fmt::format(" {}={}", path, value);
  return text;
}

void add_changes(Page& page, const Decision& decision, const TerminalStyle& style) {
  std::string text = almost(decision);
  for (const Change& change : decision.changes) {
    if (change.kind == Change::Kind::sweep) join(text, elsewhere(change), "; ");
  }
  if (!text.empty()) page.fact("would change it", printable(text, style));
}

// As if nothing were required: how often each would be the best.
void add_unrestricted(Page& page, const Weighing& weighing, const TerminalStyle& style) {
  if (weighing.strategies.size() < 2) return;
  std::string text;
  for (std::size_t i = 0; i < weighing.strategies.size(); ++i) {
    join(text, weighing.strategies[i] + " " + format_share(weighing.acceptability[i]), ", ");
  }
  page.fact("without requirements",
            printable(fmt::format("best for so many of all weightings: {} ({}{:.1f}%)", text,
                                  signs_of(style).plus_minus, 100 * acceptability_error()),
                      style));
}

}  // namespace

void add_decision(Page& page, const Decision& decision, const TerminalStyle& style) {
  if (decision.candidates.empty() || decision.candidates.front().requirements.empty()) return;
  page.heading("Decision (by what the scenario requires, among those that keep their claims)");
  std::string meeting;
  for (const Candidate& candidate : decision.candidates) {
    if (candidate.remains == Remains::meets) join(meeting, who(candidate), ", ");
  }
  page.fact("choose", decision.recommended.empty() ? "nobody meets all requirements"
                                                   : printable(decision.recommended, style));
  if (decision.against) {
    const Objection& against = *decision.against;
    page.fact("strongest against it",
              printable(fmt::format("{} is {}; of {} it is {}", against.criterion,
                                    phrase(against.value, against.unit, style), against.other,
                                    phrase(against.other_value, against.unit, style)),
                        style));
  }
  if (!meeting.empty()) page.fact("meet all", printable(meeting, style));
  add_those(page, decision, Remains::open, "cannot be told yet", style);
  add_those(page, decision, Remains::fails, "fail", style);
  add_changes(page, decision, style);
  add_unrestricted(page, decision.unrestricted, style);
}

}  // namespace txlab::terminal
