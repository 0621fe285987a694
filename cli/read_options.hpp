// How the scenarios of a command line are read.
#pragma once

#include "cli/arguments.hpp"
#include "scenarios/language/read.hpp"

namespace txlab {

ReadOptions read_options(const Arguments& arguments);

}  // namespace txlab
