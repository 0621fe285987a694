#include "reports/terminal/decoupling.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "reports/decision/article.hpp"
#include "reports/terminal/text.hpp"
#include "reports/units.hpp"

namespace txlab::terminal {

namespace {

using Names = std::vector<std::string>;

bool has(const Names& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

// What every strategy needs tells nothing about any.
Names needed_by_all(const PointResult& point) {
  Names all = point.strategies.front().answers->must_be_up();
  for (const StrategyResult& strategy : point.strategies) {
    const Names own = strategy.answers->must_be_up();
    std::erase_if(all, [&](const std::string& name) { return !has(own, name); });
  }
  return all;
}

// Services that were away in some run, but for those that everybody needs.
Names away_at_times(const PointResult& point, const Names& by_all) {
  Names services;
  for (const StrategyResult& strategy : point.strategies) {
    for (const AwayResult& one : strategy.while_away) {
      if (!has(by_all, one.service) && !has(services, one.service)) services.push_back(one.service);
    }
  }
  return services;
}

class Columns {
 public:
  Columns(const PointResult& point, Table& table, const TerminalStyle& style)
      : point_(point), table_(table), style_(style) {}

  template <typename Question>
  void add(std::string_view title, int dispensable, const Question& question,
           Column::Align align = Column::Align::right) {
    Column column{std::string(title), dispensable, align, {}};
    for (const StrategyResult& strategy : point_.strategies) {
      column.cells.push_back({printable(question(strategy), style_), "", Tone::plain});
    }
    table_.columns.push_back(std::move(column));
  }
  void mean(std::string_view title, int dispensable, PathMeans AnswersOfARun::*of,
            double PathMeans::*part) {
    add(title, dispensable, [of, part](const StrategyResult& strategy) {
      return format_quantity((*strategy.answers).*of.*part, "ms");
    });
  }

 private:
  const PointResult& point_;
  Table& table_;
  const TerminalStyle& style_;
};

}  // namespace

std::optional<Table> answers_table(const PointResult& point, std::string_view baseline,
                                   const TerminalStyle& style) {
  const bool looked_at = std::ranges::all_of(
      point.strategies, [](const auto& one) { return one.answers && one.answers->answers > 0; });
  if (point.strategies.empty() || !looked_at) return std::nullopt;
  Table table;
  for (const StrategyResult& strategy : point.strategies) {
    table.rows.push_back({printable(strategy.name, style), strategy.name == baseline});
  }
  const Names by_all = needed_by_all(point);
  Columns columns(point, table, style);
  columns.add(
      say(style.language, "also needs"), 0,
      [&](const StrategyResult& strategy) {
        Names own = strategy.answers->must_be_up();
        std::erase_if(own, [&](const std::string& name) { return has(by_all, name); });
        return own.empty() ? std::string(say(style.language, "nobody"))
                           : fmt::format("{}", fmt::join(own, ", "));
      },
      Column::Align::left);
  int dispensable = 1;
  for (const std::string& service : away_at_times(point, by_all)) {
    columns.add(
        say(style.language, "no {}", service), dispensable++, [&](const StrategyResult& strategy) {
          const auto own = std::ranges::find(strategy.while_away, service, &AwayResult::service);
          return own == strategy.while_away.end() ? "" : format_share(own->told_yes.value);
        });
  }
  columns.mean(say(style.language, "typical"), 5, &AnswersOfARun::typical_means,
               &PathMeans::latency_ms);
  columns.mean(say(style.language, "network"), 6, &AnswersOfARun::typical_means,
               &PathMeans::network_ms);
  columns.mean(say(style.language, "disk"), 7, &AnswersOfARun::typical_means, &PathMeans::disk_ms);
  columns.mean(say(style.language, "work"), 8, &AnswersOfARun::typical_means, &PathMeans::work_ms);
  columns.mean(say(style.language, "slow"), 4, &AnswersOfARun::slow_means, &PathMeans::latency_ms);
  table.heading = say(style.language, "Who must be up for a yes, and what it waits for");
  table.legend =
      say(style.language,
          "everybody needs {}; no fund: told yes while it is away; typical: around the median, of "
          "which "
          "network, disk and work; slow: from p99 on.",
          fmt::format("{}", fmt::join(by_all, ", ")));
  return table;
}

void add_article(Page& page, const PointResult& point, const TerminalStyle& style) {
  const auto verdicts = article_verdicts(point);
  if (verdicts.empty()) return;
  const Language language = style.language;
  std::string text;
  const auto add = [&](const std::optional<bool>& agrees, const std::string& words) {
    if (agrees && *agrees) return;
    text += (text.empty() ? "" : ", ") + words;
    if (!agrees) text += say(language, " (cannot be told)");
  };
  for (const ArticleVerdict& one : verdicts) {
    add(one.agrees_on_consistency, say(language, "consistency of {}", one.strategy));
    add(one.agrees_on_decoupling, say(language, "decoupling of {}", one.strategy));
  }
  page.fact(say(language, "the article agrees"),
            printable(text.empty() ? std::string(say(language, "on all its schemes"))
                                   : say(language, "but not on: {}", text),
                      style));
}

}  // namespace txlab::terminal
