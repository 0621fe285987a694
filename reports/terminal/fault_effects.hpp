// One table per fault: what one firing of it costs under each strategy.
#pragma once

#include <string_view>
#include <vector>

#include "reports/terminal/table.hpp"
#include "scenarios/study/result.hpp"

namespace txlab::terminal {

// Empty if the study did not ask for it.
std::vector<Table> fault_tables(const PointResult& point, std::string_view baseline,
                                const TerminalStyle& style);

}  // namespace txlab::terminal
