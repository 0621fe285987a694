#include "cli/diagnostics.hpp"

#include <unistd.h>

#include <cstdio>

#include "cli/terminal_style.hpp"
#include "scenarios/language/render.hpp"

namespace txlab {

void print_diagnostics(std::span<const Diagnostic> diagnostics, const Arguments& arguments) {
  const bool colour = colourful(arguments.colour, STDERR_FILENO);
  for (const Diagnostic& diagnostic : diagnostics) {
    if (arguments.quiet && diagnostic.severity == Severity::warning) continue;
    std::fputs((render(diagnostic, colour ? Ink::coloured : Ink::plain) + "\n").c_str(), stderr);
  }
}

}  // namespace txlab
