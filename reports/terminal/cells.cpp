#include "reports/terminal/cells.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

#include "reports/units.hpp"

namespace txlab::terminal {

namespace {

Cell nothing(const TerminalStyle& style) {
  return {std::string(signs_of(style).nothing), "", Tone::faint};
}

// What stands behind a value: its half-width as `shown` says it, or nothing if there is none.
template <typename Shown>
std::string half_of(const Estimate& estimate, const TerminalStyle& style, const Shown& shown) {
  const double half = (estimate.high - estimate.low) / 2;
  if (!estimate.known || !std::isfinite(half)) return {};
  return std::string(signs_of(style).plus_minus) + shown(std::abs(half));
}

std::string half_of(const Estimate& estimate, std::string_view unit, const TerminalStyle& style) {
  return half_of(estimate, style, [&](double half) { return format_quantity(half, unit, 2); });
}

// Two digits say how much more or less something is.
std::string percent(double share) {
  const double hundredths = 100 * share;
  const bool small = std::abs(hundredths) < 99.5;
  if (small || std::abs(hundredths) > 1e5) return format_number(hundredths, 2) + "%";
  return fmt::format("{:.0f}%", hundredths);
}

std::string_view unit_of(const StrategyResult& strategy, std::string_view metric) {
  const MetricResult* found = strategy.metric(metric);
  return found ? std::string_view(found->unit) : std::string_view();
}

// `+280% ±13%`, and from ten times as much on `x196 ±6.2`.
Cell relative_cell(const Estimate& difference, double base, const TerminalStyle& style) {
  const double size = std::abs(base);
  const double share = difference.value / size;
  if (base > 0 && share >= 9) {
    const auto times = [&](double half) { return format_number(half / size, 2); };
    return {"x" + format_number(1 + share), half_of(difference, style, times), Tone::plain};
  }
  const auto shares = [&](double half) { return percent(half / size); };
  return {(share > 0 ? "+" : "") + percent(share), half_of(difference, style, shares), Tone::plain};
}

Cell absolute_cell(const Estimate& difference, std::string_view unit, const TerminalStyle& style) {
  const std::string plus = difference.value > 0 ? "+" : "";
  return {plus + format_quantity(difference.value, unit), half_of(difference, unit, style),
          Tone::plain};
}

std::string_view sign_of(ComparisonVerdict verdict, const TerminalStyle& style) {
  if (verdict == ComparisonVerdict::unknown) return signs_of(style).unsure;
  return verdict == ComparisonVerdict::same ? "=" : "";
}

Tone tone_of(ComparisonVerdict verdict) {
  switch (verdict) {
    case ComparisonVerdict::better:
      return Tone::good;
    case ComparisonVerdict::worse:
      return Tone::bad;
    case ComparisonVerdict::unknown:
      return Tone::unsure;
    case ComparisonVerdict::same:
      break;
  }
  return Tone::plain;
}

double share_of(const StrategyResult& strategy, std::string_view answer) {
  for (const auto& [name, share] : strategy.first_answers) {
    if (name == answer) return share;
  }
  return 0;
}

}  // namespace

std::string phrase(const Estimate& estimate, std::string_view unit, const TerminalStyle& style) {
  const std::string half = half_of(estimate, unit, style);
  return format_quantity(estimate.value, unit) + (half.empty() ? "" : " ") + half;
}

Cell quantity_cell(const Estimate& estimate, std::string_view unit, const TerminalStyle& style) {
  if (!std::isfinite(estimate.value)) return nothing(style);
  return {format_quantity(estimate.value, unit), half_of(estimate, unit, style), Tone::plain};
}

Cell estimate_cell(const StrategyResult& strategy, Statistic statistic,
                   const TerminalStyle& style) {
  const Estimate* estimate = estimate_of(strategy, statistic.metric, statistic.name);
  if (!estimate) return nothing(style);
  return quantity_cell(*estimate, unit_of(strategy, statistic.metric), style);
}

Cell share_cell(const StrategyResult& strategy, std::string_view metric,
                const TerminalStyle& style) {
  const Estimate* estimate = estimate_of(strategy, metric, "mean");
  if (!estimate) return nothing(style);
  return {format_share(estimate->value), half_of(*estimate, style, percent), Tone::plain};
}

Cell carried_out_cell(const StrategyResult& strategy, std::size_t type,
                      const TerminalStyle& style) {
  if (type >= strategy.by_type.size()) return nothing(style);
  const OutcomesOfType& one = strategy.by_type[type];
  if (one.offered == 0) return nothing(style);
  const double share = static_cast<double>(one.bought) / static_cast<double>(one.offered);
  return {format_share(share), "", one.open > 0 ? Tone::unsure : Tone::plain};
}

Cell rare_cell(const StrategyResult& strategy, std::string_view metric,
               const TerminalStyle& style) {
  const Estimate* estimate = estimate_of(strategy, metric, "mean");
  if (!estimate) return nothing(style);
  const MetricResult* found = strategy.metric(metric);
  if (estimate->value == 0) {
    Cell cell{"0", "", Tone::plain};
    if (found->upper_bound) {
      cell.half = std::string(signs_of(style).at_most) + format_number(*found->upper_bound, 2);
    }
    return cell;
  }
  if (!found->per_million) return nothing(style);
  const double scale = *found->per_million / estimate->value;
  const auto scaled = [&](double half) { return format_number(half * scale, 2); };
  return {format_number(*found->per_million), half_of(*estimate, style, scaled), Tone::plain};
}

Cell difference_cell(const PointResult& point, const StrategyResult& strategy,
                     std::string_view baseline, Statistic statistic, const TerminalStyle& style) {
  if (strategy.name == baseline) {
    return {std::string(say(style.language, "base")), "", Tone::faint};
  }
  const auto name = fmt::format("{}({})", statistic.name, statistic.metric);
  const Comparison* compared = comparison_of(point, name, strategy.name, baseline);
  if (!compared || !std::isfinite(compared->difference.value)) return nothing(style);
  const Estimate* base = nullptr;
  for (const auto& other : point.strategies) {
    if (other.name == baseline) base = estimate_of(other, statistic.metric, statistic.name);
  }
  Cell cell = base && base->value != 0
                  ? relative_cell(compared->difference, base->value, style)
                  : absolute_cell(compared->difference, unit_of(strategy, statistic.metric), style);
  cell.tone = tone_of(compared->verdict);
  const auto sign = sign_of(compared->verdict, style);
  if (!sign.empty()) cell.text = std::string(sign) + " " + cell.text;
  return cell;
}

std::string_view strength_of(const StrategyResult& strategy) {
  std::string_view best;
  for (const std::string_view answer :
       {said_later("placed"), said_later("accepted"), said_later("recharged")}) {
    if (share_of(strategy, answer) > (best.empty() ? 0 : share_of(strategy, best))) best = answer;
  }
  return best;
}

Cell strength_cell(const StrategyResult& strategy, const TerminalStyle& style) {
  const std::string_view best = strength_of(strategy);
  if (best.empty()) return nothing(style);
  return {std::string(say(style.language, best)), format_share(share_of(strategy, best)),
          Tone::plain};
}

Cell silence_cell(const StrategyResult& strategy, const TerminalStyle& style) {
  if (strategy.first_answers.empty()) return nothing(style);
  const double share = share_of(strategy, "unknown");
  return {format_share(share, 2), "", share > 0 ? Tone::unsure : Tone::plain};
}

Cell claims_cell(const StrategyResult& strategy, const TerminalStyle& style) {
  const Standing standing = standing_of(strategy);
  if (standing.claims == 0) return nothing(style);
  const Signs& signs = signs_of(style);
  const bool broken = standing.broken > 0;
  const bool open = standing.undecided > 0;
  const auto sign = broken ? signs.bad : open ? signs.unsure : signs.good;
  const Tone tone = broken ? Tone::bad : open ? Tone::unsure : Tone::good;
  return {fmt::format("{} {}/{}", sign, standing.held(), standing.claims), "", tone};
}

Cell thresholds_cell(const StrategyResult& strategy, const TerminalStyle& style) {
  using Verdict = ThresholdResult::Verdict;
  if (strategy.thresholds.empty()) return nothing(style);
  int passed = 0;
  bool failed = false;
  bool open = false;
  bool as_expected = false;
  for (const auto& threshold : strategy.thresholds) {
    const bool fails = threshold.verdict == Verdict::fail;
    passed += threshold.verdict == Verdict::pass;
    open = open || threshold.verdict == Verdict::inconclusive;
    failed = failed || (threshold.verdict != Verdict::inconclusive && fails != threshold.expected);
    as_expected = as_expected || (fails && threshold.expected);
  }
  const Signs& signs = signs_of(style);
  const auto sign = failed        ? signs.bad
                    : open        ? signs.unsure
                    : as_expected ? signs.shown
                                  : signs.good;
  const Tone tone = failed ? Tone::bad : open || as_expected ? Tone::unsure : Tone::good;
  return {fmt::format("{} {}/{}", sign, passed, strategy.thresholds.size()), "", tone};
}

}  // namespace txlab::terminal
