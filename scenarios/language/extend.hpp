// `extends`: a strategy of the scenario that begins as a copy of another one.
#pragma once

#include "scenarios/language/node.hpp"
#include "scenarios/language/problems.hpp"

namespace txlab::language {

// Replaces every `extends: NAME` below `strategies` by the keys of that strategy which the
// extending one does not set itself. Unknown names, cycles and a change of the protocol are told.
void resolve_extends(Problems& problems, Node& tree);

}  // namespace txlab::language
