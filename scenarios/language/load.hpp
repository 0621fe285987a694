// Load: YAML text to a tree of nodes.
//
// This is the only place that knows the YAML library. Duplicate keys, keys that are no words, tags,
// bad aliases and merges are told, and loading goes on; broken YAML ends it.
#pragma once

#include <cstddef>
#include <optional>

#include "scenarios/language/node.hpp"
#include "scenarios/language/problems.hpp"

namespace txlab::language {

constexpr std::size_t most_nodes = 200'000;

// The tree of a source, or nothing if it is no YAML. The first `skip` bytes are not looked at.
std::optional<Node> load(Problems& problems, std::uint32_t source, std::size_t skip = 0);

}  // namespace txlab::language
