// `explore --separate A,B`: the smallest run in which two strategies part.
#pragma once

#include "cli/arguments.hpp"
#include "scenarios/language/read.hpp"

namespace txlab {

// The exit code: 1 if a promise is broken by one that made it.
int separate_strategies(const Arguments& arguments, const ReadResult& read);

}  // namespace txlab
