// Units: what a scalar must look like to be a duration, a probability, a rate, an amount of money.
//
// Every reader either has the value or says what is wrong and what to write instead. Units are
// mandatory, numbers are decimal, and nothing is rounded silently.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "scenarios/language/codes.hpp"
#include "sim/base/money.hpp"
#include "sim/base/random.hpp"
#include "sim/base/time.hpp"

namespace txlab::language {

struct Mistake {
  const Code* code = &code::bad_value;
  std::string what;     // goes behind the value: "has no unit"
  std::string_view is;  // what the value should be: "a duration"
  std::string hint;
};

template <typename T>
struct Quantity {
  std::optional<T> value;
  Mistake mistake;  // if there is no value
};

// As a scenario has it: 1m30s, 2h46m, 350us.
std::string duration_text(Duration duration);

namespace unit {

// `30s`, `1m30s`, `2.1ms`; ns us ms s m h d.
Quantity<Duration> duration(std::string_view text);
Quantity<Duration> positive_duration(std::string_view text);
// May begin with a minus.
Quantity<Duration> signed_duration(std::string_view text);

// `15:00`, a time of day between 00:00 and 23:59.
Quantity<Duration> time_of_day(std::string_view text);

// `0.5%`, at most 100 %.
Quantity<double> share(std::string_view text);
Quantity<Probability> probability(std::string_view text);

// `50/s`, also `/m` and `/h`, also `2k/s`; per second.
Quantity<double> rate(std::string_view text);

// `15`, `20k`, `1.5M`.
Quantity<std::int64_t> count(std::string_view text);
// A whole number, all 64 bits.
Quantity<std::uint64_t> seed(std::string_view text);

// `1000 CNY`, `200k CNY`, `0.05 CNY`.
Quantity<Money> money(std::string_view text);

// `20ppm`; may begin with a minus.
Quantity<double> ppm(std::string_view text);

// A bare number: `2`, `0.9`.
Quantity<double> factor(std::string_view text);

// `on`, `off`, `true`, `false`.
Quantity<bool> toggle(std::string_view text);

// Any text but the empty one.
Quantity<std::string> word(std::string_view text);

}  // namespace unit

}  // namespace txlab::language
