// Pieces of JSON Schemas (draft-07), for documents that we write.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace txlab::schema {

using Json = nlohmann::ordered_json;

inline Json described(std::string_view description, Json schema) {
  schema["description"] = description;
  return schema;
}

inline Json type_of(std::string_view name) { return {{"type", name}}; }
inline Json text() { return type_of("string"); }
inline Json text_or_null() { return {{"type", {"string", "null"}}}; }
inline Json count() { return {{"type", "integer"}, {"minimum", 0}}; }
// What is not finite, or does not apply, is null.
inline Json number() { return {{"type", {"number", "null"}}}; }
inline Json toggle() { return type_of("boolean"); }
inline Json digest() { return {{"type", "string"}, {"pattern", "^[0-9a-f]{16}$"}}; }
inline Json reference(std::string_view name) {
  return {{"$ref", std::string("#/definitions/") + std::string(name)}};
}
inline Json list_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }
inline Json map_of(Json values) {
  return {{"type", "object"}, {"additionalProperties", std::move(values)}};
}
inline Json or_null(Json schema) {
  return {{"anyOf", Json::array({std::move(schema), type_of("null")})}};
}

// All of the first must be there, those of the second may.
inline Json object_of(const Json& required, const Json& optional = Json::object()) {
  Json schema{{"type", "object"}, {"properties", required}, {"additionalProperties", false}};
  schema["properties"].update(optional);
  Json names = Json::array();
  for (const auto& [name, unused] : required.items()) names.push_back(name);
  schema["required"] = std::move(names);
  return schema;
}

}  // namespace txlab::schema
