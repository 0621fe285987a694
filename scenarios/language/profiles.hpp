// `profiles`: changes that a scenario has ready under a name, and that the command line asks for.
//
// As in Docker Compose the file says what there is and whoever runs it says which: a quick look,
// the nightly run, the one for CI. (A strategy's or a broker's `profile` is another thing: the
// settings of a version of a real system.)
#pragma once

#include <string>
#include <vector>

#include "scenarios/language/node.hpp"
#include "scenarios/language/problems.hpp"

namespace txlab::language {

// Takes `profiles` out of the tree and lays those of `chosen` over it, later ones on top. Returns
// the names that there are.
std::vector<std::string> apply_profiles(Problems& problems, Node& tree,
                                        const std::vector<std::string>& chosen);

}  // namespace txlab::language
