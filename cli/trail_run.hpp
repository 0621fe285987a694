// Trails of both kinds, run again in a scenario: what `replay` and `trace` have in common.
#pragma once

#include <string>

#include "scenarios/study/replay.hpp"

namespace txlab {

// Why the trail says nothing about this scenario, in words; empty if it does.
std::string unfit(const Trail& trail, const Scenario& scenario);

// What is not as it was when the trail was recorded.
struct Changes {
  bool scenario = false;
  bool models = false;

  bool any() const { return scenario || models; }
};
Changes changes_since(const Trail& trail, const std::string& resolved_yaml);

// The changes and what they mean for the run, in words; empty if there are none.
std::string note_on(const Trail& trail, Changes changes);

// The scenario must fit.
ReplayResult run_again(const Trail& trail, const Scenario& scenario, Changes changes);

// The run as a trail of its own: a regression test of whatever made the violation go away.
Trail kept(const Trail& trail, const ReplayResult& result, const Scenario& scenario,
           std::string resolved_yaml);

}  // namespace txlab
