#include "cli/templates.hpp"

#include <scenario_templates.hpp>  // by cmake/EmbedTexts.cmake

namespace txlab {

std::span<const EmbeddedTemplate> scenario_templates() { return embedded_templates; }

}  // namespace txlab
