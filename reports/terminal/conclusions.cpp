#include "reports/terminal/conclusions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "reports/judgement.hpp"
#include "reports/terminal/cells.hpp"
#include "reports/terminal/decoupling.hpp"
#include "reports/terminal/next_step.hpp"
#include "reports/terminal/text.hpp"
#include "reports/units.hpp"

namespace txlab::terminal {

namespace {

void join(std::string& text, const std::string& more, Language language) {
  if (more.empty()) return;
  if (!text.empty()) text += say(language, "; ");
  text += more;
}

std::string broken_claims(const StrategyResult& strategy, Language language) {
  std::vector<std::string> names;
  for (const auto& property : strategy.properties) {
    if (is_broken_claim(property)) names.push_back(property.name);
  }
  if (names.empty()) return "";
  return say(language, "{} breaks {}", strategy.name, enumerated(names, language));
}

std::string who_keeps_claims(const PointResult& point, Language language) {
  std::vector<std::string> keep;
  std::vector<std::string> open;
  std::vector<std::string> claim_nothing;
  std::string text;
  for (const auto& strategy : point.strategies) {
    const Standing standing = standing_of(strategy);
    if (standing.claims == 0) {
      claim_nothing.push_back(strategy.name);
    } else if (standing.holds_all()) {
      keep.push_back(strategy.name);
    } else if (standing.broken == 0) {
      open.push_back(strategy.name);
    }
  }
  text = keep.empty() ? say(language, "nobody") : enumerated(keep, language);
  const auto add = [&](const std::string& more) { join(text, more, language); };
  for (const auto& strategy : point.strategies) add(broken_claims(strategy, language));
  if (!open.empty()) add(say(language, "cannot be told for {}", enumerated(open, language)));
  if (!claim_nothing.empty()) {
    const std::string who = enumerated(claim_nothing, language);
    add(claim_nothing.size() == 1 ? say(language, "{} claims nothing", who)
                                  : say(language, "{} claim nothing", who));
  }
  return text;
}

std::string unit_in(const Contest& contest, Statistic statistic) {
  return contest.leaders.front().strategy->metric(statistic.metric)->unit;
}

std::vector<std::string> names_in(const Contest& contest) {
  std::vector<std::string> names;
  for (const auto& entry : contest.leaders) names.push_back(entry.strategy->name);
  return names;
}

std::string told(const Contest& contest, Statistic statistic, const TerminalStyle& style) {
  const Language language = style.language;
  if (contest.outcome == Contest::Outcome::nobody) {
    return std::string(say(language, "cannot be told: nobody to rank"));
  }
  const auto unit = unit_in(contest, statistic);
  const auto& best = contest.leaders.front();
  const auto value = phrase(*best.estimate, unit, style);
  if (contest.outcome == Contest::Outcome::one) {
    return say(language, "{}, {}", best.strategy->name, value);
  }
  if (contest.outcome == Contest::Outcome::alike) {
    return say(language, "{} alike, {}", enumerated(names_in(contest), language), value);
  }
  if (!best.estimate->known) {
    return say(language, "cannot be told from one replication; lowest is {}, {}",
               best.strategy->name, value);
  }
  std::vector<std::string> rivals;
  for (const auto& entry : contest.leaders) {
    rivals.push_back(
        fmt::format("{} ({})", entry.strategy->name, phrase(*entry.estimate, unit, style)));
  }
  return say(language, "cannot be told: {} overlap", enumerated(rivals, language));
}

std::string best_first_answer(const PointResult& point, const TerminalStyle& style) {
  constexpr Statistic p99{"client_latency", "p99"};
  const Contest contest = lowest(point, p99);
  std::string text = told(contest, p99, style);
  if (contest.outcome == Contest::Outcome::one) {
    const auto strength = strength_cell(*contest.leaders.front().strategy, style);
    if (!strength.half.empty()) {
      text += say(style.language, " at p99, and it says \"{}\"", strength.text);
    }
  }
  return text;
}

bool is_in(const Contest& contest, const StrategyResult* strategy) {
  return std::any_of(contest.leaders.begin(), contest.leaders.end(),
                     [&](const auto& entry) { return entry.strategy == strategy; });
}

// Cheapest is who is beaten in neither; when messages and writes have different winners, nobody is.
std::string cheapest(const PointResult& point, const TerminalStyle& style) {
  constexpr Statistic messages{"messages_per_purchase", "mean"};
  constexpr Statistic writes{"forced_writes_per_purchase", "mean"};
  const Contest fewest_messages = lowest(point, messages);
  const Contest fewest_writes = lowest(point, writes);
  std::vector<std::string> winners;
  std::string needs;
  for (const auto& entry : fewest_messages.leaders) {
    if (!is_in(fewest_writes, entry.strategy)) continue;
    winners.push_back(entry.strategy->name);
    if (!needs.empty()) continue;
    const auto* forced = estimate_of(*entry.strategy, writes.metric, writes.name);
    needs = say(style.language, "{} messages and {} forced writes a purchase",
                phrase(*entry.estimate, "1", style), phrase(*forced, "1", style));
  }
  if (winners.size() == 1) return say(style.language, "{}, {}", winners.front(), needs);
  if (!winners.empty()) {
    const std::string who = enumerated(winners, style.language);
    const bool open = fewest_messages.outcome == Contest::Outcome::open ||
                      fewest_writes.outcome == Contest::Outcome::open;
    return open ? say(style.language, "cannot be told between {}: about {}", who, needs)
                : say(style.language, "{} alike, {}", who, needs);
  }
  return say(style.language, "fewest messages: {}; fewest forced writes: {}",
             told(fewest_messages, messages, style), told(fewest_writes, writes, style));
}

// "1,234,567 yuan"
std::string yuan(double amount, Language language) {
  std::string text = format_yuan(amount);
  text.resize(text.rfind(' '));
  return say(language, "{} yuan", text);
}

void add_losses(Page& page, const PointResult& point, const TerminalStyle& style) {
  for (const auto& strategy : point.strategies) {
    const bool naive = strategy.protocol == "naive";
    if (!naive && !(strategy.yuan_lost > 0)) continue;
    const Language language = style.language;
    const std::string lost = strategy.yuan_lost > 0 ? yuan(strategy.yuan_lost, language)
                                                    : std::string(say(language, "nothing"));
    const std::string runs = strategy.replications == 1
                                 ? std::string(say(language, "1 replication"))
                                 : say(language, "{} replications", strategy.replications);
    page.fact(say(language, "{} lost", printable(fitted(strategy.name, 16, style), style)),
              say(language, "{}: money of purchases that ended neither whole nor undone, over {}",
                  lost, runs));
  }
}

}  // namespace

void add_conclusions(Page& page, const StudyResult& study, const PointResult& point,
                     const TerminalStyle& style) {
  constexpr Statistic window{"inconsistency_window", "p99"};
  const Language language = style.language;
  page.heading(say(language,
                   "In short (ranked are those that keep all their claims; `none` is the zero "
                   "line)"));
  const auto fact = [&](std::string_view label, const std::string& text) {
    page.fact(say(language, label), printable(text, style));
  };
  fact(said_later("keep all claims"), who_keeps_claims(point, language));
  fact(said_later("best first answer"), best_first_answer(point, style));
  fact(said_later("smallest inconsistency"), told(lowest(point, window), window, style));
  fact(said_later("cheapest"), cheapest(point, style));
  add_losses(page, point, style);
  if (!point.strategies.empty() && point.strategies.front().timeline) {
    add_article(page, point, style);
  }
  const NextStep next = next_step(study, point, language);
  page.fact(say(language, "next"), say(language, "{}:", printable(next.purpose, style)));
  std::vector<std::string> words;
  for (const auto& word : next.command) words.push_back(printable(word, style));
  page.command(words);
}

}  // namespace txlab::terminal
