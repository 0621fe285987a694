// The JSON Schema (draft-07) of scenarios, for editors, from the table of keys (keys/key.hpp) and
// the parameters that strategies declare.
//
// It says what can be said of the shape of a file: keys, types, units, names, bounds of plain
// numbers, what goes beside what. Whatever needs more than one value (`max` below `min`, a host
// that nobody named) only the reader knows; what the schema refuses the reader refuses, too.
#pragma once

#include <string>

#include "scenarios/language/vocabulary.hpp"

namespace txlab {

// Indented JSON, ending in a newline.
std::string scenario_schema(const Vocabulary& vocabulary);

}  // namespace txlab
