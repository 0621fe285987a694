#include "scenarios/language/node.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/random.hpp"

namespace txlab::language {

const Entry* Node::entry(std::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [key](const Entry& one) { return one.key == key; });
  return found == entries.end() ? nullptr : &*found;
}

const Node* Node::find(std::string_view key) const {
  const Entry* found = entry(key);
  return found == nullptr ? nullptr : &found->value;
}

Node* Node::find(std::string_view key) { return const_cast<Node*>(std::as_const(*this).find(key)); }

void Node::erase(std::string_view key) {
  std::erase_if(entries, [key](const Entry& one) { return one.key == key; });
}

const Node& deepest(const Node& tree, std::initializer_list<std::string_view> path) {
  const Node* node = &tree;
  for (const std::string_view key : path) {
    const Node* const below = node->find(key);
    if (below == nullptr) break;
    node = below;
  }
  return *node;
}

Node make_scalar(std::string text, Span span) {
  Node node;
  node.kind = Node::Kind::scalar;
  node.text = std::move(text);
  node.span = span;
  return node;
}

Node make_map(Span span) {
  Node node;
  node.kind = Node::Kind::map;
  node.span = span;
  return node;
}

namespace {

// Kinds and ends are bytes that no text of a scenario holds.
void append_words(const Node& node, std::string& words) {
  words += static_cast<char>(1 + static_cast<int>(node.kind));
  words += node.text;
  for (const Node& item : node.items) append_words(item, words);
  for (const Entry& one : node.entries) {
    words += '\x05';
    words += one.key;
    append_words(one.value, words);
  }
  words += '\x06';
}

}  // namespace

std::uint64_t digest_of(const Node& node) {
  std::string words;
  append_words(node, words);
  return hash_of(words);
}

std::size_t size_of(const Node& node) {
  std::size_t sum = 1;
  for (const Node& item : node.items) sum += size_of(item);
  for (const Entry& one : node.entries) sum += size_of(one.value);
  return sum;
}

void mark_used(Node& node, std::uint32_t line) {
  node.span.used_line = line;
  for (Node& item : node.items) mark_used(item, line);
  for (Entry& one : node.entries) {
    one.span.used_line = line;
    mark_used(one.value, line);
  }
}

std::string_view kind_name(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::null:
      return "nothing";
    case Node::Kind::scalar:
      return "a value";
    case Node::Kind::list:
      return "a list";
    case Node::Kind::map:
      break;
  }
  return "a mapping";
}

void merge_over(Node& base, const Node& over) {
  if (!base.is_map() || !over.is_map()) {
    base = over;
    return;
  }
  base.span = over.span;
  for (const Entry& one : over.entries) {
    if (Node* below = base.find(one.key)) {
      merge_over(*below, one.value);
    } else {
      base.entries.push_back(one);
    }
  }
}

}  // namespace txlab::language
