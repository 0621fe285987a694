#include "scenarios/study/aggregate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/strategies/catalogue.hpp"
#include "scenarios/study/fault_effects.hpp"
#include "scenarios/study/judge.hpp"
#include "sim/base/digest.hpp"
#include "sim/stats/comparison.hpp"
#include "sim/stats/proportion.hpp"

namespace txlab {

namespace {

constexpr std::string_view quantiles[] = {"p50", "p90", "p95", "p99", "p99.9"};

Estimate from(const Interval& interval) {
  return {interval.value, interval.low, interval.high, interval.known};
}

void add_extremes(MetricResult& result, const MetricDefinition& metric,
                  std::span<const RunResult> runs) {
  bool first = true;
  const auto take = [&](double low, double high) {
    result.min = first ? low : std::min(result.min, low);
    result.max = first ? high : std::max(result.max, high);
    first = false;
  };
  for (const RunResult& run : runs) {
    const RunMetrics& m = run.metrics;
    if (metric.cost != nullptr) {
      const CostExtremes& cost = metric.cost(m);
      result.count += cost.count;
      if (cost.count == 0) continue;
      take(static_cast<double>(cost.min), static_cast<double>(cost.max));
    } else if (metric.distribution != nullptr) {
      result.count += metric.distribution(m).count();
      if (metric.distribution(m).count() == 0) continue;
      take(*statistic_of(metric, "min", m), *statistic_of(metric, "max", m));
    } else if (const auto value = metric.number(m)) {
      result.count += m.offered;
      take(*value, *value);
    }
  }
}

// `convention`: the protocol's own, by which the oracle counts.
MetricResult metric_result(const MetricDefinition& metric, std::span<const RunResult> runs,
                           double confidence, const std::string& convention) {
  MetricResult result{.name = std::string(metric.name), .unit = std::string(metric.unit)};
  const bool oracle = metric.name.starts_with("oracle_");
  result.convention = oracle ? convention : std::string(metric.convention);
  add_extremes(result, metric, runs);
  result.mean = estimate(metric, "mean", runs, confidence);
  result.applies = std::isfinite(result.mean.value);
  if (metric.distribution != nullptr && result.applies) {
    for (const std::string_view q : quantiles) {
      result.quantiles.emplace_back(q, estimate(metric, q, runs, confidence));
    }
  }
  if (metric.instants != nullptr && result.applies) {
    for (const OpenMoney& one : metric.instants(runs.front().metrics)) {
      const std::string at = "at " + name_of(one.moment);
      result.quantiles.emplace_back(at, estimate(metric, at, runs, confidence));
    }
  }
  if (!metric.rare || !result.applies) return result;
  std::uint64_t offered = 0;
  double sum = 0;
  for (const RunResult& run : runs) {
    offered += run.metrics.offered;
    sum += metric.number(run.metrics).value_or(0);
  }
  if (offered == 0) return result;
  result.per_million = sum / static_cast<double>(offered) * 1e6;
  if (sum == 0) result.upper_bound = bound_without_hits(offered, confidence) * 1e6;
  return result;
}

void add_outcomes(StrategyResult& result, std::span<const RunResult> runs) {
  constexpr std::string_view strengths[kinds_of_told] = {"unknown",   "refused",        "accepted",
                                                         "placed",    "held-in-wallet", "refunded",
                                                         "confirmed", "recharged"};
  std::array<std::uint64_t, kinds_of_told> answers{};
  std::uint64_t answered = 0;
  for (const RunResult& run : runs) {
    const RunMetrics& m = run.metrics;
    result.outcomes.offered += m.offered;
    result.outcomes.bought += m.bought;
    result.outcomes.refused += m.refused;
    result.outcomes.undone += m.undone;
    result.outcomes.open += m.open;
    result.outcomes.unknown_to_client += m.unknown_to_client;
    result.yuan_lost += static_cast<double>(m.lost_fen) / 100;
    result.events += m.events;
    for (std::size_t i = 0; i < answers.size(); ++i) {
      answers[i] += m.first_answers[i];
      answered += m.first_answers[i];
    }
  }
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (answers[i] == 0) continue;
    result.first_answers.emplace_back(
        strengths[i], static_cast<double>(answers[i]) / static_cast<double>(answered));
  }
}

void add_outcomes_by_type(StrategyResult& result, std::span<const RunResult> runs) {
  for (const RunResult& run : runs) {
    for (std::size_t i = 0; i < run.metrics.by_type.size(); ++i) {
      if (result.by_type.size() <= i) {
        result.by_type.push_back({std::string(name_of(static_cast<TransactionType>(i)))});
      }
      const Endings& endings = run.metrics.by_type[i];
      OutcomesOfType& sum = result.by_type[i];
      sum.offered += endings.bought + endings.refused + endings.undone + endings.open;
      sum.bought += endings.bought;
      sum.refused += endings.refused;
      sum.undone += endings.undone;
      sum.open += endings.open;
    }
  }
}

// What people want to see more of than a few quantiles.
constexpr std::string_view drawn[] = {"client_latency", "time_to_final_answer",
                                      "inconsistency_window", "lock_hold", "lock_wait"};

void add_curves(StrategyResult& result, std::span<const RunResult> runs) {
  for (const std::string_view name : drawn) {
    const MetricDefinition& metric = *find_metric(name);
    Histogram all;
    for (const RunResult& run : runs) all.merge(metric.distribution(run.metrics));
    if (all.count() == 0) continue;
    Curve curve{.metric = std::string(name),
                .unit = std::string(metric.unit),
                .count = all.count(),
                .censored = all.censored_count(),
                .points = thinned(survival_curve(all))};
    for (SurvivalPoint& point : curve.points) point.at *= metric.scale;
    result.curves.push_back(std::move(curve));
  }
}

void add_worst_waits(StrategyResult& result, std::span<const RunResult> runs) {
  for (std::uint32_t replication = 0; replication < runs.size(); ++replication) {
    const std::optional<WaitsSeen>& own = runs[replication].metrics.worst_waits;
    if (!own || (result.worst_waits && !worse(*own, *result.worst_waits))) continue;
    result.worst_waits = own;
    result.worst_waits->replication = replication;
  }
}

// Services in the order in which runs name them.
void add_while_away(StrategyResult& result, std::span<const RunResult> runs, double confidence) {
  std::vector<std::string> services;
  for (const RunResult& run : runs) {
    for (const WhileAway& one : run.metrics.while_away) {
      if (std::ranges::find(services, one.service) == services.end()) {
        services.push_back(one.service);
      }
    }
  }
  for (const std::string& service : services) {
    std::vector<double> came;
    std::vector<double> told_yes;
    AwayResult away{.service = service};
    for (const RunResult& run : runs) {
      const auto& all = run.metrics.while_away;
      const auto own = std::ranges::find(all, service, &WhileAway::service);
      const WhileAway counted = own == all.end() ? WhileAway{} : *own;
      away.came += counted.came;
      came.push_back(static_cast<double>(counted.came));
      told_yes.push_back(static_cast<double>(counted.told_yes));
    }
    away.told_yes = ratio_of_means(told_yes, came, confidence);
    away.told_yes.low = std::clamp(away.told_yes.low, 0.0, 1.0);
    away.told_yes.high = std::clamp(away.told_yes.high, 0.0, 1.0);
    result.while_away.push_back(std::move(away));
  }
}

}  // namespace

std::vector<double> per_replication(const MetricDefinition& metric, std::string_view statistic,
                                    std::span<const RunResult> runs) {
  std::vector<double> values;
  for (const RunResult& run : runs) {
    const auto value = statistic_of(metric, statistic, run.metrics);
    values.push_back(value.value_or(std::numeric_limits<double>::quiet_NaN()));
  }
  return values;
}

Estimate estimate(const MetricDefinition& metric, std::string_view statistic,
                  std::span<const RunResult> runs, double confidence) {
  return from(mean_interval(per_replication(metric, statistic, runs), confidence));
}

StrategyResult aggregate(const Scenario& scenario, const StrategyEntry& entry,
                         std::span<const RunResult> runs) {
  const Protocol& protocol = *find_protocol(entry.protocol);
  const Claims claims = protocol.claims(entry.parameters);
  StrategyResult result{.name = entry.name, .protocol = entry.protocol};
  result.replications = static_cast<std::uint32_t>(runs.size());
  Digest digest;
  for (const RunResult& run : runs) digest.add(run.digest);
  result.digest = digest.value();
  add_outcomes(result, runs);
  add_outcomes_by_type(result, runs);
  for (const MetricDefinition& metric : metric_catalogue()) {
    result.metrics.push_back(
        metric_result(metric, runs, scenario.experiment.confidence, claims.convention.name));
  }
  add_curves(result, runs);
  add_while_away(result, runs, scenario.experiment.confidence);
  add_worst_waits(result, runs);
  judge_properties(scenario, entry, runs, result);
  judge_thresholds(scenario, entry, runs, result);
  judge_requirements(scenario, runs, result);
  judge_expectations(scenario, entry, result);
  for (const std::string_view what : protocol.effort) result.effort.emplace_back(what);
  return result;
}

std::vector<Comparison> compare(const Scenario& scenario, const StrategyEntry& entry,
                                std::span<const RunResult> runs,
                                std::span<const RunResult> baseline) {
  struct Compared {
    std::string_view statistic;
    std::string_view metric;
  };
  constexpr Compared compared[] = {{"p50", "client_latency"},
                                   {"p99", "client_latency"},
                                   {"p99", "time_to_final_answer"},
                                   {"p99", "inconsistency_window"},
                                   {"mean", "money_at_risk"},
                                   {"mean", "messages_per_purchase"},
                                   {"mean", "forced_writes_per_purchase"},
                                   {"mean", "throughput"}};
  std::vector<Comparison> comparisons;
  for (const auto& [statistic, name] : compared) {
    const MetricDefinition& metric = *find_metric(name);
    const ComparisonRule rule{
        .confidence = scenario.experiment.confidence,
        .preferred = metric.more_is_better ? Preferred::more : Preferred::less};
    const PairedComparison paired =
        compare_paired(per_replication(metric, statistic, runs),
                       per_replication(metric, statistic, baseline), rule);
    comparisons.push_back({.metric = std::string(statistic) + "(" + std::string(name) + ")",
                           .a = entry.name,
                           .b = scenario.experiment.baseline,
                           .difference = from(paired.difference),
                           .verdict = static_cast<ComparisonVerdict>(paired.verdict)});
  }
  return comparisons;
}

}  // namespace txlab
