// Distributions as a scenario writes them: `2ms`, or `{dist: lognormal, median: 350us, p99: 2ms}`.
#pragma once

#include "scenarios/language/fields.hpp"
#include "sim/base/distribution.hpp"

namespace txlab::language {

// What is distributed, and whether it may be below zero.
enum class Measure : std::uint8_t { time, signed_time, money };

bool decode_distribution(Context& context, const Node& node, const Where& where, Measure measure,
                         Distribution& out);

// The distribution at this key, if it is there.
bool read_distribution(Fields& in, std::string_view key, Measure measure, Distribution& out);

}  // namespace txlab::language
