#include "reports/decision/criteria.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/judgement.hpp"

namespace txlab {

namespace {

constexpr Criterion criteria[] = {
    {.metric = "inconsistency_window", .statistic = "p99", .logarithmic = true},
    {.metric = "client_latency", .statistic = "p99", .logarithmic = true},
    {.metric = "time_to_final_answer", .statistic = "p99", .logarithmic = true},
    {.metric = "availability_coupling", .statistic = "mean", .more_is_better = true},
    {.metric = "throughput", .statistic = "mean", .more_is_better = true},
    {.metric = "messages_per_purchase", .statistic = "mean"},
    {.metric = "forced_writes_per_purchase", .statistic = "mean"},
};

// Rising with what is better.
double height(const Criterion& criterion, double value) {
  constexpr double least_ms = 1;
  const double size = criterion.logarithmic ? std::log(std::max(value, least_ms)) : value;
  return criterion.more_is_better ? size : -size;
}

void add_utilities(Weighed& weighed) {
  std::vector<double> heights;
  for (const Estimate& value : weighed.values) {
    heights.push_back(height(weighed.criterion, value.value));
  }
  const auto [worst, best] = std::ranges::minmax(heights);
  for (const double one : heights) {
    weighed.utilities.push_back(best > worst ? (one - worst) / (best - worst) : 1);
  }
}

}  // namespace

std::string Criterion::name() const { return fmt::format("{}({})", statistic, metric); }

std::span<const Criterion> all_criteria() { return criteria; }

bool is_better(const PointResult& point, const Criterion& criterion, const StrategyResult& a,
               const StrategyResult& b) {
  const std::string name = criterion.name();
  if (const Comparison* const paired = comparison_of(point, name, a.name, b.name)) {
    return paired->verdict == ComparisonVerdict::better;
  }
  if (const Comparison* const paired = comparison_of(point, name, b.name, a.name)) {
    return paired->verdict == ComparisonVerdict::worse;
  }
  const Estimate* const ours = estimate_of(a, criterion.metric, criterion.statistic);
  const Estimate* const theirs = estimate_of(b, criterion.metric, criterion.statistic);
  if (ours == nullptr || theirs == nullptr || !ours->known || !theirs->known) return false;
  return criterion.more_is_better ? ours->low > theirs->high : ours->high < theirs->low;
}

std::vector<Weighed> weigh(std::span<const StrategyResult* const> strategies) {
  std::vector<Weighed> all;
  for (const Criterion& criterion : criteria) {
    Weighed weighed{.criterion = criterion};
    for (const StrategyResult* const strategy : strategies) {
      const Estimate* const value = estimate_of(*strategy, criterion.metric, criterion.statistic);
      if (value == nullptr) break;
      weighed.values.push_back(*value);
      weighed.unit = strategy->metric(criterion.metric)->unit;
    }
    if (strategies.empty() || weighed.values.size() < strategies.size()) continue;
    add_utilities(weighed);
    const auto [worst, best] = std::ranges::minmax(weighed.utilities);
    if (worst < best || strategies.size() == 1) all.push_back(std::move(weighed));
  }
  return all;
}

std::vector<std::vector<std::size_t>> dominators(const PointResult& point,
                                                 std::span<const StrategyResult* const> strategies,
                                                 std::span<const Weighed> weighed) {
  std::vector<std::vector<std::size_t>> all(strategies.size());
  for (std::size_t i = 0; i < strategies.size(); ++i) {
    for (std::size_t j = 0; j < strategies.size(); ++j) {
      const auto no_worse = [&](const Weighed& one) {
        return one.utilities[i] >= one.utilities[j];
      };
      const auto better = [&](const Weighed& one) {
        return one.utilities[i] > one.utilities[j] &&
               is_better(point, one.criterion, *strategies[i], *strategies[j]);
      };
      const bool dominates =
          i != j && std::ranges::all_of(weighed, no_worse) && std::ranges::any_of(weighed, better);
      if (dominates) all[j].push_back(i);
    }
  }
  return all;
}

}  // namespace txlab
