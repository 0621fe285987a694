// Distributions as a scenario writes them: `2ms`, or `{dist: lognormal, median: 350us, p99: 2ms}`.
#pragma once

#include "scenarios/language/fields.hpp"
#include "sim/base/distribution.hpp"

namespace txlab::language {

// `type` is that of the key: a distribution of times, of signed times or of money.
bool decode_distribution(Context& context, const Node& node, const Where& where, KeyType type,
                         Distribution& out);

// The distribution at this key, if it is there; or its default.
bool read_distribution(Fields& in, std::string_view key, Distribution& out);

}  // namespace txlab::language
