// A proposed distribution as a scenario writes it, ready to paste.
#pragma once

#include <string>

#include "sim/stats/proposal.hpp"

namespace txlab {

// Four digits and a unit in which they are short: 349.1us, 2ms, 12.34s. Whole nanoseconds, of which
// there is at least one in what is more than 0.
std::string written_time(double nanoseconds);

// {dist: lognormal, median: 349.1us, p99: 2.013ms}
std::string yaml_of(const FittedLaw& law);
// {dist: percentiles, values: {p50: 349.1us, p99: 2.013ms}}
std::string yaml_of(const std::vector<MeasuredPercentile>& percentiles);
// Of whatever is proposed. Samples are listed, a hundred of them at even distances if there are
// more.
std::string yaml_of(const Proposal& proposal);

// p50, p99.9
std::string percentile_name(double probability);

}  // namespace txlab
