// The space-time diagram in characters: a column per host, time downwards, at most 100 columns.
#pragma once

#include <string>

#include "reports/trace/space_time.hpp"

namespace txlab {

std::string space_time_text(const SpaceTime& picture);

}  // namespace txlab
