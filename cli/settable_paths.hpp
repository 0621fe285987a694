// The paths that --set takes in a scenario: those that it has, and those that it could have.
#pragma once

#include <string>
#include <vector>

#include "scenarios/language/read.hpp"

namespace txlab {

// In alphabetical order; a scenario that is not right has paths, too. Where the table of keys says
// NAME the scenario's own names stand.
std::vector<std::string> settable_paths(const ReadResult& scenario);

}  // namespace txlab
