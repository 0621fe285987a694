// The decision in a few lines: who remains, whom to take, and what speaks against it.
#pragma once

#include "reports/decision/decision.hpp"
#include "reports/terminal/page.hpp"

namespace txlab::terminal {

// Nothing if the scenario requires nothing.
void add_decision(Page& page, const Decision& decision, const TerminalStyle& style);

}  // namespace txlab::terminal
