// What would change the answer.
#pragma once

#include <optional>
#include <vector>

#include "reports/decision/decision.hpp"

namespace txlab {

// Of strategies that fail one requirement only: that one, what it would have to allow, and what
// would be recommended then.
std::vector<Change> requirements_in_the_way(const PointResult& point, double confidence,
                                            const Decision& decision);

// The point of the sweep that recommends another strategy (or nobody) and is fewest steps along the
// axes away from the first; of several the first one.
std::optional<Change> nearest_other_answer(const StudyResult& study, const Decision& first);

}  // namespace txlab
