// Plan: what a study would run and which faults it would meet, known before any run.
//
// Firings and victims come from the streams that a run draws them from, so they are those of the
// first replication. Faults that wait for an event cannot be planned.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/study/scenario.hpp"

namespace txlab {

struct PlannedFiring {
  std::string fault;
  Duration at{0};                    // since time 0
  Duration lasts{0};                 // 0: for good, or over at once; `forever`: no restart
  std::vector<std::string> victims;  // machines; of a fault of the network none
};

// In the order of time.
std::vector<PlannedFiring> planned_firings(const Scenario& scenario, std::uint64_t seed);

// How many runs one point of a sweep takes.
struct TrialCount {
  std::uint64_t least = 0;
  std::uint64_t most = 0;  // of sequential stopping; else the same
};
TrialCount trials_of_point(const Scenario& scenario);

// How many purchases the arrivals bring on the average. Of closed arrivals it is the most that
// there can be, as if every answer came at once.
double expected_purchases(const WorkloadSettings& workload);

// The same scenario for a share of the time, without faults: a sample of what a run costs.
Scenario shortened(const Scenario& scenario, double share);

}  // namespace txlab
