#include "scenarios/language/supplied.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "scenarios/language/keys/bounds.hpp"
#include "scenarios/language/load.hpp"

namespace txlab::language {

namespace {

bool is_value(const Key& key) {
  if (key.type == KeyType::mapping || key.type == KeyType::list) {
    return key.fallback.starts_with('[') || key.fallback.starts_with('{');
  }
  if (!is_distribution(key.type)) return fallback_of(key).has_value();
  return key.fallback.starts_with('{') || parse_value(key.type, key.fallback).value;
}

std::optional<Node> parsed_default(const Key& key) {
  if (!is_value(key)) return std::nullopt;
  std::string text(key.fallback);
  if (key.type == KeyType::money) std::erase(text, ',');
  Problems problems;
  return load(problems, problems.add_source({"default", std::move(text), ""}));
}

// Whether the key at the end of the path says what fits beside it, as names do.
bool is_name(std::string_view path) {
  return std::ranges::any_of(find_keys(path), [&](const Key* key) {
    return key->type == KeyType::name && name_of(*key) == path.substr(path.rfind('.') + 1);
  });
}

// The mapping in which the last part of the path is a key, or nullptr.
const Node* mapping_of(const Node& tree, std::string_view path) {
  const Node* node = &tree;
  for (std::size_t dot = path.find('.'); dot != path.npos; dot = path.find('.')) {
    const std::string_view part = path.substr(0, dot);
    path.remove_prefix(dot + 1);
    const Node* below = node->find(part);
    for (std::size_t i = 0; i < node->items.size(); ++i) {
      const Node* const name = node->items[i].find("name");
      const bool named = name != nullptr && name->text == part;
      if (named || std::to_string(i) == part) below = &node->items[i];
    }
    if (below == nullptr) return nullptr;
    node = below;
  }
  return node;
}

}  // namespace

std::string by_profile(std::string_view name) { return fmt::format("profile {}", name); }

const Node* default_of(const Key& key) {
  static const std::map<std::string_view, Node> defaults = [] {
    std::map<std::string_view, Node> all;
    for (const Key* one : all_keys()) {
      if (auto value = parsed_default(*one)) all.emplace(one->path, *std::move(value));
    }
    return all;
  }();
  const auto found = defaults.find(key.path);
  return found == defaults.end() ? nullptr : &found->second;
}

Supplied::Supplied(const Node& tree) {
  const Node* const sweep = tree.find("sweep");
  if (sweep == nullptr) return;
  for (const Node& axis : sweep->items) {
    const Node* const path = axis.find("set");
    if (path == nullptr) continue;
    swept_.push_back(path->text);
    if (is_name(path->text)) open_.push_back(mapping_of(tree, path->text));
  }
}

void Supplied::add(const Node& mapping, std::vector<Entry> entries) {
  noted_[&mapping] = std::move(entries);
}

bool Supplied::is_swept(std::string_view place) const {
  return std::ranges::any_of(swept_, [&](std::string_view path) {
    return path.starts_with(place) && (path.size() == place.size() || path[place.size()] == '.');
  });
}

void Supplied::complete(Node& tree) const { lay_into(tree, false); }

// What is below comes first: behind new entries it would stand elsewhere.
void Supplied::lay_into(Node& node, bool open) const {
  open = open || std::ranges::find(open_, &node) != open_.end();
  for (Node& item : node.items) lay_into(item, open);
  for (Entry& entry : node.entries) lay_into(entry.value, open);
  const auto noted = noted_.find(&node);
  if (noted == noted_.end() || open) return;
  node.entries.insert(node.entries.end(), noted->second.begin(), noted->second.end());
}

}  // namespace txlab::language
