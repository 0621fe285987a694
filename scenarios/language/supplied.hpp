// Supplied: what the author of a scenario left out, and what it was then.
//
// Readers note every key that they gave a value themselves: the default of the table, what a
// profile says, what follows from another key. Laid into the tree of what was written that makes a
// scenario that says everything. It means the same, also in every point of its sweep, so what a
// sweep changes by way of another key is left out there, too.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scenarios/language/keys/key.hpp"
#include "scenarios/language/node.hpp"

namespace txlab::language {

inline constexpr std::string_view by_default = "default";
std::string by_profile(std::string_view name);

// The default of the table as a value, or nullptr if that is words.
const Node* default_of(const Key& key);

class Supplied {
 public:
  // Of a tree, which stays where it is.
  explicit Supplied(const Node& tree);

  void add(const Node& mapping, std::vector<Entry> entries);
  // Whether an axis of the sweep changes this place, such as "network", or one below.
  bool is_swept(std::string_view place) const;
  // Lays what was noted into that tree, in every mapping behind what was written.
  void complete(Node& tree) const;

 private:
  void lay_into(Node& node, bool open) const;

  std::unordered_map<const Node*, std::vector<Entry>> noted_;
  std::vector<std::string> swept_;
  // In these and below, the name of a sweep (a profile, a kind of fault) decides what fits.
  std::vector<const Node*> open_;
};

}  // namespace txlab::language
