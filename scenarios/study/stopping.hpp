// When a study has seen enough: sequential stopping of replications.
//
// Judged at fixed counts only (the minimum, then twice as many each time, at last the maximum), so
// that looking often does not make lucky stops likely (A. Law, Simulation Modeling and Analysis,
// section 9.4.1, on sequential procedures).
#pragma once

#include <span>
#include <vector>

#include "scenarios/study/run.hpp"

namespace txlab {

// The counts of replications at which to look; the last one ends the study.
std::vector<std::uint32_t> checkpoints(const Experiment& experiment);

// Whether the half-width of the interval is small enough, relative to the estimate. A metric that
// does not apply to a strategy does not hold up the study.
bool precise_enough(const Experiment& experiment, std::span<const RunResult> runs);

}  // namespace txlab
