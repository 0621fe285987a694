// How much main hangs on the branch, strategy by strategy.
//
// Asked of pairs of runs on the same customers and weather, without the scenario's faults and
// calendar: the fund service takes a millisecond longer for every request (do customers wait for
// it?), there is one branch more (does main notice?), and `none` runs beside it (what does the
// protocol write into the business's own database?). Each replication gives one number for each, so
// there are intervals.
#pragma once

#include "scenarios/study/study.hpp"
#include "scenarios/study/trials.hpp"

namespace txlab {

// Of a purchase; with as many there is no run with one more.
inline constexpr std::uint32_t most_branches = 14;

// The same draw, so much later.
Distribution later_by(const Distribution& distribution, Duration more);

// Writes it down beside the runs of `trials`; false if it was stopped on the way.
bool measure_coupling(const Scenario& scenario, Trials& trials, const StudyOptions& options);

}  // namespace txlab
