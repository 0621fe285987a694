#include "reports/json_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/json_answers.hpp"
#include "reports/json_timeline.hpp"
#include "reports/json_waits.hpp"
#include "reports/judgement.hpp"

namespace txlab::json {

namespace {

constexpr double exact_integers = 9007199254740992.0;  // 2^53

const char* name_of(ThresholdResult::Verdict verdict) {
  switch (verdict) {
    case ThresholdResult::Verdict::pass:
      return "pass";
    case ThresholdResult::Verdict::fail:
      return "fail";
    case ThresholdResult::Verdict::inconclusive:
      break;
  }
  return "inconclusive";
}

const char* name_of(ComparisonVerdict verdict) {
  switch (verdict) {
    case ComparisonVerdict::better:
      return "better";
    case ComparisonVerdict::worse:
      return "worse";
    case ComparisonVerdict::same:
      return "same";
    case ComparisonVerdict::unknown:
      break;
  }
  return "unknown";
}

Json outcomes(const Outcomes& outcomes) {
  return {{"offered", outcomes.offered}, {"bought", outcomes.bought},
          {"refused", outcomes.refused}, {"undone", outcomes.undone},
          {"open", outcomes.open},       {"unknown_to_client", outcomes.unknown_to_client}};
}

Json outcomes_by_type(const std::vector<OutcomesOfType>& types) {
  Json json = Json::object();
  for (const OutcomesOfType& one : types) {
    json[one.type] = {{"offered", one.offered},
                      {"bought", one.bought},
                      {"refused", one.refused},
                      {"undone", one.undone},
                      {"open", one.open}};
  }
  return json;
}

// An answer that promises nothing is quickly given, so the latency travels with what it promised.
void add_strength(Json& metrics, const StrategyResult& strategy) {
  const auto latency = metrics.find("client_latency");
  if (latency == metrics.end() || latency->is_null()) return;
  Json strength = Json::object();
  for (const auto& [name, share] : strategy.first_answers) strength[name] = number(share);
  (*latency)["strength"] = std::move(strength);
}

std::string scalar(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// A list of numbers is one line, however long.
bool is_one_line(const Json& value) {
  return value.empty() || !value.is_structured() ||
         (value.is_array() && std::ranges::all_of(value, [](const Json& element) {
            return element.is_number() || element.is_null();
          }));
}

void write(const Json& value, int depth, std::string& out) {
  if (is_one_line(value)) {
    out += scalar(value);
    return;
  }
  const auto margin = [&](int levels) {
    return std::string(2 * static_cast<unsigned>(levels), ' ');
  };
  const char* const brackets = value.is_object() ? "{}" : "[]";
  out += brackets[0];
  const char* between = "\n";
  for (const auto& [key, element] : value.items()) {
    out += between + margin(depth + 1);
    if (value.is_object()) out += scalar(key) + ": ";
    write(element, depth + 1, out);
    between = ",\n";
  }
  out += "\n" + margin(depth) + brackets[1];
}

}  // namespace

Json number(double value) {
  if (!std::isfinite(value)) return nullptr;
  if (value == std::floor(value) && std::abs(value) <= exact_integers) {
    return static_cast<std::int64_t>(value);
  }
  return value;
}

Json estimate(const Estimate& value) {
  if (!std::isfinite(value.value)) return nullptr;
  if (!value.known) return {{"value", number(value.value)}, {"low", nullptr}, {"high", nullptr}};
  return {{"value", number(value.value)}, {"low", number(value.low)}, {"high", number(value.high)}};
}

Json digest(std::uint64_t value) { return fmt::format("{:016x}", value); }

Json text(const std::string& value) { return value.empty() ? Json(nullptr) : Json(value); }

Json metric(const MetricResult& metric) {
  if (!metric.applies) return nullptr;
  Json json = {{"unit", metric.unit}};
  if (!metric.convention.empty()) json["convention"] = metric.convention;
  json["count"] = metric.count;
  json["min"] = number(metric.min);
  json["max"] = number(metric.max);
  json["mean"] = estimate(metric.mean);
  for (const auto& [name, quantile] : metric.quantiles) json[name] = estimate(quantile);
  if (metric.per_million) json["per_million"] = number(*metric.per_million);
  if (metric.upper_bound) json["upper_bound_per_million"] = number(*metric.upper_bound);
  return json;
}

Json property(const PropertyResult& property) {
  return {{"name", property.name},
          {"modality", property.modality},
          {"claimed", property.claimed},
          {"verdict", txlab::name_of(property.verdict)},
          {"reason", text(property.reason)},
          {"violations", property.violations},
          {"trail", text(property.trail)},
          {"withdrawn", text(property.withdrawn)},
          {"expected", property.expected},
          {"example", text(property.example)},
          {"example_purchase", property.example_intent},
          {"example_replication", property.example_replication}};
}

Json threshold(const ThresholdResult& threshold) {
  return {{"that", threshold.text},
          {"verdict", name_of(threshold.verdict)},
          {"value", estimate(threshold.value)},
          {"limit", number(threshold.limit)},
          {"expected", threshold.expected}};
}

Json comparison(const Comparison& comparison) {
  return {{"metric", comparison.metric},
          {"a", comparison.a},
          {"b", comparison.b},
          {"difference", estimate(comparison.difference)},
          {"verdict", name_of(comparison.verdict)}};
}

Json fault_effect(const FaultEffect& effect) {
  return {{"fault", effect.fault},
          {"strategy", effect.strategy},
          {"firings", number(effect.firings)},
          {"claims_broken", estimate(effect.claims_broken)},
          {"unclaimed_violations", estimate(effect.unclaimed)},
          {"yuan_lost", estimate(effect.yuan_lost)},
          {"yuan_seconds_at_risk", estimate(effect.yuan_seconds)},
          {"purchases_lost", estimate(effect.purchases_lost)}};
}

Json crossing(const Crossing& crossing) {
  Json at = Json::array();
  for (const Estimate& one : crossing.at) at.push_back(estimate(one));
  Json first = nullptr;
  if (crossing.first == Crossing::Better::a) first = crossing.a;
  if (crossing.first == Crossing::Better::b) first = crossing.b;
  return {{"path", crossing.path},         {"unit", crossing.unit}, {"metric", crossing.metric},
          {"strategy", crossing.strategy}, {"a", crossing.a},       {"b", crossing.b},
          {"better_first", first},         {"at", std::move(at)}};
}

Json strategy(const StrategyResult& strategy) {
  Json metrics = Json::object();
  for (const auto& one : strategy.metrics) metrics[one.name] = metric(one);
  add_strength(metrics, strategy);
  Json properties = Json::array();
  for (const auto& one : strategy.properties) properties.push_back(property(one));
  Json thresholds = Json::array();
  for (const auto& one : strategy.thresholds) thresholds.push_back(threshold(one));
  Json json = {{"name", strategy.name},
               {"protocol", strategy.protocol},
               {"replications", strategy.replications},
               {"digest", digest(strategy.digest)},
               {"events", strategy.events},
               {"outcomes", outcomes(strategy.outcomes)},
               {"metrics", std::move(metrics)},
               {"properties", std::move(properties)},
               {"thresholds", std::move(thresholds)},
               {"effort", strategy.effort},
               {"yuan_lost", number(strategy.yuan_lost)},
               {"failed_expectations", strategy.failed_expectations}};
  if (strategy.answers) json["answers"] = answers(*strategy.answers);
  if (!strategy.while_away.empty()) json["while_away"] = while_away(strategy.while_away);
  if (strategy.worst_waits) json["worst_waits"] = waits_seen(*strategy.worst_waits);
  if (!strategy.curves.empty()) json["distributions"] = curves(strategy.curves);
  if (strategy.timeline) json["timeline"] = timeline(*strategy.timeline);
  if (!strategy.by_type.empty()) json["by_type"] = outcomes_by_type(strategy.by_type);
  return json;
}

std::string document(const Json& value) {
  std::string text;
  write(value, 0, text);
  return text + "\n";
}

std::string line(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace txlab::json
