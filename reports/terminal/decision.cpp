#include "reports/terminal/decision.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/decision/acceptability.hpp"
#include "reports/settings_text.hpp"
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
  if (candidate.acceptability && *candidate.acceptability < 1) {
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

std::string untold(const RequirementMet& met, Untold why, const TerminalStyle& style) {
  const Language language = style.language;
  if (why == Untold::not_measured) {
    return say(language, "{} was not measured: nothing here made it occur", met.result.text);
  }
  const std::string text = measured(met, style);
  if (why == Untold::one_replication) return say(language, "{}, from one replication", text);
  if (why == Untold::at_limit) {
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
    const auto why = one.untold();
    join(text, why ? untold(one, *why, style) : measured(one, style), "; ");
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

// Who would remain if it were not for one requirement, whose reasons stand above; and who of them
// would then be chosen.
std::string almost(const Decision& decision, Language language) {
  std::string text;
  std::string chosen;
  for (const Change& change : decision.changes) {
    if (change.kind != Change::Kind::requirement) continue;
    join(text, change.strategy, ", ");
    if (change.recommended == change.strategy) join(chosen, change.strategy, ", ");
  }
  if (text.empty()) return text;
  text = say(language, "one requirement less would let in {}", text);
  return chosen.empty() ? text : say(language, "{}; then chosen: {}", text, chosen);
}

std::string elsewhere(const Change& change, Language language) {
  const std::string where = settings_text(change.set);
  if (!change.claims_kept) return say(language, "nobody keeps all claims at {}", where);
  if (change.recommended.empty()) return say(language, "nobody meets all at {}", where);
  return say(language, "choose {} at {}", change.recommended, where);
}

void add_changes(Page& page, const Decision& decision, const TerminalStyle& style) {
  std::string text = almost(decision, style.language);
  for (const Change& change : decision.changes) {
    if (change.kind == Change::Kind::sweep) join(text, elsewhere(change, style.language), "; ");
  }
  if (!text.empty()) page.fact(say(style.language, "would change it"), printable(text, style));
}

void add_objection(Page& page, const Objection& against, const TerminalStyle& style) {
  const Language language = style.language;
  const std::string value = phrase(against.value, against.unit, style);
  std::string text;
  if (!against.missed.empty()) {
    text = say(language, "it misses {}: it is {}", against.missed, value);
  } else {
    text = say(language, "{} is {}; of {} it is {}", against.criterion, value, against.other,
               phrase(against.other_value, against.unit, style));
    if (!against.alike.empty()) {
      text += say(language, " (as far as can be told, so it is of {})",
                  enumerated(against.alike, language));
    }
  }
  page.fact(say(language, "strongest against it"), printable(text, style));
}

// As if nothing were required: how often each would be the best.
void add_unrestricted(Page& page, const Weighing& weighing, bool required,
                      const TerminalStyle& style) {
  if (weighing.strategies.size() < 2) return;
  std::string text;
  for (std::size_t i = 0; i < weighing.strategies.size(); ++i) {
    join(text, weighing.strategies[i] + " " + format_share(weighing.acceptability[i]), ", ");
  }
  page.fact(say(style.language,
                required ? said_later("without requirements") : said_later("all weightings")),
            printable(say(style.language, "best for so many of all weightings: {} ({}{:.1f}%)",
                          text, signs_of(style).plus_minus, 100 * acceptability_error()),
                      style));
}

std::string chosen(const Decision& decision, const TerminalStyle& style) {
  if (!decision.recommended.empty()) return printable(decision.recommended, style);
  const auto say_here = [&](std::string_view words) {
    return std::string(say(style.language, words));
  };
  if (!decision.requires_anything()) return say_here(said_later("nobody"));
  const bool open = std::ranges::any_of(
      decision.candidates, [](const auto& one) { return one.remains == Remains::open; });
  return say_here(open ? said_later("nobody is known to meet all requirements yet")
                       : said_later("nobody meets all requirements"));
}

}  // namespace

void add_decision(Page& page, const Decision& decision, const TerminalStyle& style) {
  const bool required = decision.requires_anything();
  if (!required && decision.changes.empty()) return;
  page.heading(say(
      style.language,
      required ? said_later(
                     "Decision (by what the scenario requires, among those that keep their claims)")
               : said_later("Decision (nothing is required: who is best for most weightings)")));
  std::string meeting;
  for (const Candidate& candidate : decision.candidates) {
    if (candidate.remains == Remains::meets) join(meeting, who(candidate, style.language), ", ");
  }
  page.fact(say(style.language, "choose"), chosen(decision, style));
  if (const Objection* const against = decision.against()) add_objection(page, *against, style);
  if (required && !meeting.empty())
    page.fact(say(style.language, "meet all"), printable(meeting, style));
  add_those(page, decision, Remains::open, say(style.language, "cannot be told yet"), style);
  add_those(page, decision, Remains::fails, say(style.language, "fail"), style);
  add_changes(page, decision, style);
  add_unrestricted(page, decision.unrestricted, required, style);
}

}  // namespace txlab::terminal
