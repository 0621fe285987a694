// A requirement with another limit than the scenario gives it.
#pragma once

#include "scenarios/study/result.hpp"

namespace txlab {

// The nearest limit that reports can write (units.hpp) at which the requirement is met: beyond the
// far end of the interval of its value.
double limit_that_allows(const ThresholdResult& result);

// Judged as if the limit were this one: met only if the whole interval is on its side.
ThresholdResult with_limit(ThresholdResult result, double limit);

}  // namespace txlab
