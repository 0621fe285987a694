// Bounds: what the words of the table about a value and its default mean.
//
// The words are what `explain` prints, and they are what readers enforce: "1 to 14", "at least 1",
// "more than 0%", "sync | async". Other words ("at least `base`") are for people; the reader of
// that section checks them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/language/keys/value.hpp"

namespace txlab::language {

struct Range {
  std::optional<Value> least;
  std::optional<Value> most;
  bool more_than_least = false;  // the least itself is outside
  std::string words;             // "from 1 to 14"
};

// Nothing if the key has none.
std::optional<Range> range_of(const Key& key);

// What is wrong with a value of this key that could be read; nothing if it lies inside.
std::optional<Mistake> outside(const Key& key, const Value& value);

// How many elements or entries a list or a mapping may have; nothing if the table sets no limit:
// "1 to 100, each once", "at least one", "two zones".
struct Sizes {
  std::size_t least = 0;
  std::size_t most = 0;  // 0: as many as a file can hold
};
std::optional<Sizes> sizes_of(const Key& key);

// Names of which one is written (or, of a list, some; of a mapping, the keys); empty if there is no
// such list.
std::vector<std::string> choices_of(const Key& key);

// The word that may stand there instead: "or forever"; empty if there is none.
std::string_view instead_of(const Key& key);

// The default, if it is a value and not words.
std::optional<Value> fallback_of(const Key& key);

// Whether the key must be there wherever its section is, and `with` fits.
bool is_required(const Key& key);
// The same beside this value of another key: "must be there, but beside process: trace".
bool is_required_beside(const Key& key, std::string_view value);

// Whether the key fits beside this value of the key that `with` names: `rate` beside
// `process: poisson`.
bool fits_beside(const Key& key, std::string_view value);

}  // namespace txlab::language
