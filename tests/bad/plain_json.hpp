// A YAML tree as JSON, as an editor's YAML service sees it: anchors and merges are resolved, plain
// scalars have the types of YAML 1.2's core schema (chapter 10.3 of its specification).
#pragma once

#include <nlohmann/json.hpp>

#include "scenarios/language/node.hpp"

namespace txlab {

nlohmann::json plain_json(const language::Node& node);

}  // namespace txlab
