#include "reports/decision/article.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "reports/judgement.hpp"

namespace txlab {

namespace {

struct Said {
  std::string_view protocol;
  bool consistent;
  bool decoupled;
  std::string_view words;
};

constexpr Said article[] = {
    {"async-reconciliation", false, true,
     "whether main is done and whether the message is queued are two things, and a slow "
     "reconciliation makes up for it: consistency is only rather high"},
    {"local-message-table", true, false,
     "main and queueing become one step; main and the message table are coupled in storage: no "
     "decoupling"},
    {"xa", true, false,
     "blocks synchronously, its locks keep concurrency low, and business may stop with the "
     "coordinator"},
    {"tcc", true, false, "made for consistency only: no decoupling"},
    {"transactional-message", true, true, "both, hence the most suitable"},
};

constexpr Estimate nothing() {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  return {nan, nan, nan, false};
}

Estimate value_or_nothing(const Estimate* estimate) { return estimate ? *estimate : nothing(); }

std::optional<bool> within(const Estimate& value, double limit) {
  if (!value.known || !std::isfinite(value.value)) return std::nullopt;
  if (value.high < limit) return true;
  return value.low > limit ? std::optional(false) : std::nullopt;
}

std::optional<bool> from(const Estimate& value, double limit) {
  if (!value.known || !std::isfinite(value.value)) return std::nullopt;
  if (value.low >= limit) return true;
  return value.high < limit ? std::optional(false) : std::nullopt;
}

std::optional<bool> agreement(bool said, const std::optional<bool>& measured) {
  return measured ? std::optional(*measured == said) : std::nullopt;
}

Axes axes_of_one(const StrategyResult& strategy) {
  Axes axes{.strategy = strategy.name};
  axes.consistency = value_or_nothing(estimate_of(strategy, "inconsistency_window", "p99"));
  axes.decoupling = value_or_nothing(estimate_of(strategy, "availability_coupling", "mean"));
  axes.consistent = within(axes.consistency, consistent_within_ms);
  if (strategy.outcomes.open > 0) axes.consistent = false;
  axes.decoupled = from(axes.decoupling, decoupled_from);
  if (strategy.answers) axes.must_be_up = strategy.answers->must_be_up();
  return axes;
}

}  // namespace

std::vector<Axes> axes_of(const PointResult& point) {
  std::vector<Axes> all;
  for (const StrategyResult& strategy : point.strategies) {
    if (strategy.protocol != "none") all.push_back(axes_of_one(strategy));
  }
  return all;
}

std::vector<ArticleVerdict> article_verdicts(const PointResult& point) {
  std::vector<ArticleVerdict> verdicts;
  for (const StrategyResult& strategy : point.strategies) {
    const auto said = std::ranges::find(article, strategy.protocol, &Said::protocol);
    if (said == std::end(article)) continue;
    const Axes measured = axes_of_one(strategy);
    verdicts.push_back({.strategy = strategy.name,
                        .words = std::string(said->words),
                        .consistent = said->consistent,
                        .decoupled = said->decoupled,
                        .agrees_on_consistency = agreement(said->consistent, measured.consistent),
                        .agrees_on_decoupling = agreement(said->decoupled, measured.decoupled)});
  }
  return verdicts;
}

}  // namespace txlab
