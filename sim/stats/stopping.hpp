// When are there enough replications? Looked at only at counts fixed beforehand.
//
// Stopping as soon as the interval happens to be narrow stops too often on a lucky streak. So there
// are few looks, each half as far again as the last, and the interval must be narrower than asked
// for by the factor 1/(1 + precision), which makes up for measuring against the estimated instead
// of the true mean (A. M. Law, "Simulation Modeling and Analysis", 5th ed., section 9.4.1).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/stats/interval.hpp"

namespace txlab {

// minimum, 1.5 minimum, ... maximum, strictly increasing; 1 <= minimum <= maximum.
std::vector<std::uint32_t> looks(std::uint32_t minimum, std::uint32_t maximum);

// Whether the value is known to within `relative_error` of itself. An interval of no width is
// precise even around zero; an unknown one never is.
bool precise_enough(const Interval& interval, double relative_error);

// How many replications would tell on which side of `bound` the value lies, if further ones scatter
// about the same mean as the first `replications` did: the least n for which the interval, shrunk
// to t(n - 1) s / sqrt(n), does not reach the bound. At least as many as there are. Nothing if no
// number below `most` would do, or if the interval is not known.
std::optional<std::uint64_t> replications_to_tell(const Interval& interval,
                                                  std::uint64_t replications, double bound,
                                                  double confidence,
                                                  std::uint64_t most = 1'000'000);

}  // namespace txlab
