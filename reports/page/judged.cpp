#include "reports/page/judged.hpp"

#include "reports/units.hpp"

namespace txlab::page {

std::optional<Value> value_of(const Json& strategy, std::string_view metric,
                              std::string_view statistic) {
  const Json& metrics = strategy.at("metrics");
  const auto found = metrics.find(std::string(metric));
  if (found == metrics.end() || found->is_null()) return std::nullopt;
  const auto estimate = found->find(std::string(statistic));
  if (estimate == found->end() || estimate->is_null()) return std::nullopt;
  Value value{.unit = found->at("unit").get<std::string>()};
  value.value = value.low = value.high = estimate->at("value").get<double>();
  value.known = !estimate->at("low").is_null() && !estimate->at("high").is_null();
  if (value.known) {
    value.low = estimate->at("low").get<double>();
    value.high = estimate->at("high").get<double>();
  }
  return value;
}

std::string written(const std::optional<Value>& value) {
  if (!value) return "–";
  const std::string text = format_quantity(value->value, value->unit);
  if (!value->known) return text;
  return text + " ±" + format_quantity((value->high - value->low) / 2, value->unit, 2);
}

Kept kept_by(const Json& strategy) {
  Kept kept;
  for (const Json& property : strategy.at("properties")) {
    if (!property.at("claimed").get<bool>() || !property.at("withdrawn").is_null()) continue;
    ++kept.claims;
    const bool by_design = property.at("reason") == "blocked-by-design";
    const bool broken = property.at("verdict") == "violated" && !by_design;
    const bool undecided = property.at("verdict") == "unknown" && !by_design;
    kept.broken += broken;
    kept.held += !broken && !undecided;
  }
  for (const Json& threshold : strategy.at("thresholds")) {
    ++kept.limits;
    kept.met += threshold.at("verdict") == "pass";
    kept.failed += threshold.at("verdict") == "fail";
  }
  return kept;
}

bool is_ranked(const Json& strategy) {
  return strategy.at("protocol") != "none" && kept_by(strategy).all_claims();
}

std::string listed(const std::vector<std::string>& names, std::string_view language) {
  const bool english = language == "en";
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool last = i + 1 == names.size();
    if (i > 0) text += last ? (english ? " and " : " 和 ") : (english ? ", " : "、");
    text += names[i];
  }
  return text;
}

}  // namespace txlab::page
