// The space-time diagram as a picture: one SVG file that needs nothing else.
//
// Colours are those of Okabe and Ito, which colour-blind people can tell apart, and nothing is told
// by colour alone: faults are also framed, losses end in a cross, answers are dashed, a host that
// is down is a hatched bar.
#pragma once

#include <string>

#include "reports/trace/space_time.hpp"

namespace txlab {

std::string space_time_svg(const SpaceTime& picture);

}  // namespace txlab
