// Value: what the text of a scalar means at a key of this type.
//
// The same reading serves what an author writes, the defaults of the table and its bounds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "scenarios/language/keys/key.hpp"
#include "scenarios/language/units.hpp"

namespace txlab::language {

// Shares, probabilities, rates (per second), parts per million and bare numbers are doubles.
using Value = std::variant<Duration, std::int64_t, std::uint64_t, double, bool, Money, std::string>;

// Without the bounds of the key. Mappings and lists are no scalars; a distribution's is constant.
Quantity<Value> parse_value(KeyType type, std::string_view text);

}  // namespace txlab::language
