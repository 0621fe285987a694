#include "scenarios/language/units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <span>

#include "models/strategies/parameters.hpp"
#include "scenarios/language/foreign_units.hpp"
#include "scenarios/language/number.hpp"

namespace txlab::language::unit {

namespace {

Mistake refusal(std::string_view is, const Code& code, std::string what, std::string hint = "") {
  return {&code, std::move(what), is, std::move(hint)};
}

std::string without_blanks(std::string_view text) {
  std::string result(text);
  std::erase(result, ' ');
  return result;
}

// The number of a quantity that may not be negative; `is` says what it is.
template <typename T>
std::optional<Number> scan(std::string_view text, std::string_view is, Quantity<T>& result,
                           bool may_be_negative = false) {
  result.mistake.is = is;
  auto number = scan_number(text, result.mistake);
  if (number && number->negative && !may_be_negative) {
    result.mistake = refusal(is, code::negative, "is negative");
    return std::nullopt;
  }
  return number;
}

// What a quantity is, what people write for its units, and those of ours.
struct Kind {
  std::string_view is;
  std::span<const Synonym> synonyms;
  std::string_view units;
};

constexpr Synonym per_cent[] = {{"%", "%"},       {"％", "%"},    {"pct", "%"},
                                {"percent", "%"}, {"‰", "%", -1}, {"ppm", "%", -4}};
constexpr Synonym per_time[] = {
    {"", "/s"},       {"/s", "/s"},  {"/sec", "/s"}, {"/second", "/s"}, {"/秒", "/s"},
    {"rps", "/s"},    {"tps", "/s"}, {"qps", "/s"},  {"hz", "/s"},      {"Hz", "/s"},
    {"/ms", "/s", 3}, {"/m", "/m"},  {"/min", "/m"}, {"/minute", "/m"}, {"/分钟", "/m"},
    {"rpm", "/m"},    {"/h", "/h"},  {"/hr", "/h"},  {"/hour", "/h"},   {"/小时", "/h"}};
constexpr Synonym pieces[] = {{"", ""}, {"x", ""}, {"人", ""}, {"个", ""}, {"次", ""}};
constexpr Synonym currencies[] = {{"", " CNY"},       {"CNY", " CNY"},     {"cny", " CNY"},
                                  {"RMB", " CNY"},    {"rmb", " CNY"},     {"yuan", " CNY"},
                                  {"元", " CNY"},     {"块", " CNY"},      {"jiao", " CNY", -1},
                                  {"角", " CNY", -1}, {"fen", " CNY", -2}, {"分", " CNY", -2}};
constexpr Synonym drifts[] = {
    {"", "ppm"}, {"PPM", "ppm"}, {"%", "ppm", 4}, {"‰", "ppm", 3}, {"ppb", "ppm", -3}};
constexpr Synonym multipliers[] = {{"%", "", -2}, {"x", ""}, {"X", ""}, {"×", ""}, {"倍", ""}};

constexpr Kind of_share{"a percentage", per_cent, "a percentage such as `0.5%`"};
constexpr Kind of_rate{"a rate", per_time, "units: /s /m /h, as in `20/s`"};
constexpr Kind of_count{"a count", pieces, "a whole number; `k` and `M` may follow it"};
constexpr Kind of_seed{"a whole number", {}, "digits only"};
constexpr Kind of_money{"an amount of money", currencies, "the unit is CNY, as in `100 CNY`"};
constexpr Kind of_drift{"a drift", drifts, "the unit is ppm, as in `20ppm`"};
constexpr Kind of_factor{"a bare number", multipliers, "a number without a unit"};

// What is wrong with the unit of the number. A quantity to write instead is exactly the same one.
template <typename T>
Mistake wrong_unit(const Kind& kind, const Number& number, Quantity<T> (*parse)(std::string_view)) {
  const std::string unit = without_blanks(number.rest);
  const std::string text = fmt::format("{}{}", number.digits, number.rest);
  const std::string ours = in_our_unit(number.digits, unit, kind.synonyms);
  const bool helps = ours != text && parse(ours).value;
  std::string hint = helps ? fmt::format("write `{}{}`", number.negative ? "-" : "", ours)
                           : std::string(kind.units);
  if (unit.empty()) return refusal(kind.is, code::missing_unit, "has no unit", std::move(hint));
  return refusal(kind.is, code::wrong_unit, fmt::format("has the unit `{}`", unit),
                 std::move(hint));
}

// A number alone is a fraction to some and a percentage to others.
Mistake missing_percent(const Number& number) {
  std::string hint = fmt::format("write `{}%`", number.digits);
  if (number.value > 0 && number.value <= 1) {
    hint += fmt::format(" or `{}%`", with_point_moved(number.digits, 2));
  }
  return refusal(of_share.is, code::missing_unit, "has no unit", std::move(hint));
}

// Nothing is wrong but blanks: `20 k`. Says so in `result`.
template <typename T>
bool blank_inside(std::string_view text, std::string_view is,
                  Quantity<T> (*parse)(std::string_view), Quantity<T>& result) {
  const std::string closed_up = without_blanks(text);
  if (closed_up == text || !parse(closed_up).value) return false;
  result.mistake =
      refusal(is, code::wrong_unit, "has a blank in it", fmt::format("write `{}`", closed_up));
  return true;
}

}  // namespace

Quantity<double> share(std::string_view text) {
  constexpr std::string_view is = of_share.is;
  Quantity<double> result;
  if (blank_inside(text, is, share, result)) return result;
  const auto number = scan(text, is, result);
  if (!number) return result;
  if (number->rest != "%") {
    result.mistake =
        number->rest.empty() ? missing_percent(*number) : wrong_unit(of_share, *number, share);
  } else if (number->value > 100) {
    result.mistake = refusal(is, code::out_of_range, "is more than 100 %");
  } else {
    result.value = number->value / 100;
  }
  return result;
}

Quantity<Probability> probability(std::string_view text) {
  const auto fraction = share(text);
  Quantity<Probability> result{std::nullopt, fraction.mistake};
  result.mistake.is = "a probability";
  if (fraction.value) result.value = Probability{*fraction.value};
  return result;
}

Quantity<double> rate(std::string_view text) {
  constexpr std::string_view is = of_rate.is;
  Quantity<double> result;
  if (blank_inside(text, is, rate, result)) return result;
  const auto number = scan(text, is, result);
  if (!number) return result;
  std::string_view rest = number->rest;
  const double per_unit = number->value * take_multiple(rest);
  if (rest == "/s") result.value = per_unit;
  if (rest == "/m") result.value = per_unit / 60;
  if (rest == "/h") result.value = per_unit / 3600;
  if (!result.value) {
    result.mistake = wrong_unit(of_rate, *number, rate);
  } else if (*result.value > 1e9) {
    result = {std::nullopt, refusal(is, code::out_of_range, "is more than 1000M/s")};
  }
  return result;
}

Quantity<std::int64_t> count(std::string_view text) {
  constexpr std::string_view is = of_count.is;
  const ParameterSpec spec{.name = "", .type = ParameterSpec::Type::count, .fallback = ""};
  ParameterValue value;
  if (parse_parameter(spec, text, value)) return {std::get<std::int64_t>(value), {}};
  Quantity<std::int64_t> result;
  if (blank_inside(text, is, count, result)) return result;
  const auto number = scan(text, is, result);
  if (!number) return result;
  std::string_view rest = number->rest;
  take_multiple(rest);
  if (!rest.empty()) {
    result.mistake = wrong_unit(of_count, *number, count);
  } else if (number->value > 1e15) {
    result.mistake = refusal(is, code::out_of_range, "is too large");
  } else {
    result.mistake = refusal(is, code::bad_value, "is no whole number");
  }
  return result;
}

Quantity<std::uint64_t> seed(std::string_view text) {
  constexpr std::string_view is = of_seed.is;
  Quantity<std::uint64_t> result;
  const auto number = scan(text, is, result);
  if (!number) return result;
  std::uint64_t value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size()) {
    result.value = value;
  } else if (!number->rest.empty()) {
    result.mistake = wrong_unit(of_seed, *number, seed);
  } else {
    result.mistake = parsed.ec == std::errc{}
                         ? refusal(is, code::bad_value, "is no whole number")
                         : refusal(is, code::out_of_range, "does not fit in 64 bits");
  }
  return result;
}

Quantity<Duration> time_of_day(std::string_view text) {
  constexpr std::string_view is = "a time of day";
  Quantity<Duration> result;
  int hour = 0;
  int minute = 0;
  const char* const end = text.data() + text.size();
  const auto hours = std::from_chars(text.data(), end, hour);
  const bool separated = hours.ec == std::errc{} && hours.ptr != end && *hours.ptr == ':';
  const auto minutes = separated ? std::from_chars(hours.ptr + 1, end, minute) : hours;
  const bool two_digits = separated && end - hours.ptr == 3 && minutes.ptr == end;
  if (!two_digits || hour < 0 || hour > 23 || minute < 0 || minute > 59) {
    result.mistake = refusal(is, code::bad_value, "is not one", "`HH:MM`, such as `09:00`");
  } else {
    result.value = hour * 1h + minute * 1min;
  }
  return result;
}

Quantity<Money> money(std::string_view text) {
  constexpr std::string_view is = of_money.is;
  Quantity<Money> result;
  const auto number = scan(text, is, result);
  if (!number) return result;
  std::string_view rest = number->rest;
  const double multiple = take_multiple(rest);
  const int whole_decimals = multiple == 1e6 ? 8 : multiple == 1e3 ? 5 : 2;
  if (rest != " CNY") {
    result.mistake = wrong_unit(of_money, *number, money);
  } else if (number->value * multiple > 1e13) {
    result.mistake = refusal(is, code::out_of_range, "is more than 10,000,000M CNY");
  } else if (number->decimals > whole_decimals) {
    result.mistake = refusal(is, code::bad_value, "is finer than a fen", "0.01 CNY is the least");
  } else {
    result.value = Money{static_cast<std::int64_t>(number->value * multiple * 100 + 0.5)};
  }
  return result;
}

Quantity<double> ppm(std::string_view text) {
  constexpr std::string_view is = of_drift.is;
  Quantity<double> result;
  if (blank_inside(text, is, ppm, result)) return result;
  const auto number = scan(text, is, result, true);
  if (!number) return result;
  if (number->rest != "ppm") {
    result.mistake = wrong_unit(of_drift, *number, ppm);
  } else if (number->value >= 1e6 || number->value <= -1e6) {
    result.mistake = refusal(is, code::out_of_range, "is a million or more");
  } else {
    result.value = number->value;
  }
  return result;
}

Quantity<double> factor(std::string_view text) {
  constexpr std::string_view is = of_factor.is;
  Quantity<double> result;
  const auto number = scan(text, is, result);
  if (!number) return result;
  if (!number->rest.empty()) {
    result.mistake = wrong_unit(of_factor, *number, factor);
  } else if (number->value > 1e12) {
    result.mistake = refusal(is, code::out_of_range, "is too large");
  } else {
    result.value = number->value;
  }
  return result;
}

Quantity<bool> toggle(std::string_view text) {
  const ParameterSpec spec{.name = "", .type = ParameterSpec::Type::toggle, .fallback = ""};
  ParameterValue value;
  if (parse_parameter(spec, text, value)) return {std::get<bool>(value), {}};
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  constexpr std::string_view is = "a switch";
  if (lower == "yes" || lower == "y" || lower == "on" || lower == "true") {
    return {std::nullopt, refusal(is, code::yes_no, "is not how txlab writes it", "write `on`")};
  }
  if (lower == "no" || lower == "n" || lower == "off" || lower == "false") {
    return {std::nullopt, refusal(is, code::yes_no, "is not how txlab writes it", "write `off`")};
  }
  return {std::nullopt, refusal(is, code::bad_value, "is no switch", "`on` or `off`")};
}

Quantity<std::string> word(std::string_view text) {
  if (!text.empty()) return {std::string(text), {}};
  return {std::nullopt, refusal("a text", code::missing_value, "is empty")};
}

}  // namespace txlab::language::unit
