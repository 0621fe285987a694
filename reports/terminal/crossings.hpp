// Where, along a swept axis, the better of two changes, in words.
#pragma once

#include "reports/terminal/page.hpp"
#include "scenarios/study/result.hpp"

namespace txlab::terminal {

// Nothing if no axis of the sweep asks for it.
void add_crossings(Page& page, const StudyResult& study, const TerminalStyle& style);

}  // namespace txlab::terminal
