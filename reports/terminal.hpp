// The comparison as an architect reads it in a terminal, from top to bottom: what the customer
// sees, how long money and records disagree, what it costs, what goes wrong, what was violated, and
// in the last lines what all that amounts to and what to do next.
//
// No line is wider than `width`, rows begin with the strategy and have no borders (so they can be
// grepped), and every colour stands beside a sign that says the same.
#pragma once

#include <string>

#include "reports/terminal/style.hpp"
#include "scenarios/study/result.hpp"

namespace txlab {

// Ends with a newline.
std::string terminal_report(const StudyResult& study, const TerminalStyle& style);

}  // namespace txlab
