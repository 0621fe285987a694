#include "reports/judgement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace txlab {

namespace {

constexpr std::string_view by_design = "blocked-by-design";

enum class Apart { yes, no, alike };

Apart by_intervals(const Estimate& lower, const Estimate& other) {
  if (!lower.known || !other.known) return Apart::no;
  const bool exact = lower.low == lower.high && other.low == other.high;
  if (exact && lower.value == other.value) return Apart::alike;
  return lower.high < other.low ? Apart::yes : Apart::no;
}

Apart apart(const PointResult& point, Statistic statistic, const Contest::Entry& lower,
            const Contest::Entry& other) {
  const auto name = fmt::format("{}({})", statistic.name, statistic.metric);
  const auto& first = lower.strategy->name;
  const auto& second = other.strategy->name;
  const Comparison* compared = comparison_of(point, name, first, second);
  if (!compared) compared = comparison_of(point, name, second, first);
  if (!compared) return by_intervals(*lower.estimate, *other.estimate);
  switch (compared->verdict) {
    case ComparisonVerdict::better:
    case ComparisonVerdict::worse:
      return Apart::yes;
    case ComparisonVerdict::same:
      return Apart::alike;
    case ComparisonVerdict::unknown:
      break;
  }
  return Apart::no;
}

}  // namespace

std::string_view name_of(PropertyVerdict verdict) {
  switch (verdict) {
    case PropertyVerdict::holds:
      return "holds";
    case PropertyVerdict::violated:
      return "violated";
    case PropertyVerdict::unknown:
      break;
  }
  return "unknown";
}

bool is_claim(const PropertyResult& property) {
  return property.claimed && property.withdrawn.empty();
}

bool is_broken_claim(const PropertyResult& property) {
  return is_claim(property) && property.verdict == PropertyVerdict::violated &&
         property.reason != by_design;
}

bool is_undecided_claim(const PropertyResult& property) {
  return is_claim(property) && property.verdict == PropertyVerdict::unknown &&
         property.reason != by_design;
}

Standing standing_of(const StrategyResult& strategy) {
  Standing standing;
  for (const auto& property : strategy.properties) {
    standing.claims += is_claim(property);
    standing.broken += is_broken_claim(property);
    standing.undecided += is_undecided_claim(property);
  }
  return standing;
}

bool is_ranked(const StrategyResult& strategy) {
  return strategy.protocol != "none" && standing_of(strategy).holds_all();
}

const Estimate* estimate_of(const StrategyResult& strategy, std::string_view metric,
                            std::string_view statistic) {
  const MetricResult* found = strategy.metric(metric);
  if (!found || !found->applies) return nullptr;
  const Estimate* estimate = nullptr;
  if (statistic == "mean") estimate = &found->mean;
  for (const auto& [name, quantile] : found->quantiles) {
    if (name == statistic) estimate = &quantile;
  }
  return estimate && std::isfinite(estimate->value) ? estimate : nullptr;
}

const Comparison* comparison_of(const PointResult& point, std::string_view metric,
                                std::string_view strategy, std::string_view other) {
  for (const auto& comparison : point.comparisons) {
    if (comparison.metric == metric && comparison.a == strategy && comparison.b == other) {
      return &comparison;
    }
  }
  return nullptr;
}

std::string_view unit_of(const StrategyResult& strategy, const ThresholdResult& threshold) {
  const std::string& text = threshold.text;
  const auto open = text.find('(');
  const auto begin = open == std::string::npos ? 0 : open + 1;
  const MetricResult* const metric =
      strategy.metric(text.substr(begin, text.find_first_of(") <>=", begin) - begin));
  return metric ? std::string_view(metric->unit) : std::string_view();
}

Contest lowest(const PointResult& point, Statistic statistic) {
  std::vector<Contest::Entry> entries;
  for (const auto& strategy : point.strategies) {
    const Estimate* estimate = estimate_of(strategy, statistic.metric, statistic.name);
    if (!estimate || !is_ranked(strategy)) continue;
    const auto is_lower = [](double value, const Contest::Entry& other) {
      return value < other.estimate->value;
    };
    const auto place = std::upper_bound(entries.begin(), entries.end(), estimate->value, is_lower);
    entries.insert(place, {&strategy, estimate});
  }
  Contest contest;
  if (entries.empty()) return contest;
  contest.outcome = Contest::Outcome::one;
  contest.leaders.push_back(entries.front());
  for (std::size_t i = 1; i < entries.size(); ++i) {
    const Apart verdict = apart(point, statistic, entries.front(), entries[i]);
    if (verdict == Apart::yes) continue;
    contest.leaders.push_back(entries[i]);
    const bool open = verdict == Apart::no || contest.outcome == Contest::Outcome::open;
    contest.outcome = open ? Contest::Outcome::open : Contest::Outcome::alike;
  }
  return contest;
}

}  // namespace txlab
