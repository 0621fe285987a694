// How pages that may be read anywhere are printed: 80 columns, and no more than ASCII where the
// locale does not say UTF-8.
#pragma once

#include "cli/arguments.hpp"
#include "reports/terminal/style.hpp"

namespace txlab {

TerminalStyle narrow_style(const Arguments& arguments);

}  // namespace txlab
