// The last lines: what it all amounts to, in sentences that are computed, and the next step.
#pragma once

#include <string>

#include "reports/terminal/page.hpp"
#include "scenarios/study/result.hpp"

namespace txlab::terminal {

void add_conclusions(Page& page, const StudyResult& study, const PointResult& point,
                     const TerminalStyle& style);

}  // namespace txlab::terminal
