// FaultPlan: every firing of every fault that does not depend on the protocol, drawn before the
// run.
//
// Instants and victims come from streams keyed by the fault's name, so all strategies of a trial
// meet the same crashes, and adding a fault leaves the others where they were. Faults with a `when`
// clock cannot be planned; the injector watches for their events.
#pragma once

#include <vector>

#include "sim/world/fault.hpp"

namespace txlab {

struct Firing {
  std::size_t fault = 0;  // index into the settings
  Instant at = start_of_run;
  std::uint64_t number = 0;  // of this fault's firings, from 0
};

// Repeating faults fire until `until`; a fault `at` an instant fires whenever that is.
std::vector<Firing> plan_faults(const std::vector<FaultSettings>& faults, std::uint64_t seed,
                                Instant until);

// Which of `candidates` a firing hits, in ascending order of position.
std::vector<std::size_t> pick_victims(const FaultTarget::Pick& pick, std::size_t candidates,
                                      std::string_view fault, std::uint64_t seed,
                                      std::uint64_t number);

}  // namespace txlab
