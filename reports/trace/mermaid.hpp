// The space-time diagram as a Mermaid sequenceDiagram, which code hosts draw inside Markdown.
#pragma once

#include <string>

#include "reports/trace/space_time.hpp"

namespace txlab {

std::string mermaid(const SpaceTime& picture);

}  // namespace txlab
