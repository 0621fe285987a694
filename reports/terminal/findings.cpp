#include "reports/terminal/findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "reports/judgement.hpp"
#include "reports/terminal/cells.hpp"
#include "reports/terminal/text.hpp"
#include "reports/units.hpp"
#include "sim/stats/proportion.hpp"

namespace txlab::terminal {

namespace {

using Verdict = ThresholdResult::Verdict;

std::string times(std::uint64_t count, Language language) {
  return count == 1 ? std::string(say(language, "once"))
                    : say(language, "{} times", format_count(count));
}

// Why a verdict is what it is; results have it in English.
std::string said_reason(std::string_view reason, Language language) {
  for (const char* known :
       {said_later("blocked-by-design"), said_later("stuck"), said_later("livelock")}) {
    if (reason == known) return std::string(say(language, known));
  }
  return std::string(reason);
}

std::string standing_of_violation(const PropertyResult& property, Language language) {
  const auto said = [&](std::string_view words) { return std::string(say(language, words)); };
  if (property.expected) return said(said_later("expected"));
  if (!property.withdrawn.empty()) return said(said_later("claim withdrawn"));
  if (!property.claimed) return said(said_later("not claimed"));
  return property.reason.empty()
             ? said(said_later("CLAIMED"))
             : say(language, "claimed, {}", said_reason(property.reason, language));
}

void add_violation(Page& page, const StrategyResult& strategy, const PropertyResult& property,
                   const TerminalStyle& style) {
  const Signs& signs = signs_of(style);
  const Language language = style.language;
  const bool counts = is_broken_claim(property) && !property.expected;
  const Mark mark = counts ? Mark{signs.bad, Tone::bad} : Mark{signs.shown, Tone::unsure};
  page.item(mark, printable(say(language, "{} violates {} {} ({})", strategy.name, property.name,
                                times(property.violations, language),
                                standing_of_violation(property, language)),
                            style));
  if (property.example.empty()) return;
  page.detail(printable(say(language, "first: {} (purchase {}, replication {})",
                            say_again(language, property.example), property.example_intent,
                            property.example_replication),
                        style));
}

// Broken claims first, then what was to be expected, then what only cannot be told.
void add_violations_of(Page& page, const StrategyResult& strategy, const TerminalStyle& style,
                       bool counting) {
  for (const auto& property : strategy.properties) {
    const bool counts = is_broken_claim(property) && !property.expected;
    if (property.verdict == PropertyVerdict::violated && counts == counting) {
      add_violation(page, strategy, property, style);
    }
  }
}

void add_open_claims(Page& page, const StrategyResult& strategy, const TerminalStyle& style) {
  const Signs& signs = signs_of(style);
  for (const auto& property : strategy.properties) {
    if (property.verdict != PropertyVerdict::unknown || !is_claim(property)) continue;
    const Mark mark{is_undecided_claim(property) ? signs.unsure : signs.shown, Tone::unsure};
    const std::string reason =
        property.reason.empty() ? said_later("the run ended first") : property.reason;
    page.item(mark, printable(say(style.language, "{}: cannot be told whether {} holds ({})",
                                  strategy.name, property.name, say(style.language, reason)),
                              style));
  }
}

// One sentence per reason: a broker that may forget takes all nine claims away at once.
void add_withdrawn(Page& page, const StrategyResult& strategy, const TerminalStyle& style) {
  std::vector<std::pair<std::string, std::vector<std::string>>> by_reason;
  for (const auto& property : strategy.properties) {
    if (property.withdrawn.empty()) continue;
    const auto known = std::ranges::find(by_reason, property.withdrawn,
                                         [](const auto& entry) { return entry.first; });
    auto& names =
        known != by_reason.end()
            ? known->second
            : by_reason.emplace_back(property.withdrawn, std::vector<std::string>{}).second;
    names.push_back(property.name);
  }
  for (const auto& [reason, names] : by_reason) {
    const std::string_view why = say(style.language, reason);
    const std::string sentence =
        names.size() == strategy.properties.size()
            ? say(style.language, "{} claims nothing here: {}", strategy.name, why)
            : say(style.language, "{} does not claim {} here: {}", strategy.name,
                  fmt::format("{}", fmt::join(names, ", ")), why);
    page.item({signs_of(style).shown, Tone::faint}, printable(sentence, style));
  }
}

void add_bound(Page& page, const PointResult& point, const TerminalStyle& style) {
  std::uint64_t offered = 0;
  bool anything_held = false;
  for (const auto& strategy : point.strategies) {
    const std::uint64_t own = strategy.outcomes.offered;
    offered = offered == 0 ? own : std::min(offered, own);
    for (const auto& property : strategy.properties) {
      anything_held = anything_held || property.verdict == PropertyVerdict::holds;
    }
  }
  if (offered == 0 || !anything_held) return;
  const double per_million = 1e6 * bound_without_hits(offered);
  const std::string bound = per_million < 1000
                                ? format_number(per_million, 2)
                                : format_count(static_cast<std::uint64_t>(std::ceil(per_million)));
  page.item(
      {signs_of(style).shown, Tone::faint},
      say(style.language,
          "what never happened in {} purchases happens to less than {} in a million (95 %, if "
          "purchases are independent)",
          format_count(offered), bound));
}

std::string measured(const StrategyResult& strategy, const ThresholdResult& threshold,
                     const TerminalStyle& style) {
  const auto value = phrase(threshold.value, unit_of(strategy, threshold), style);
  const auto name = printable(strategy.name, style);
  return value.empty() ? name : name + " " + value;
}

// One sentence about everybody who fares alike under one limit.
struct Group {
  Verdict verdict;
  bool expected;
  Mark mark;
  const char* remark;
};

void add_limit(Page& page, const PointResult& point, const std::string& text, const Group& group,
               const TerminalStyle& style) {
  std::string who;
  for (const auto& strategy : point.strategies) {
    for (const auto& one : strategy.thresholds) {
      const bool member = one.verdict == group.verdict && one.expected == group.expected;
      if (!member || one.text != text) continue;
      who += (who.empty() ? "" : ", ") + measured(strategy, one, style);
    }
  }
  if (!who.empty())
    page.item(group.mark, say(style.language, "{}: {}", printable(text, style),
                              std::string(say(style.language, group.remark)) + who));
}

std::vector<std::string> limits_in(const PointResult& point) {
  std::vector<std::string> texts;
  for (const auto& strategy : point.strategies) {
    for (const auto& one : strategy.thresholds) {
      if (std::find(texts.begin(), texts.end(), one.text) == texts.end()) texts.push_back(one.text);
    }
  }
  return texts;
}

}  // namespace

void add_violations(Page& page, const PointResult& point, const TerminalStyle& style) {
  page.heading(say(style.language, "What was violated"));
  bool any = false;
  for (const auto& strategy : point.strategies) {
    for (const auto& one : strategy.properties) {
      any = any || one.verdict == PropertyVerdict::violated;
    }
  }
  if (!any) page.item({signs_of(style).good, Tone::good}, say(style.language, "nothing"));
  for (const bool counting : {true, false}) {
    for (const auto& one : point.strategies) add_violations_of(page, one, style, counting);
  }
  for (const auto& one : point.strategies) add_open_claims(page, one, style);
  for (const auto& one : point.strategies) add_withdrawn(page, one, style);
  add_bound(page, point, style);
}

void add_limits(Page& page, const PointResult& point, const TerminalStyle& style) {
  const Signs& signs = signs_of(style);
  const auto texts = limits_in(point);
  const bool broken = std::any_of(
      point.strategies.begin(), point.strategies.end(),
      [](const StrategyResult& strategy) { return !strategy.failed_expectations.empty(); });
  if (texts.empty() && !broken) return;
  const Mark bad{signs.bad, Tone::bad};
  const Mark good{signs.good, Tone::good};
  const Mark unsure{signs.unsure, Tone::unsure};
  const Group groups[] = {
      {Verdict::fail, false, bad, ""},
      {Verdict::pass, true, bad, said_later("expected to fail, but holds for ")},
      {Verdict::inconclusive, false, unsure, said_later("cannot be told for ")},
      {Verdict::inconclusive, true, unsure, said_later("expected to fail, cannot be told for ")},
      {Verdict::fail, true, {signs.shown, Tone::unsure}, said_later("fails as expected for ")},
      {Verdict::pass, false, good, ""}};
  page.heading(say(style.language, "Limits and expectations"));
  for (const auto& text : texts) {
    for (const Group& group : groups) add_limit(page, point, text, group, style);
  }
  for (const auto& strategy : point.strategies) {
    for (const auto& failed : strategy.failed_expectations) {
      page.item(bad, printable(strategy.name + ": " + failed, style));
    }
  }
}

}  // namespace txlab::terminal
