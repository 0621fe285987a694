// txlab explain of a distribution: its drawing.
#pragma once

#include <optional>

#include "cli/arguments.hpp"

namespace txlab {

// The exit code if the topic is a distribution: `{dist: ...}`, or FILE:PATH, one of a scenario.
std::optional<int> explain_law(const Arguments& arguments);

}  // namespace txlab
