// Fault bands: when faults were to come, and what those were that came.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "scenarios/study/scenario.hpp"
#include "scenarios/study/timeline/timeline.hpp"

namespace txlab {

// As scenarios write it: `slow-disk`.
std::string_view name_of(FaultKind kind);

// Of one seed; without those that wait for an event.
std::vector<FaultBand> planned_bands(const Scenario& scenario, std::uint64_t seed);

// The firing of the same fault at the same instant; nothing if that is not in the plan.
const FaultBand* find_band(const std::vector<FaultBand>& planned, const FaultBand& like);

// Says of faults that were observed what kind they were and whom they met: who crashed has been
// seen, the victims of others are known from the plan.
void describe(std::vector<FaultBand>& observed, const Scenario& scenario,
              const std::vector<FaultBand>& planned);

}  // namespace txlab
