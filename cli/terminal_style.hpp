// What the terminal before us can show.
#pragma once

#include "cli/arguments.hpp"
#include "reports/terminal/style.hpp"

namespace txlab {

// Whether to use colour on this stream (the flag, NO_COLOR, a terminal).
bool colourful(ColourWhen when, int file_descriptor);

// Colours as asked for (NO_COLOR counts); the width of the terminal, or of COLUMNS, else 100; and
// ASCII on a terminal whose locale is not UTF-8. What goes into a file or a pipe is UTF-8.
TerminalStyle terminal_style(const Arguments& arguments, int file_descriptor);

// Of pages that may be read anywhere: 80 columns, and no more than ASCII where the locale does not
// say UTF-8.
TerminalStyle narrow_style(const Arguments& arguments);

}  // namespace txlab
