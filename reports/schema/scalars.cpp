#include "reports/schema/scalars.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace txlab::schema {

namespace {

constexpr std::string_view whole = "(0|[1-9][0-9]*)";
constexpr std::string_view decimal = "(0|[1-9][0-9]*)([.][0-9]+)?";

Json text_like(const std::string& pattern, std::string_view words) {
  return {{"type", "string"}, {"pattern", "^" + pattern + "$"}, {"description", words}};
}

// `1m30s`: the largest unit first, and at least one.
std::string durations() {
  std::string pattern = "(?=.)";
  for (const std::string_view unit : {"d", "h", "m", "s", "ms", "us", "ns"}) {
    pattern += fmt::format("({}{})?", decimal, unit);
  }
  return pattern;
}

// Plain numbers in their bounds, or their text in quotes or with k or M.
Json count_schema(const Key& key) {
  Json plain{{"type", "integer"}};
  if (const auto range = range_of(key)) {
    if (range->least) plain["minimum"] = std::get<std::int64_t>(*range->least);
    if (range->most) plain["maximum"] = std::get<std::int64_t>(*range->most);
  }
  return {{"anyOf", Json::array({plain, reference("count")})}};
}

Json number_schema(const Key& key) {
  Json plain{{"type", "number"}, {"minimum", 0}};
  if (const auto range = range_of(key)) {
    if (range->least) plain["minimum"] = std::get<double>(*range->least);
    if (range->most) plain["maximum"] = std::get<double>(*range->most);
  }
  return {{"anyOf", Json::array({plain, reference("number")})}};
}

// `one | all | a count | a share`
Json alternatives(std::string_view words) {
  Json schemas = Json::array();
  std::vector<std::string> names;
  while (!words.empty()) {
    const std::size_t bar = std::min(words.find(" | "), words.size());
    const std::string_view word = words.substr(0, bar);
    words.remove_prefix(std::min(bar + 3, words.size()));
    if (word == "a count") {
      schemas.push_back({{"type", "integer"}, {"minimum", 1}});
      schemas.push_back(reference("count"));
    } else if (word == "a share") {
      schemas.push_back(reference("share"));
    } else {
      names.emplace_back(word);
    }
  }
  schemas.push_back(one_of_names(names));
  return {{"anyOf", schemas}};
}

Json plain_schema(const Key& key, KeyType drawn) {
  switch (key.type) {
    case KeyType::number:
      return number_schema(key);
    case KeyType::count:
      return count_schema(key);
    case KeyType::seed:
      return {
          {"anyOf", Json::array({Json{{"type", "integer"}, {"minimum", 0}}, reference("seed")})}};
    case KeyType::toggle:
      return reference("switch");
    case KeyType::duration:
    case KeyType::positive_duration:
    case KeyType::time_distribution:
      return reference("duration");
    case KeyType::signed_duration:
    case KeyType::signed_time_distribution:
      return reference("signed-duration");
    case KeyType::time_of_day:
      return reference("time-of-day");
    case KeyType::money:
    case KeyType::money_distribution:
      return reference("money");
    case KeyType::probability:
    case KeyType::share:
      return reference("share");
    case KeyType::rate:
      return reference("rate");
    case KeyType::ppm:
      return reference("ppm");
    case KeyType::amount:
      return amount_schema(drawn);
    case KeyType::name:
    case KeyType::text:
    case KeyType::mapping:
    case KeyType::list:
      break;
  }
  const bool alternative = key.bounds.find(" | ") != std::string_view::npos;
  if (key.type == KeyType::text && alternative) return alternatives(key.bounds);
  const auto names = choices_of(key);
  return names.empty() ? any_scalar() : one_of_names(names);
}

}  // namespace

Json any_scalar() {
  const Json text{{"type", "string"}, {"minLength", 1}};
  const Json number{{"type", "number"}};
  const Json truth{{"type", "boolean"}};
  return {{"anyOf", Json::array({text, number, truth})}};
}

Json requires_all(const std::vector<std::string>& names) {
  Json properties;
  for (const std::string& name : names) properties[name] = Json::object();
  return {{"properties", properties}, {"required", names}};
}

Json one_of_names(const std::vector<std::string>& names) { return {{"enum", names}}; }

Json scalar_definitions() {
  Json all;
  all["duration"] = text_like(durations(), "a duration: 30s, 1m30s, 2.1ms; ns us ms s m h d");
  all["signed-duration"] = text_like("-?" + durations(), "a duration, perhaps with a minus");
  all["time-of-day"] = text_like("([01]?[0-9]|2[0-3]):[0-5][0-9]", "a time of day: \"15:00\"");
  all["share"] =
      text_like("((0|[1-9][0-9]?)([.][0-9]+)?|100([.]0+)?)%", "a percentage, 0% to 100%: 0.5%");
  all["rate"] = text_like(fmt::format("{}[kM]?/[smh]", decimal), "a rate: 50/s, 6/h, 2k/s");
  all["count"] =
      text_like(fmt::format("({}|{}[kM])", whole, decimal), "a whole number: 15, 20k, 1.5M");
  all["seed"] = text_like(std::string(whole), "a whole number of 64 bits");
  all["number"] = text_like(std::string(decimal), "a number without a unit: 2, 0.9");
  all["money"] = text_like(fmt::format("{}[kM]? CNY", decimal), "money: 1000 CNY, 200k CNY");
  all["ppm"] = text_like(fmt::format("-?{}ppm", decimal), "parts per million: 20ppm");
  all["switch"] = {{"enum", {"on", "off", true, false, "true", "false"}},
                   {"description", "a switch: on, off"}};
  return all;
}

Json amount_schema(KeyType drawn) {
  if (drawn == KeyType::money_distribution) return reference("money");
  const bool may_be_negative = drawn == KeyType::signed_time_distribution;
  return reference(may_be_negative ? "signed-duration" : "duration");
}

Json scalar_schema(const Key& key, KeyType drawn) {
  Json schema = plain_schema(key, drawn);
  const std::string instead(instead_of(key));
  if (instead.empty()) return schema;
  return {{"anyOf", Json::array({schema, one_of_names({instead})})}};
}

Json parameter_schema(const ParameterSpec& spec) {
  using Type = ParameterSpec::Type;
  Json schema;
  if (spec.type == Type::duration) schema = reference("duration");
  if (spec.type == Type::toggle) schema = reference("switch");
  if (spec.type == Type::count) {
    const Json plain{{"type", "integer"}, {"minimum", spec.may_be_zero ? 0 : 1}};
    schema = {{"anyOf", Json::array({plain, reference("count")})}};
  }
  if (spec.type == Type::choice) {
    schema = one_of_names(std::vector<std::string>(spec.choices.begin(), spec.choices.end()));
  }
  if (spec.otherwise.empty()) return schema;
  return {{"anyOf", Json::array({schema, one_of_names({std::string(spec.otherwise)})})}};
}

}  // namespace txlab::schema
