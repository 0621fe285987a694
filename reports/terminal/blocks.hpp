// The four tables of the comparison: what the customer sees, how long money and records disagree,
// what it costs, what goes wrong and who keeps its claims.
#pragma once

#include <string_view>
#include <vector>

#include "reports/terminal/table.hpp"
#include "scenarios/study/result.hpp"

namespace txlab::terminal {

std::vector<Table> blocks_of(const PointResult& point, std::string_view baseline,
                             const TerminalStyle& style);

}  // namespace txlab::terminal
