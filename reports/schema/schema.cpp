#include "reports/schema/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "models/parts/broker/profiles.hpp"
#include "models/parts/database/profiles.hpp"
#include "reports/schema/requirements.hpp"

namespace txlab::schema {

namespace {

constexpr KeyType drawn_types[] = {KeyType::time_distribution, KeyType::signed_time_distribution,
                                   KeyType::money_distribution};

std::string law_of(KeyType drawn) {
  if (drawn == KeyType::money_distribution) return "money-law";
  return drawn == KeyType::signed_time_distribution ? "signed-time-law" : "time-law";
}

std::string below(std::string_view path, std::string_view name) {
  return path.empty() ? std::string(name) : fmt::format("{}.{}", path, name);
}

Json either(Json a, Json b) { return {{"anyOf", Json::array({std::move(a), std::move(b)})}}; }

// `minItems` and `maxItems`, or the same of properties.
void add_sizes(const Key& key, const std::string& what, Json& schema) {
  const auto sizes = sizes_of(key);
  if (sizes && sizes->least > 0) schema["min" + what] = sizes->least;
  if (sizes && sizes->most > 0) schema["max" + what] = sizes->most;
}

class Schema {
 public:
  explicit Schema(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  Json scenario() const {
    Json schema{{"$schema", "http://json-schema.org/draft-07/schema#"},
                {"$id", "https://www.schemastore.org/txlab-scenario.json"},
                {"title", "txlab scenario"}};
    std::vector<const Key*> keys = keys_below("");
    std::erase_if(keys, [](const Key* key) { return key->path == "distribution"; });
    schema.update(mapping_of(keys, {}));
    schema["patternProperties"] = {{"^x-", {{"description", "ignored, for anchors"}}}};
    // What a file includes may hold the rest.
    const std::vector<std::string> required = schema["required"];
    schema.erase("required");
    schema["anyOf"] = Json::array({requires_all(required), requires_all({"include"})});
    schema["definitions"] = scalar_definitions();
    for (const KeyType drawn : drawn_types) {
      schema["definitions"][law_of(drawn)] = mapping_of(keys_below("distribution"), drawn);
    }
    return schema;
  }

 private:
  using Drawn = std::optional<KeyType>;

  Json mapping_of(const std::vector<const Key*>& keys, Drawn drawn) const {
    Json properties;
    for (const Key* key : keys) properties[std::string(name_of(*key))] = described(*key, drawn);
    Json schema{
        {"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
    add_requirements(keys, schema);
    return schema;
  }

  Json described(const Key& key, Drawn drawn) const {
    Json schema{{"description",
                 fmt::format("{}. {}. Default: {}.", key.meaning, type_of(key), key.fallback)}};
    schema.update(value_of(key, drawn));
    return schema;
  }

  Json value_of(const Key& key, Drawn drawn) const {
    if (key.path == "distribution.values") return values_of_law(*drawn);
    if (key.type == KeyType::mapping) return mapping(key);
    if (key.type == KeyType::list) return list(key);
    if (is_distribution(key.type)) {
      return either(scalar_schema(key), reference(law_of(key.type)));
    }
    if (const auto names = listed_names(key); !names.empty()) return one_of_names(names);
    const auto inner = keys_below(key.path);
    const Json scalar = scalar_schema(key, drawn.value_or(KeyType::time_distribution));
    return inner.empty() ? scalar : either(scalar, mapping_of(inner, {}));
  }

  Json mapping(const Key& key) const {
    Json schema = mapping_schema(key);
    const std::string instead(instead_of(key));
    if (instead.empty()) return schema;
    return either(std::move(schema), one_of_names({instead}));
  }

  Json mapping_schema(const Key& key) const {
    if (key.path == "hosts") return hosts(key);
    if (key.path == "strategies") return strategies(key);
    // What is in one is judged when it is laid over the rest.
    if (key.path == "profiles") {
      return {{"type", "object"}, {"additionalProperties", {{"type", "object"}}}};
    }
    const std::string named = below(key.path, "NAME");
    if (const Key* one = key_at(named)) {  // every entry is such a value
      Json schema{{"type", "object"}, {"additionalProperties", described(*one, {})}};
      add_sizes(key, "Properties", schema);
      return schema;
    }
    const auto of_entries = keys_below(named);
    if (of_entries.empty()) return mapping_of(keys_below(key.path), {});
    Json schema{{"type", "object"}, {"additionalProperties", mapping_of(of_entries, {})}};
    add_sizes(key, "Properties", schema);
    return schema;
  }

  // A host has the keys of every host and its own.
  Json hosts(const Key& key) const {
    Json properties;
    for (const std::string& host : choices_of(key)) {
      std::vector<const Key*> keys = keys_below("hosts.NAME");
      const auto own = keys_below("hosts." + host);
      keys.insert(keys.end(), own.begin(), own.end());
      properties[host] = mapping_of(keys, {});
    }
    return {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
  }

  Json strategies(const Key& key) const {
    const auto keys = keys_below("strategies.NAME");
    Json entry = mapping_of(keys, {});
    std::vector<std::string> common;
    for (const Key* one : keys) common.emplace_back(name_of(*one));
    for (const std::string& protocol : vocabulary_.protocols) add_protocol(protocol, common, entry);
    Json schema{{"type", "object"}, {"additionalProperties", entry}};
    add_sizes(key, "Properties", schema);
    return schema;
  }

  // Beside its protocol a parameter has its own type; beside `extends` it may be any of that name.
  void add_protocol(const std::string& protocol, std::vector<std::string> allowed,
                    Json& entry) const {
    const auto terms = vocabulary_.terms_of(protocol);
    if (!terms) return;
    Json exact = Json::object();
    for (const ParameterSpec& spec : terms->parameters) {
      const std::string name(spec.name);
      Json schema{{"description", fmt::format("{}. Default: {}.", spec.meaning, spec.fallback)}};
      schema.update(parameter_schema(spec));
      exact[name] = std::move(schema);
      allowed.push_back(name);
      if (!entry["properties"].contains(name)) entry["properties"][name] = any_scalar();
    }
    if (terms->profiles.empty()) {
      std::erase(allowed, "profile");
    } else {
      std::vector<std::string> names;
      for (const ParameterProfile& profile : terms->profiles) names.emplace_back(profile.name);
      exact["profile"] = one_of_names(names);
    }
    const Json condition{{"properties", {{"protocol", {{"const", protocol}}}}},
                         {"required", {"protocol"}}};
    const Json then{{"properties", exact}, {"propertyNames", one_of_names(allowed)}};
    entry["allOf"].push_back({{"if", condition}, {"then", then}});
  }

  Json list(const Key& key) const {
    Json schema{{"type", "array"}};
    add_sizes(key, "Items", schema);
    schema["items"] = element(key);
    const bool may_be_one = key.path == "include";
    return may_be_one ? either(std::move(schema), any_scalar()) : schema;
  }

  Json element(const Key& key) const {
    const auto of_entries = keys_below(below(key.path, "NAME"));
    if (!of_entries.empty()) return mapping_of(of_entries, {});
    if (key.path == "sweep.NAME.values") return Json::object();
    if (key.bounds == "durations") return reference("duration");
    if (const auto names = listed_names(key); !names.empty()) return one_of_names(names);
    const auto names = choices_of(key);
    return names.empty() ? any_scalar() : one_of_names(names);
  }

  // `{p50: 1ms, p99: 5ms}` or `[1ms, 2ms]`
  static Json values_of_law(KeyType drawn) {
    const Json percentiles{{"type", "object"},
                           {"patternProperties", {{"^p[0-9]+([.][0-9]+)?$", amount_schema(drawn)}}},
                           {"additionalProperties", false},
                           {"minProperties", 2}};
    const Json samples{{"type", "array"}, {"minItems", 1}, {"items", amount_schema(drawn)}};
    return either(percentiles, samples);
  }

  // "txlab list properties": the names that such a list has.
  std::vector<std::string> listed_names(const Key& key) const {
    std::vector<std::string> names;
    if (key.bounds == "txlab list strategies") return vocabulary_.protocols;
    if (key.bounds == "txlab list properties") return vocabulary_.properties;
    if (key.bounds == "txlab list events") return vocabulary_.events;
    if (key.path == "hosts.mq.broker") {
      for (const BrokerProfile& profile : broker_profiles()) names.emplace_back(profile.name);
    }
    if (key.path == "databases.NAME.profile") {
      for (const DatabaseProfile& profile : database_profiles()) names.emplace_back(profile.name);
    }
    return names;
  }

  const Vocabulary& vocabulary_;
};

}  // namespace

}  // namespace txlab::schema

namespace txlab {

std::string scenario_schema(const Vocabulary& vocabulary) {
  return schema::Schema(vocabulary).scenario().dump(2) + "\n";
}

}  // namespace txlab
