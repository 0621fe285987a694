// Number: a decimal number at the front of a scalar, and what follows it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scenarios/language/units.hpp"

namespace txlab::language {

struct Number {
  double value = 0;
  bool negative = false;
  int decimals = 0;         // significant digits behind the point
  std::string_view digits;  // as written, without a sign
  std::string_view rest;    // what follows, usually the unit
};

// Takes the number from the front of `text`, or says in `mistake` why there is none: leading zeros,
// hexadecimals, exponents, grouped digits, a sign that means nothing.
std::optional<Number> scan_number(std::string_view text, Mistake& mistake);

// A number whose digits a comma, `_` or `'` separates, as we write it.
struct Joined {
  bool decimal = false;  // the comma was a point: `10,5s`; otherwise there were groups: `5,000`
  std::string text;
};
std::optional<Joined> joined_number(std::string_view text);

// A hint about the number behind a minus, as it is for both: "write `-5s` or `-5ms`".
std::string with_sign(std::string hint);

// The factor of a leading `k` or `M`, which is taken from the front of `text`; 1 without one.
double take_multiple(std::string_view& text);

}  // namespace txlab::language
