// Errors and warnings of files, printed on stderr.
#pragma once

#include <span>

#include "cli/arguments.hpp"
#include "scenarios/language/diagnostic.hpp"

namespace txlab {

void print_diagnostics(std::span<const Diagnostic> diagnostics, const Arguments& arguments);

}  // namespace txlab
