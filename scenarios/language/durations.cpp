// Durations: the grammar itself stands beside ParameterSpec; here is what to say when it is broken.
#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "models/strategies/parameters.hpp"
#include "scenarios/language/number.hpp"
#include "scenarios/language/units.hpp"

namespace txlab::language {

std::string duration_text(Duration duration) {
  struct Unit {
    std::string_view name;
    std::int64_t length;
  };
  constexpr Unit units[] = {{"d", 86'400'000'000'000},
                            {"h", 3'600'000'000'000},
                            {"m", 60'000'000'000},
                            {"s", 1'000'000'000},
                            {"ms", 1'000'000},
                            {"us", 1000},
                            {"ns", 1}};
  std::string text;
  std::int64_t rest = duration.count();
  for (const auto& [name, length] : units) {
    if (rest < length) continue;
    text += fmt::format("{}{}", rest / length, name);
    rest %= length;
  }
  return text.empty() ? "0s" : text;
}

namespace unit {

namespace {

constexpr std::string_view is = "a duration";

std::optional<Duration> exact(std::string_view text) {
  const ParameterSpec spec{.name = "", .type = ParameterSpec::Type::duration, .fallback = ""};
  ParameterValue value;
  if (!parse_parameter(spec, text, value)) return std::nullopt;
  return std::get<Duration>(value);
}

// What people write for the seven units.
constexpr std::pair<std::string_view, std::string_view> foreign_units[] = {
    {"nsec", "ns"},   {"µs", "us"},     {"μs", "us"},   {"usec", "us"}, {"msec", "ms"},
    {"millis", "ms"}, {"MS", "ms"},     {"Ms", "ms"},   {"sec", "s"},   {"secs", "s"},
    {"second", "s"},  {"seconds", "s"}, {"S", "s"},     {"min", "m"},   {"mins", "m"},
    {"minute", "m"},  {"minutes", "m"}, {"M", "m"},     {"hr", "h"},    {"hrs", "h"},
    {"hour", "h"},    {"hours", "h"},   {"H", "h"},     {"day", "d"},   {"days", "d"},
    {"D", "d"},       {"微秒", "us"},   {"毫秒", "ms"}, {"秒", "s"},    {"分钟", "m"},
    {"小时", "h"},    {"天", "d"}};

std::string with_our_unit(std::string_view text) {
  std::string result(text);
  std::erase(result, ' ');
  const std::size_t unit = result.find_last_of("0123456789") + 1;
  for (const auto& [theirs, ours] : foreign_units) {
    if (std::string_view(result).substr(unit) != theirs) continue;
    result.replace(unit, std::string::npos, ours);
    break;
  }
  return exact(result) ? result : std::string();
}

bool units_only(std::string_view text) {
  return text.find_first_not_of("0123456789.nusmhd") == std::string_view::npos;
}

// `00:05:00` has hours, `09:30` may be hours and minutes or minutes and seconds.
std::optional<Mistake> clock_time(std::string_view text) {
  std::vector<std::int64_t> parts;
  for (bool more = true; more;) {
    std::int64_t part = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), part);
    if (parsed.ec != std::errc{} || part < 0 || part > 99) return std::nullopt;
    parts.push_back(part);
    text.remove_prefix(static_cast<std::size_t>(parsed.ptr - text.data()));
    more = text.starts_with(':') && parts.size() < 3;
    if (more) text.remove_prefix(1);
  }
  if (!text.empty() || parts.size() < 2) return std::nullopt;
  const bool three = parts.size() == 3;
  parts.resize(3);
  const std::string with_hours = duration_text(parts[0] * 1h + parts[1] * 1min + parts[2] * 1s);
  const std::string without = duration_text(parts[0] * 1min + parts[1] * 1s);
  return Mistake{&code::bad_value, "is a clock time", is,
                 three ? fmt::format("write `{}`", with_hours)
                       : fmt::format("write `{}` or `{}`", without, with_hours)};
}

Mistake explain(std::string_view text) {
  if (auto clock = clock_time(text)) return *std::move(clock);
  Mistake mistake{&code::bad_value, "", is, ""};
  const auto number = scan_number(text, mistake);
  if (!number) return mistake;
  if (number->negative) return {&code::negative, "is negative", is, ""};
  if (number->rest.empty()) {
    const auto digits = number->digits;
    return {&code::missing_unit, "has no unit", is,
            fmt::format("write `{}s` or `{}ms`; units: ns us ms s m h d", digits, digits)};
  }
  if (const std::string ours = with_our_unit(text); !ours.empty()) {
    return {&code::wrong_unit,
            text.find(' ') == std::string_view::npos ? "has no unit of ours" : "has a blank in it",
            is, fmt::format("write `{}`", ours)};
  }
  if (!units_only(text)) {
    return {&code::wrong_unit, fmt::format("has the unit `{}`", number->rest), is,
            "units: ns us ms s m h d"};
  }
  if (number->value > 1e9 || (number->rest == "d" && number->value > 36'500)) {
    return {&code::out_of_range, "is too long", is, "36500d is the longest"};
  }
  return {&code::bad_value, "cannot be read", is,
          "the largest unit first, nothing finer than 1ns: `1m30s`, `2.1ms`"};
}

}  // namespace

Quantity<Duration> duration(std::string_view text) {
  if (const auto value = exact(text)) return {value, {}};
  return {std::nullopt, explain(text)};
}

Quantity<Duration> positive_duration(std::string_view text) {
  auto result = duration(text);
  if (result.value != Duration{0}) return result;
  return {std::nullopt, {&code::out_of_range, "is nothing", is, "it must be longer than 0s"}};
}

Quantity<Duration> signed_duration(std::string_view text) {
  if (!text.starts_with('-')) return duration(text);
  auto result = duration(text.substr(1));
  if (result.value) result.value = -*result.value;
  result.mistake.hint = with_sign(std::move(result.mistake.hint));
  return result;
}

}  // namespace unit

}  // namespace txlab::language
