#include "reports/schema/requirements.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

namespace txlab::schema {

namespace {

std::string_view behind(std::string_view text, std::string_view front) {
  return text.starts_with(front) ? text.substr(front.size()) : std::string_view();
}


// "from and to"
std::vector<std::string> names_in(std::string_view words) {
  constexpr std::string_view conjunction = " and ";
  const std::size_t at = words.find(conjunction);
  if (at == std::string_view::npos) return {std::string(words)};
  return {std::string(words.substr(0, at)), std::string(words.substr(at + conjunction.size()))};
}

// "must be there, or file": one of the two.
Json or_another(const Key& key, std::string_view other) {
  const Json own = requires_all({std::string(name_of(key))});
  return {{"anyOf", Json::array({own, requires_all(names_in(other))})}};
}

// "one clock must be there" stands at several keys, and exactly one of them is.
void add_one_of(std::span<const Key* const> keys, Json& all_of) {
  std::map<std::string_view, Json> groups;
  for (const Key* key : keys) {
    if (!key->fallback.starts_with("one ") || !key->fallback.ends_with(" must be there")) continue;
    groups[key->fallback].push_back(requires_all({std::string(name_of(*key))}));
  }
  for (const auto& [words, group] : groups) all_of.push_back({{"oneOf", group}});
}

// What holds beside one value of the key that others go with.
Json beside(std::span<const Key* const> keys, std::string_view chooser, const std::string& value) {
  std::vector<std::string> fitting;
  std::vector<std::string> required;
  Json more = Json::array();
  for (const Key* key : keys) {
    if (!fits_beside(*key, value)) continue;
    const std::string name(name_of(*key));
    fitting.push_back(name);
    if (is_required_beside(*key, value)) required.push_back(name);
    const auto other = behind(key->fallback, "must be there, or ");
    if (!other.empty()) more.push_back(or_another(*key, other));
  }
  Json then = required.empty() ? Json::object() : requires_all(required);
  then["propertyNames"] = one_of_names(fitting);
  if (!more.empty()) then["allOf"] = more;
  Json condition{{"properties", {{std::string(chooser), {{"const", value}}}}},
                 {"required", {std::string(chooser)}}};
  return {{"if", std::move(condition)}, {"then", std::move(then)}};
}

// The keys that others name in `with`.
std::set<std::string_view> choosers(std::span<const Key* const> keys) {
  std::set<std::string_view> names;
  for (const Key* key : keys) {
    if (!key->with.empty()) names.insert(key->with.substr(0, key->with.find(':')));
  }
  return names;
}

// "must be there with `file` or `fit`"
void add_dependency(const Key& key, Json& schema) {
  auto words = behind(key.fallback, "must be there with `");
  while (!words.empty()) {
    const std::size_t end = words.find('`');
    schema["dependencies"][std::string(words.substr(0, end))].push_back(name_of(key));
    words.remove_prefix(std::min(end + 1, words.size()));
    const std::size_t next = words.find('`');
    words.remove_prefix(next == words.npos ? words.size() : next + 1);
  }
}

}  // namespace

void add_requirements(std::span<const Key* const> keys, Json& schema) {
  std::vector<std::string> required;
  Json all_of = Json::array();
  for (const Key* key : keys) {
    add_dependency(*key, schema);
    if (!key->with.empty()) continue;
    if (is_required(*key)) required.emplace_back(name_of(*key));
    const auto other = behind(key->fallback, "must be there, or ");
    if (!other.empty()) all_of.push_back(or_another(*key, other));
  }
  add_one_of(keys, all_of);
  for (const std::string_view chooser : choosers(keys)) {
    for (const Key* key : keys) {
      if (name_of(*key) != chooser) continue;
      for (const auto& value : choices_of(*key)) all_of.push_back(beside(keys, chooser, value));
    }
  }
  if (!required.empty()) schema["required"] = required;
  if (!all_of.empty()) schema["allOf"] = all_of;
}

}  // namespace txlab::schema
