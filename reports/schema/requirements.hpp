// Requirements: which keys of a section must be there, and which fit beside which, from the words
// that the table has for it (keys/bounds.hpp).
#pragma once

#include <span>

#include "reports/schema/scalars.hpp"

namespace txlab::schema {

// Adds `required`, `dependencies` and `allOf` to the schema of the mapping that holds these keys.
void add_requirements(std::span<const Key* const> keys, Json& schema);

}  // namespace txlab::schema
