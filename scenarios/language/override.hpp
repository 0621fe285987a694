// Overrides: `path=value` of the command line, put into the tree before it is decoded.
//
// A path goes down by keys, by index into lists, and by `name:` of what a list holds. Keys that are
// absent are made: whether they mean something is for the decoder to say.
#pragma once

#include <string_view>

#include "scenarios/language/node.hpp"
#include "scenarios/language/problems.hpp"

namespace txlab::language {

// Puts `value` at `path`; `where` is the place of the path itself, for errors and for new keys.
void put(Problems& problems, Node& tree, std::string_view path, const Span& where, Node value);

// Applies one `path=value`.
void apply_override(Problems& problems, Node& tree, std::string_view text, std::string name);

}  // namespace txlab::language
