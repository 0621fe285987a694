// Layers: several files that make one scenario, one on top of the other.
//
// Mappings merge key by key; lists and values are replaced as a whole.
#pragma once

#include <string>

#include "scenarios/language/node.hpp"
#include "scenarios/language/problems.hpp"

namespace txlab::language {

// `include: FILE` or a list of files, beside this one: what they say holds unless this file, or a
// later one of the list, says otherwise. Included files may include.
void resolve_includes(Problems& problems, Node& tree);

// Puts a file on top of the tree (`-f FILE`).
void overlay_file(Problems& problems, Node& tree, const std::string& path);

}  // namespace txlab::language
