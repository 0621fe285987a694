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
std::string who(const Candidate& candidate, Language language) {
  std::string text = candidate.name;
  if (candidate.acceptability) {
    text +=
        say(language, " (best for {} of all weightings)", format_share(*candidate.acceptability));
  }
  for (const std::string& by : candidate.dominated_by) {
    text += say(language, " (dominated by {})", by);
  }
  return text;
}

std::string measured(const RequirementMet& met, const TerminalStyle& style) {
  return say(style.language, "{} is {}", met.result.text,
             phrase(met.result.value, met.result.unit, style));
}

std::string too_few(const RequirementMet& met, const TerminalStyle& style) {
  const std::string text = measured(met, style);
  const Language language = style.language;
  if (!met.result.value.known) return say(language, "{}, from one replication", text);
  if (!met.replications) {
    return say(language, "{}; a million replications would not tell", text);
  }
  return say(language, "{}; about {} replications would tell", text,
             format_count(*met.replications));
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
  return text.empty() ? std::string(say(style.language, "a claim of its own")) : text;
}

void add_those(Page& page, const Decision& decision, Remains remains, std::string_view label,
               const TerminalStyle& style) {
  for (const Candidate& candidate : decision.candidates) {
    if (candidate.remains != remains) continue;
    page.fact(label,
              printable(who(candidate, style.language) + ": " + reasons(candidate, style), style));
    label = "";
  }
}

std::string told(const Change& change, const TerminalStyle& style) {
  if (change.kind == Change::Kind::requirement) {
    return say(style.language, "{} would remain, too, if {} allowed {}", change.strategy,
               change.that, phrase(change.value, change.unit, style));
  }
  std::string text = change.strategy.empty() ? std::string(say(style.language, "nobody meets all"))
                                             : say(style.language, "{} instead", change.strategy);
  for (const auto& [path, value] : change.set) text += fmt::format(" {}={}", path, value);
  return text;
}

}  // namespace

void add_decision(Page& page, const Decision& decision, const TerminalStyle& style) {
  if (decision.candidates.empty() || decision.candidates.front().requirements.empty()) return;
  const Language language = style.language;
  page.heading(say(language,
                   "Decision (by what the scenario requires, among those that keep their claims)"));
  std::string meeting;
  for (const Candidate& candidate : decision.candidates) {
    if (candidate.remains == Remains::meets) join(meeting, who(candidate, language), ", ");
  }
  page.fact(say(language, "choose"),
            decision.recommended.empty()
                ? std::string(say(language, "nobody meets all requirements"))
                : printable(decision.recommended, style));
  if (decision.against) {
    const Objection& against = *decision.against;
    page.fact(say(language, "strongest against it"),
              printable(say(language, "{} is {}; of {} it is {}", against.criterion,
                            phrase(against.value, against.unit, style), against.other,
                            phrase(against.other_value, against.unit, style)),
                        style));
  }
  if (!meeting.empty()) page.fact(say(language, "meet all"), printable(meeting, style));
  add_those(page, decision, Remains::open, say(language, "cannot be told yet"), style);
  add_those(page, decision, Remains::fails, say(language, "fail"), style);
  std::string_view label = say(language, "would change it");
  for (const Change& change : decision.changes) {
    page.fact(label, printable(told(change, style), style));
    label = "";
  }
  if (decision.weighed.size() < 2) return;
  page.line(say(language,
                "  weightings: {} drawn evenly over {} criteria; a share is known to {}{:.1f} %.",
                format_count(weightings_tried), decision.criteria.size(),
                signs_of(style).plus_minus, 100 * acceptability_error()));
}

}  // namespace txlab::terminal
