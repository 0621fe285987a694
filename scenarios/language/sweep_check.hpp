// Whether every value of a sweep makes a good scenario.
#pragma once

#include "scenarios/language/fields.hpp"

namespace txlab::language {

// Decodes `tree` once for each value of each axis of its `sweep`, and tells the first error at the
// value. `tree` has no errors by itself, and its `extends` are not yet resolved. A scenario is
// refused if that takes too long; `profiles` is how many it has: lint reads all of it with each.
void check_sweep(Context& context, const Node& tree, std::size_t profiles);

}  // namespace txlab::language
