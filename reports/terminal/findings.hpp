// What was violated, claimed or not, expected or not; which limits and expectations hold.
#pragma once

#include "reports/terminal/page.hpp"
#include "scenarios/study/result.hpp"

namespace txlab::terminal {

void add_violations(Page& page, const PointResult& point, const TerminalStyle& style);
void add_limits(Page& page, const PointResult& point, const TerminalStyle& style);

}  // namespace txlab::terminal
