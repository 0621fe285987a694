// What happened in a run of a scenario, kept for a drawing or an export.
#pragma once

#include "scenarios/study/explored_world.hpp"
#include "sim/history/history.hpp"

namespace txlab {

// One run of the scenario's only strategy.
History traced_run(const Scenario& scenario, std::uint64_t seed, HistoryFold::Keep keep);

}  // namespace txlab
