// What was under way over time, strategy by strategy under the same faults.
#pragma once

#include <optional>
#include <string_view>

#include "reports/terminal/table.hpp"
#include "scenarios/study/result.hpp"

namespace txlab::terminal {

// Nothing where there are no timelines.
std::optional<Table> over_time(const PointResult& point, std::string_view baseline,
                               const TerminalStyle& style);

}  // namespace txlab::terminal
