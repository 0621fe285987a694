// Schemas of scalars: what the text of a value must look like, after units.hpp and number.hpp.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "models/strategies/parameters.hpp"
#include "reports/schema/pieces.hpp"
#include "scenarios/language/keys/bounds.hpp"

namespace txlab::schema {

using namespace language;
using Json = nlohmann::ordered_json;

// One definition for each kind of value with a unit: `{"$ref": "#/definitions/duration"}`.
Json scalar_definitions();

// A scalar of this type within the bounds of the key. `drawn` is what a distribution draws.
Json scalar_schema(const Key& key, KeyType drawn = KeyType::time_distribution);
Json amount_schema(KeyType drawn);
Json parameter_schema(const ParameterSpec& spec);

// Any text, also such as YAML takes for a number.
Json any_scalar();
// These keys must be there. SchemaStore's rules want them among the properties at the same place.
Json requires_all(const std::vector<std::string>& names);
Json one_of_names(const std::vector<std::string>& names);

}  // namespace txlab::schema
