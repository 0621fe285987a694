// Reshaped: the author's own value in the shape that is expected, as a hint.
#pragma once

#include <string>
#include <string_view>

#include "scenarios/language/node.hpp"

namespace txlab::language {

// "write `zones: [az1]`" for a value where a list of them is expected, and the same for a mapping
// that is one element, or holds elements by name; empty if it is neither. `path` is that of the
// list in the table.
std::string as_list(std::string_view key, const Node& node, const std::string& path);

// "write `{protocol: xa}`" for a value in the place of a mapping that needs one key, or which keys
// the mapping has; empty if the table knows none.
std::string as_mapping(const Node& node, const std::string& path);

}  // namespace txlab::language
