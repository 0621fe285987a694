// Aftermath: how a purchase stands with everybody when a run is over, and what was done about it.
#pragma once

#include "scenarios/study/plot.hpp"

namespace txlab {

// `undisturbed` is the same run without faults: whoever takes part in that one is asked, too.
std::vector<Plot::Belief> beliefs_of(const Story& story, const Story& undisturbed,
                                     std::optional<IntentId> purchase);

// What became of the faults afterwards: sent again, asked about, restarted, reconciled, or, if that
// matters for the property, nothing.
std::vector<std::string> repairs_of(const Story& story, PropertyId property);

// Settings that differ from the protocol's defaults, and that would have kept the promise if they
// did not: "check_back=on".
std::vector<std::string> guards_of(const ExploredWorld& world, PropertyId property,
                                   const Choices& choices);

}  // namespace txlab
