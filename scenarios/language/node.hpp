// Node: one value of a scenario's text, with the place where it stands.
//
// A plain tree: aliases are expanded into copies, merge keys are applied, keys are unique. Scalars
// stay text until somebody who knows what is expected reads them.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/language/source.hpp"

namespace txlab::language {

struct Entry;

struct Node {
  enum class Kind : std::uint8_t { null, scalar, list, map } kind = Kind::null;
  bool quoted = false;  // a scalar in quotes, or a block of text
  std::string text;     // of a scalar
  Span span;
  std::vector<Node> items;     // of a list
  std::vector<Entry> entries;  // of a map, in the order of the text

  bool is_null() const { return kind == Kind::null; }
  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_list() const { return kind == Kind::list; }
  bool is_map() const { return kind == Kind::map; }

  // The value of a map's key, or nullptr.
  const Node* find(std::string_view key) const;
  Node* find(std::string_view key);
  // The entry of a map's key, or nullptr.
  const Entry* entry(std::string_view key) const;
  void erase(std::string_view key);
};

struct Entry {
  std::string key;
  Span span;  // of the key
  Node value;
  std::string supplied_by{};  // what set it, if the author left it out; see supplied.hpp
};

// The node at a path of keys, or the deepest one on the way.
const Node& deepest(const Node& tree, std::initializer_list<std::string_view> path);

Node make_scalar(std::string text, Span span);
Node make_map(Span span);

// Of what the tree says, however it is written.
std::uint64_t digest_of(const Node& node);

// How many values the tree holds, itself included.
std::size_t size_of(const Node& node);

// Remembers that everything in the tree was brought in from elsewhere at this line.
void mark_used(Node& node, std::uint32_t line);

// "a value", "a list", "a mapping", "nothing".
std::string_view kind_name(Node::Kind kind);

// Puts `over` on top of `base`: mappings merge key by key, everything else is replaced.
void merge_over(Node& base, const Node& over);

}  // namespace txlab::language
