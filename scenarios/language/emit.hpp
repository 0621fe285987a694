// Emit: a tree back to YAML text, for the resolved scenario and for values of sweeps.
#pragma once

#include <string>
#include <string_view>

#include "scenarios/language/node.hpp"

namespace txlab::language {

// A document: sections as blocks, what is inside of them mostly in braces.
std::string emit(const Node& node);

// A document in which everything that its author left out (supplied.hpp) has a comment that says
// what set it.
std::string emit_with_origins(const Node& node);

// One line.
std::string emit_inline(const Node& node);

// A scalar in double quotes, whatever the text holds.
std::string emit_quoted(std::string_view text);

}  // namespace txlab::language
