// What counts as the value of a parameter: the exact grammar of durations, counts, toggles,
// choices.
//
// Everything is computed in integers, so `2.1ms` is 2,100,000 ns and not nearly so.
#include "models/strategies/parameters.hpp"

#include <algorithm>

namespace txlab {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A decimal number as digits / 10^decimals. No sign, no leading zeros, no exponent, no grouping.
struct Decimal {
  std::int64_t digits = 0;
  int decimals = 0;

  // The number times `factor`, if that is whole and at most `most`.
  std::optional<std::int64_t> times(std::int64_t factor, std::int64_t most) const {
    __int128 product = static_cast<__int128>(digits) * factor;
    for (int i = 0; i < decimals; ++i) {
      if (product % 10 != 0) return std::nullopt;
      product /= 10;
    }
    if (product > most) return std::nullopt;
    return static_cast<std::int64_t>(product);
  }
};

// As many digits as fit; `taken` counts them and goes beyond `most_digits` if there are more.
constexpr int most_digits = 18;

std::int64_t take_digits(std::string_view& text, std::int64_t value, int& taken) {
  for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1)) {
    if (++taken > most_digits) break;
    value = value * 10 + (text.front() - '0');
  }
  return value;
}

// Takes a number from the front of `text`.
std::optional<Decimal> take_decimal(std::string_view& text) {
  const std::string_view whole = text;
  Decimal number;
  int taken = 0;
  number.digits = take_digits(text, 0, taken);
  if (taken == 0 || (taken > 1 && whole.front() == '0')) return std::nullopt;
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    const int before = taken;
    number.digits = take_digits(text, number.digits, taken);
    number.decimals = taken - before;
    if (number.decimals == 0) return std::nullopt;
  }
  if (taken > most_digits) return std::nullopt;
  return number;
}

struct Unit {
  std::string_view name;
  Duration size;
};
constexpr Unit units[] = {{"d", 24h},  {"h", 1h},   {"m", 1min}, {"s", 1s},
                          {"ms", 1ms}, {"us", 1us}, {"ns", 1ns}};
constexpr Duration longest = 24h * 36'500;

const Unit* take_unit(std::string_view& text) {
  const auto end = std::find_if(text.begin(), text.end(), is_digit);
  const std::string_view word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  for (const Unit& unit : units) {
    if (unit.name != word) continue;
    text.remove_prefix(word.size());
    return &unit;
  }
  return nullptr;
}

// One or more numbers with units, the largest first: `30s`, `1m30s`, `2.1ms`.
std::optional<Duration> parse_duration(std::string_view text) {
  if (text.empty()) return std::nullopt;
  Duration sum{0};
  Duration last = forever;
  while (!text.empty()) {
    const auto number = take_decimal(text);
    const Unit* unit = number ? take_unit(text) : nullptr;
    if (unit == nullptr || unit->size >= last) return std::nullopt;
    last = unit->size;
    const auto part = number->times(unit->size.count(), (longest - sum).count());
    if (!part) return std::nullopt;
    sum += Duration{*part};
  }
  return sum;
}

// A whole number, perhaps in thousands or millions: `15`, `20k`, `1.5M`.
std::optional<std::int64_t> parse_count(std::string_view text) {
  const auto number = take_decimal(text);
  if (!number) return std::nullopt;
  constexpr std::int64_t most = 1'000'000'000'000'000'000;
  if (text.empty()) return number->decimals == 0 ? number->times(1, most) : std::nullopt;
  if (text == "k") return number->times(1'000, most);
  if (text == "M") return number->times(1'000'000, most);
  return std::nullopt;
}

std::optional<bool> parse_toggle(std::string_view text) {
  if (text == "on" || text == "true") return true;
  if (text == "off" || text == "false") return false;
  return std::nullopt;
}

template <typename T>
bool assign(const std::optional<T>& parsed, ParameterValue& value) {
  if (parsed) value = *parsed;
  return parsed.has_value();
}

}  // namespace

bool parse_parameter(const ParameterSpec& spec, std::string_view text, ParameterValue& value) {
  if (!spec.otherwise.empty() && text == spec.otherwise) {
    value = std::string(text);
    return true;
  }
  switch (spec.type) {
    case ParameterSpec::Type::duration:
      return assign(parse_duration(text), value);
    case ParameterSpec::Type::count:
      return assign(parse_count(text), value);
    case ParameterSpec::Type::toggle:
      return assign(parse_toggle(text), value);
    case ParameterSpec::Type::choice:
      break;
  }
  if (std::find(spec.choices.begin(), spec.choices.end(), text) == spec.choices.end()) return false;
  value = std::string(text);
  return true;
}

Parameters defaults_of(std::span<const ParameterSpec> specs) {
  Parameters parameters;
  for (const ParameterSpec& spec : specs) {
    ParameterValue value;
    CHECK(parse_parameter(spec, spec.fallback, value));
    parameters.set(std::string(spec.name), std::move(value));
  }
  return parameters;
}

void apply_profile(const ParameterProfile& profile, std::span<const ParameterSpec> specs,
                   Parameters& parameters) {
  for (const auto& [name, text] : profile.values) {
    const auto spec = std::ranges::find(specs, name, &ParameterSpec::name);
    CHECK(spec != specs.end());
    ParameterValue value;
    CHECK(parse_parameter(*spec, text, value));
    parameters.set(std::string(name), std::move(value));
  }
}

}  // namespace txlab
