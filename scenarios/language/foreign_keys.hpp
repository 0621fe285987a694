// Foreign keys: what users of Compose, k6, Chaos Mesh and Kubernetes write at the top of a file,
// and where a scenario has it.
#pragma once

#include <string_view>

namespace txlab::language {

// As a hint; empty for other keys.
std::string_view ours_for(std::string_view key);

}  // namespace txlab::language
