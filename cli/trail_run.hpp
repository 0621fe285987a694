// Trails of both kinds, run again in a scenario: what `replay` and `trace` have in common.
#pragma once

#include <string>

#include "scenarios/study/replay.hpp"

namespace txlab {

// Why the trail says nothing about this scenario, in words; empty if it does.
std::string unfit(const Trail& trail, const Scenario& scenario);

// `changed`: the scenario or the models are not those that the trail was recorded with. The
// scenario must fit.
ReplayResult run_again(const Trail& trail, const Scenario& scenario, bool changed);

// The run as a trail of its own: a regression test of whatever made the violation go away.
Trail kept(const Trail& trail, const ReplayResult& result, const Scenario& scenario,
           std::string resolved_yaml);

}  // namespace txlab
