// The scenarios to begin with that `txlab init` writes, built into the program.
#pragma once

#include <span>
#include <string_view>

namespace txlab {

struct EmbeddedTemplate {
  std::string_view name;  // "minimal"
  std::string_view text;  // YAML with comments
};

// The one for beginners first.
std::span<const EmbeddedTemplate> scenario_templates();

}  // namespace txlab
