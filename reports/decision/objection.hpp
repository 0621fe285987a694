// What speaks most against a strategy.
#pragma once

#include <optional>

#include "reports/decision/decision.hpp"

namespace txlab {

// `decision`: of the point, with its recommendation. Nothing for those that are not compared, and
// where nobody is better beyond chance.
std::optional<Objection> objection_to(const StrategyResult& strategy, const PointResult& point,
                                      const Decision& decision);

}  // namespace txlab
