// How often does it happen? Bounds for a probability from independent trials of which few, or none,
// were hits. Never having seen a thing does not make it impossible.
#pragma once

#include <cstdint>

#include "sim/stats/interval.hpp"

namespace txlab {

// The largest probability under which `trials` trials without a hit are still as likely as
// 1 - confidence: 1 - (1 - confidence)^(1/trials), the exact bound of Clopper and Pearson for zero
// hits. At 95 % it is a little below 3/trials (the rule of three). Without trials it is 1.
double bound_without_hits(std::uint64_t trials, double confidence = 0.95);

// Wilson's score interval: unlike the usual one it stays within [0, 1] and keeps its coverage when
// hits are rare (E. B. Wilson, JASA 22, 1927).
Interval wilson_interval(std::uint64_t hits, std::uint64_t trials, double confidence);

}  // namespace txlab
