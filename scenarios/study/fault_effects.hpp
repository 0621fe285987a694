// What one firing of each fault costs, strategy by strategy.
//
// Nobody knows how often the reader's machines crash. So each fault of a scenario is also run
// alone, beside the same customers and weather without any fault; the difference, divided by how
// often the fault fired, is what a reader can multiply by a failure rate of his own. Faults that
// hit each other's consequences cost more than the sum; that is what the whole scenario shows.
#pragma once

#include <span>
#include <vector>

#include "scenarios/study/result.hpp"
#include "scenarios/study/study.hpp"

namespace txlab {

// A ratio of sums over replications, with its interval: mean(numerators) / mean(denominators), the
// error linearised around it (Cochran, Sampling Techniques, 3rd ed., section 6.3). Not known if
// nothing was counted below.
Estimate ratio_of_means(std::span<const double> numerators, std::span<const double> denominators,
                        double confidence);

// Per fault of the scenario and strategy, in this order; empty if it was stopped on the way.
std::vector<FaultEffect> fault_effects(const Scenario& scenario, std::uint32_t replications,
                                       const StudyOptions& options);

}  // namespace txlab
