#include "reports/stored_values.hpp"

#include <algorithm>
#include <limits>

namespace txlab::stored {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

template <typename E, std::size_t N>
E choice(const Json& value, const std::pair<std::string_view, E> (&names)[N]) {
  const auto text = value.get<std::string>();
  for (const auto& [name, meaning] : names) {
    if (name == text) return meaning;
  }
  throw Json::other_error::create(501, "unknown word " + text, &value);
}

constexpr std::pair<std::string_view, PropertyVerdict> property_verdicts[] = {
    {"holds", PropertyVerdict::holds},
    {"violated", PropertyVerdict::violated},
    {"unknown", PropertyVerdict::unknown}};
constexpr std::pair<std::string_view, ThresholdResult::Verdict> threshold_verdicts[] = {
    {"pass", ThresholdResult::Verdict::pass},
    {"fail", ThresholdResult::Verdict::fail},
    {"inconclusive", ThresholdResult::Verdict::inconclusive}};
constexpr std::pair<std::string_view, ComparisonVerdict> comparison_verdicts[] = {
    {"better", ComparisonVerdict::better},
    {"worse", ComparisonVerdict::worse},
    {"same", ComparisonVerdict::same},
    {"unknown", ComparisonVerdict::unknown}};
constexpr std::pair<std::string_view, PathStep::Kind> step_kinds[] = {
    {"network", PathStep::Kind::network},
    {"disk", PathStep::Kind::disk},
    {"work", PathStep::Kind::work},
    {"timer", PathStep::Kind::timer}};

MetricResult metric(const std::string& name, const Json& value) {
  MetricResult metric{.name = name};
  metric.applies = !value.is_null();
  if (!metric.applies) {
    metric.mean = estimate(nullptr);
    return metric;
  }
  metric.unit = value.at("unit");
  metric.convention = value.value("convention", "");
  metric.count = value.at("count");
  metric.min = number(value.at("min"));
  metric.max = number(value.at("max"));
  metric.mean = estimate(value.at("mean"));
  for (const auto& [key, one] : value.items()) {
    const bool quantile = key.size() > 1 && key[0] == 'p' && key[1] >= '0' && key[1] <= '9';
    if (quantile || key.starts_with("at ")) metric.quantiles.emplace_back(key, estimate(one));
  }
  if (value.contains("per_million")) metric.per_million = number(value["per_million"]);
  if (value.contains("upper_bound_per_million")) {
    metric.upper_bound = number(value["upper_bound_per_million"]);
  }
  return metric;
}

PropertyResult property(const Json& value) {
  return {.name = value.at("name"),
          .modality = value.at("modality"),
          .claimed = value.at("claimed"),
          .withdrawn = text(value.at("withdrawn")),
          .expected = value.at("expected"),
          .verdict = choice(value.at("verdict"), property_verdicts),
          .reason = text(value.at("reason")),
          .violations = value.at("violations"),
          .example = text(value.at("example")),
          .example_intent = value.value("example_purchase", std::uint64_t{0}),
          .example_replication = value.value("example_replication", std::uint32_t{0}),
          .trail = text(value.at("trail"))};
}

ThresholdResult threshold(const Json& value) {
  return {.text = value.at("that"),
          .verdict = choice(value.at("verdict"), threshold_verdicts),
          .expected = value.value("expected", false),
          .value = estimate(value.at("value")),
          .limit = number(value.at("limit")),
          .unit = value.value("unit", ""),
          .wants_more = value.value("wants_more", false)};
}

Outcomes outcomes(const Json& value) {
  return {value.at("offered"), value.at("bought"), value.at("refused"),
          value.at("undone"),  value.at("open"),   value.at("unknown_to_client")};
}

std::vector<double> numbers(const Json& values) {
  std::vector<double> all;
  for (const Json& value : values) all.push_back(number(value));
  return all;
}

std::vector<FaultBand> fault_bands(const Json& values) {
  std::vector<FaultBand> bands;
  for (const Json& one : values) {
    const Json& end = one.at("ended_s");
    bands.push_back({one.at("name"), one.at("kind"), one.at("target"), number(one.at("began_s")),
                     end.is_null() ? std::numeric_limits<double>::infinity() : number(end),
                     one.value("in_every_run", false)});
  }
  return bands;
}

Curve curve(const std::string& metric, const Json& value) {
  Curve curve{metric, value.at("unit"), value.at("count"), value.at("censored"), {}};
  const std::vector<double> at = numbers(value.at("at"));
  const std::vector<double> above = numbers(value.at("above"));
  for (std::size_t i = 0; i < std::min(at.size(), above.size()); ++i) {
    curve.points.push_back({at[i], above[i]});
  }
  return curve;
}

std::vector<TimeSeries> all_series(const Json& value) {
  std::vector<TimeSeries> all;
  for (const auto& [name, one] : value.items()) {
    TimeSeries series{name, one.at("unit"), {}};
    for (const auto& [key, column] : one.items()) {
      if (column.is_array()) series.columns.emplace_back(key, numbers(column));
    }
    all.push_back(std::move(series));
  }
  return all;
}

// Without its bins, which the point has.
Timeline timeline(const Json& value) {
  Timeline timeline;
  timeline.series = all_series(value.at("series"));
  if (value.contains("means")) timeline.means = all_series(value["means"]);
  timeline.faults = fault_bands(value.at("faults"));
  return timeline;
}

void read_path(const Json& value, CriticalPath& path, PathMeans& means) {
  path.purchase = value.at("purchase");
  path.latency_ms = number(value.at("latency_ms"));
  for (const Json& step : value.at("steps")) {
    path.steps.push_back({choice(step.at("kind"), step_kinds), step.at("where"), step.at("what"),
                          number(step.at("ms"))});
  }
  const Json& of = value.at("means");
  means = {of.at("answers"),         number(of.at("latency_ms")), number(of.at("network_ms")),
           number(of.at("disk_ms")), number(of.at("work_ms")),    number(of.at("timer_ms"))};
}

AnswersOfARun answers(const Json& value) {
  AnswersOfARun answers{.answers = value.at("count")};
  for (const auto& [service, share] : value.at("needed").items()) {
    answers.needed.emplace_back(service, number(share));
  }
  read_path(value.at("typical"), answers.typical, answers.typical_means);
  read_path(value.at("slow"), answers.slow, answers.slow_means);
  return answers;
}

WaitsSeen waits_seen(const Json& value) {
  WaitsSeen seen{.cycle = value.at("kind") == "cycle",
                 .database = value.at("database"),
                 .at_s = number(value.at("at_s")),
                 .replication = value.at("replication")};
  const auto purchase = [](const Json& one) {
    return one.is_null() ? std::uint64_t{0} : one.get<std::uint64_t>();
  };
  for (const Json& one : value.at("waits")) {
    seen.waits.push_back({.waiter = purchase(one.at("waiter")),
                          .holder = purchase(one.at("holder")),
                          .waiter_does = one.at("waiter_does"),
                          .holder_does = one.at("holder_does"),
                          .table = one.at("table"),
                          .key = one.at("key"),
                          .gap = one.at("gap"),
                          .waited_ms = number(one.at("waited_ms"))});
  }
  return seen;
}

void add_types(const Json& types, StrategyResult& strategy) {
  for (const auto& [name, of] : types.items()) {
    strategy.by_type.push_back({name, of.at("offered"), of.at("bought"), of.at("refused"),
                                of.at("undone"), of.at("open")});
  }
}

// What older results of this version do not have.
void add_later_parts(const Json& value, StrategyResult& strategy) {
  if (value.contains("by_type")) add_types(value["by_type"], strategy);
  if (value.contains("answers")) strategy.answers = answers(value["answers"]);
  if (value.contains("worst_waits")) strategy.worst_waits = waits_seen(value["worst_waits"]);
  if (value.contains("timeline")) strategy.timeline = timeline(value["timeline"]);
  if (value.contains("distributions")) {
    for (const auto& [name, one] : value["distributions"].items()) {
      strategy.curves.push_back(curve(name, one));
    }
  }
  if (value.contains("while_away")) {
    for (const auto& [service, one] : value["while_away"].items()) {
      strategy.while_away.push_back({service, one.at("came"), estimate(one.at("told_yes"))});
    }
  }
}

}  // namespace

double number(const Json& value) { return value.is_null() ? nothing : value.get<double>(); }

Estimate estimate(const Json& value) {
  if (value.is_null()) return {nothing, nothing, nothing, false};
  const double middle = number(value.at("value"));
  const bool known = !value.at("low").is_null();
  if (!known) return {middle, middle, middle, false};
  return {middle, number(value.at("low")), number(value.at("high")), true};
}

std::string text(const Json& value) { return value.is_null() ? "" : value.get<std::string>(); }

StrategyResult strategy(const Json& value) {
  StrategyResult strategy{.name = value.at("name"), .protocol = value.at("protocol")};
  strategy.replications = value.at("replications");
  strategy.digest = std::stoull(value.at("digest").get<std::string>(), nullptr, 16);
  strategy.events = value.at("events");
  strategy.outcomes = outcomes(value.at("outcomes"));
  for (const auto& [name, one] : value.at("metrics").items()) {
    strategy.metrics.push_back(metric(name, one));
    if (name != "client_latency" || one.is_null() || !one.contains("strength")) continue;
    for (const auto& [answer, share] : one["strength"].items()) {
      strategy.first_answers.emplace_back(answer, number(share));
    }
  }
  for (const Json& one : value.at("properties")) strategy.properties.push_back(property(one));
  for (const Json& one : value.at("thresholds")) strategy.thresholds.push_back(threshold(one));
  strategy.effort = value.at("effort").get<std::vector<std::string>>();
  strategy.yuan_lost = number(value.at("yuan_lost"));
  strategy.failed_expectations = value.at("failed_expectations").get<std::vector<std::string>>();
  add_later_parts(value, strategy);
  return strategy;
}

void add_requirements(const Json& decision, PointResult& point) {
  const Json& all = decision.at("strategies");
  for (std::size_t i = 0; i < std::min(all.size(), point.strategies.size()); ++i) {
    for (const Json& one : all[i].at("requirements")) {
      point.strategies[i].requirements.push_back(threshold(one));
    }
  }
}

void add_time_axis(const Json& axis, PointResult& point) {
  point.warm_until_s = number(axis.at("warm_until_s"));
  point.arrivals_until_s = number(axis.at("arrivals_until_s"));
  point.planned_faults = fault_bands(axis.at("planned_faults"));
  for (StrategyResult& one : point.strategies) {
    if (one.timeline) one.timeline->edges_s = numbers(axis.at("edges_s"));
  }
}

Comparison comparison(const Json& value) {
  return {.metric = value.at("metric"),
          .a = value.at("a"),
          .b = value.at("b"),
          .difference = estimate(value.at("difference")),
          .verdict = choice(value.at("verdict"), comparison_verdicts)};
}

FaultEffect fault_effect(const Json& value) {
  return {.fault = value.at("fault"),
          .strategy = value.at("strategy"),
          .firings = number(value.at("firings")),
          .claims_broken = estimate(value.at("claims_broken")),
          .unclaimed = estimate(value.at("unclaimed_violations")),
          .yuan_lost = estimate(value.at("yuan_lost")),
          .yuan_seconds = estimate(value.at("yuan_seconds_at_risk")),
          .purchases_lost = estimate(value.at("purchases_lost"))};
}

Crossing crossing(const Json& value) {
  Crossing crossing{.path = value.at("path"),
                    .unit = value.at("unit"),
                    .metric = value.at("metric"),
                    .strategy = value.at("strategy"),
                    .a = value.at("a"),
                    .b = value.at("b")};
  const std::string first = text(value.at("better_first"));
  if (!first.empty()) {
    crossing.first = first == crossing.a ? Crossing::Better::a : Crossing::Better::b;
  }
  for (const Json& one : value.at("at")) crossing.at.push_back(estimate(one));
  return crossing;
}

}  // namespace txlab::stored
