#include "sample.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace txlab {

namespace {

MetricResult rare(const std::string& name, double per_replication) {
  MetricResult found = metric(name, "1", per_replication, per_replication / 4);
  if (per_replication == 0) {
    found.max = 0;
    found.upper_bound = 7.2;
  }
  found.per_million = per_replication / 0.0205;
  return found;
}

void add_cheap_metrics(StrategyResult& strategy, const SampleStrategy& sample) {
  auto& metrics = strategy.metrics;
  metrics.push_back(metric("throughput", "1/s", 148.2, 0.9));
  metrics.push_back(metric("max_backlog", "1", 312, 41));
  metrics.push_back(metric("messages_per_purchase", "1", sample.messages, 0.012));
  metrics.push_back(metric("wire_messages_per_purchase", "1", sample.messages + 9, 0.012));
  metrics.push_back(metric("forced_writes_per_purchase", "1", sample.forced_writes, 0));
  metrics.push_back(metric("fsyncs_per_purchase", "1", sample.forced_writes * 0.43, 0.02));
  metrics.push_back(metric("oracle_messages_per_purchase", "1", sample.messages, 0));
  metrics.back().convention = "R* presumed abort";
  metrics.push_back(metric("oracle_forced_writes_per_purchase", "1", sample.forced_writes, 0));
  metrics.back().convention = "R* presumed abort";
  metrics.push_back(metric("db_round_trips_per_purchase", "1", sample.messages + 2, 0.05));
  metrics.push_back(distribution("lock_hold", sample.latency_ms / 3, sample.latency_ms * 4));
  metrics.push_back(distribution("lock_wait", 0.01, sample.latency_ms));
  metrics.push_back(metric("deadlocks", "1", 0, 0));
  metrics.push_back(metric("in_doubt", "1", sample.window_ms / 9000, 0.0031));
  metrics.push_back(metric("needs_operator", "1", 0.2, 0.05));
}

}  // namespace

Estimate estimate(double value, double half_width) {
  return {value, value - half_width, value + half_width, true};
}

MetricResult metric(const std::string& name, const std::string& unit, double mean,
                    double half_width) {
  MetricResult found;
  found.name = name;
  found.unit = unit;
  found.count = 20;
  found.min = std::floor(mean);
  found.max = std::ceil(mean * 1.2);
  found.mean = estimate(mean, half_width);
  return found;
}

MetricResult distribution(const std::string& name, double p50, double p99) {
  MetricResult found = metric(name, "ms", p50 * 1.3, p50 / 40);
  found.count = 410'000;
  const double steps[] = {0, 0.55, 0.7, 1, 1.33};
  const char* names[] = {"p50", "p90", "p95", "p99", "p99.9"};
  for (std::size_t i = 0; i < 5; ++i) {
    const double value = p50 * std::pow(p99 / p50, steps[i]);
    found.quantiles.emplace_back(names[i], estimate(value, value / (40 - 8 * steps[i])));
  }
  return found;
}

PropertyResult holding(const std::string& name, bool claimed) {
  PropertyResult property;
  property.name = name;
  property.modality = "always";
  property.claimed = claimed;
  return property;
}

PropertyResult violated(const std::string& name, bool claimed) {
  PropertyResult property = holding(name, claimed);
  property.verdict = PropertyVerdict::violated;
  property.violations = 1234;
  property.example =
      "main was committed at 40.021s and the branch never was; the customer had been told PLACED, "
      "and no list that anybody watches holds the order";
  property.example_intent = 2017;
  property.example_replication = 3;
  return property;
}

const std::vector<std::string>& contract_metrics() {
  static const std::vector<std::string> names{"client_latency",
                                              "time_to_final_answer",
                                              "settle_latency",
                                              "inconsistency_window",
                                              "money_at_risk",
                                              "throughput",
                                              "max_backlog",
                                              "messages_per_purchase",
                                              "wire_messages_per_purchase",
                                              "forced_writes_per_purchase",
                                              "fsyncs_per_purchase",
                                              "oracle_messages_per_purchase",
                                              "oracle_forced_writes_per_purchase",
                                              "db_round_trips_per_purchase",
                                              "lock_hold",
                                              "lock_wait",
                                              "deadlocks",
                                              "in_doubt",
                                              "needs_operator",
                                              "duplicates",
                                              "dead_letters",
                                              "checks",
                                              "false_repairs",
                                              "availability_coupling",
                                              "latency_coupling",
                                              "storage_coupling",
                                              "change_coupling",
                                              "recovery_time"};
  return names;
}

const std::vector<std::string>& contract_properties() {
  static const std::vector<std::string> names{"conservation",
                                              "no-duplicate-purchase",
                                              "no-branch-without-main",
                                              "main-branch-agreement",
                                              "told-truth",
                                              "told-eventually",
                                              "no-negative-balance",
                                              "amounts-match",
                                              "nothing-stuck-unseen"};
  return names;
}

StrategyResult sample_strategy(const SampleStrategy& sample) {
  StrategyResult strategy;
  strategy.name = sample.name;
  strategy.protocol = sample.protocol;
  strategy.replications = 20;
  strategy.digest = 0x0123456789abcdef;
  strategy.events = 12'345'678;
  strategy.outcomes = {410'000, 393'600, 16'190, 210, 0, 33};
  strategy.first_answers = {
      {"placed", 0}, {"accepted", 0}, {"refused", 0.0395}, {"unknown", 0.00008}};
  for (auto& [answer, share] : strategy.first_answers) {
    if (answer == sample.answer) share = 0.9604;
  }
  const double slow = 6 * sample.latency_ms;
  auto& metrics = strategy.metrics;
  metrics.push_back(distribution("client_latency", sample.latency_ms, slow));
  metrics.push_back(distribution("time_to_final_answer", slow, slow + sample.window_ms));
  metrics.push_back(distribution("settle_latency", slow, slow + sample.window_ms));
  metrics.push_back(distribution("inconsistency_window", sample.window_ms / 7, sample.window_ms));
  metrics.push_back(
      metric("money_at_risk", "CNY x s", sample.window_ms * 1.7, sample.window_ms / 9));
  add_cheap_metrics(strategy, sample);
  metrics.push_back(rare("duplicates", sample.protocol == "naive" ? 41.5 : 0));
  metrics.push_back(rare("dead_letters", 0));
  metrics.push_back(rare("checks", 120));
  metrics.push_back(rare("false_repairs", 0));
  metrics.push_back(
      metric("availability_coupling", "1", sample.protocol == "xa" ? 0 : 0.9821, 0.004));
  metrics.push_back(metric("latency_coupling", "1", 0.2, 0.1));
  for (const char* name : {"storage_coupling", "change_coupling", "recovery_time"}) {
    metrics.push_back(metric(name, "1", 0, 0));
    metrics.back().applies = false;
  }
  for (const auto& name : contract_properties()) {
    strategy.properties.push_back(holding(name, sample.protocol != "naive"));
  }
  ThresholdResult limit;
  limit.text = "p95(client_latency) < 500ms";
  limit.limit = 500;
  limit.value = strategy.metrics.front().quantiles[2].second;
  strategy.thresholds.push_back(limit);
  strategy.effort = {"one table", "one broker"};
  return strategy;
}

void compare_with_baseline(StudyResult& study) {
  for (auto& point : study.points) {
    const auto base = std::find_if(point.strategies.begin(), point.strategies.end(),
                                   [&](const auto& one) { return one.name == study.baseline; });
    for (const auto& strategy : point.strategies) {
      if (base == point.strategies.end() || &strategy == &*base) continue;
      for (const char* name : {"client_latency", "inconsistency_window"}) {
        const Estimate& a = strategy.metric(name)->quantiles[3].second;
        const Estimate& b = base->metric(name)->quantiles[3].second;
        const double half = (a.high - a.low) / 2 + (b.high - b.low) / 4;
        const double difference = a.value - b.value;
        const auto verdict = std::abs(difference) <= half ? ComparisonVerdict::unknown
                             : difference < 0             ? ComparisonVerdict::better
                                                          : ComparisonVerdict::worse;
        point.comparisons.push_back({"p99(" + std::string(name) + ")", strategy.name, base->name,
                                     estimate(difference, half), verdict});
      }
    }
  }
}

StudyResult sample_study() {
  StudyResult study;
  study.scenario_name = "discount-purchase";
  study.scenario_file = "scenarios/library/discount-purchase.yaml";
  study.description =
      "Five strategies on one morning of purchases; three zones, jitter, crashes and retries.";
  study.scenario_digest = 0xfeed;
  study.seed = 20261123;
  study.baseline = "mq-tx";
  study.replications = 20;
  PointResult point;
  const SampleStrategy samples[] = {
      {"none", "none", "placed", 4.1, 0.5, 1, 1},
      {"naive", "naive", "placed", 9.7, 86400e3, 4, 2},
      {"reconcile", "async-reconciliation", "accepted", 10.3, 86400e3, 3, 3},
      {"reconcile-5m", "async-reconciliation", "accepted", 10.4, 291e3, 3, 3},
      {"table", "local-message-table", "accepted", 14, 3420, 3, 4},
      {"xa", "xa", "placed", 61.2, 18, 8, 5},
      {"tcc", "tcc", "placed", 38, 402, 8.4, 6},
      {"mq-tx", "transactional-message", "accepted", 16.1, 1480, 4, 4},
      {"mq-tx-60s", "transactional-message", "accepted", 16.2, 2910, 4, 4}};
  for (const auto& sample : samples) point.strategies.push_back(sample_strategy(sample));
  auto& naive = point.strategies[1];
  naive.yuan_lost = 1'234'567;
  naive.outcomes.open = 123;
  for (const std::size_t broken : {1, 3, 4}) {
    naive.properties[broken] = violated(contract_properties()[broken], false);
  }
  auto& xa = point.strategies[5];
  xa.thresholds[0].verdict = ThresholdResult::Verdict::fail;
  xa.thresholds[0].expected = true;
  auto& table = point.strategies[4];
  table.properties[0].withdrawn = "the broker flushes asynchronously";
  auto& tcc = point.strategies[6];
  tcc.properties[8].verdict = PropertyVerdict::unknown;
  tcc.properties[8].reason = "blocked-by-design";
  study.points.push_back(point);
  compare_with_baseline(study);
  return study;
}

StudyResult hostile_study() {
  StudyResult study = sample_study();
  study.scenario_name = "折扣购买\x1b[31m\nwith a name that goes on and on, far beyond what fits";
  study.scenario_file = "/a path/with blanks/and 'quotes'/" + std::string(90, 'x') + "/折扣.yaml";
  study.description.assign(300, 'd');
  study.description += " \xff\xfe 一二三四五六七八九十";
  study.baseline = "基线策略的名字也很长很长很长";
  const double infinite = std::numeric_limits<double>::infinity();
  const double values[] = {0, 1e-12, 1e300, -1e300, infinite, std::nan(""), 1e15, 0.5, 999.95};
  const std::string names[] = {"",
                               "基线策略的名字也很长很长很长",
                               std::string(80, 'n'),
                               "a\tb\nc",
                               "\xc3\x28",
                               "é́́",
                               "-s",
                               "$(rm)",
                               "x"};
  for (std::size_t i = 0; i < 9; ++i) {
    auto& strategy = study.points[0].strategies[i];
    strategy.name = names[i];
    strategy.yuan_lost = std::abs(values[i]);
    strategy.outcomes.open = std::numeric_limits<std::uint64_t>::max() >> (7 * i);
    for (auto& one : strategy.metrics) {
      one.mean = estimate(values[(i + 1) % 9], values[(i + 3) % 9]);
      for (auto& [name, quantile] : one.quantiles) {
        quantile = estimate(values[(i + name.size()) % 9], values[(i + 5) % 9]);
      }
    }
    strategy.properties[i] = violated(std::string(120, 'p'), i % 2 == 0);
    strategy.failed_expectations = {std::string(250, 'f')};
    strategy.thresholds[0].text = "p99(" + std::string(150, 'm') + ") < 1ms";
  }
  study.points[0].comparisons.clear();
  compare_with_baseline(study);
  study.notes = {std::string(400, 'w'), "短"};
  study.partial = true;
  return study;
}

}  // namespace txlab
