// Fields: a cursor over one mapping, with a reader for every key of the table (keys/key.hpp).
//
// The table says what a key is: its type and unit, its bounds, its names, whether it must be there,
// and its default, which is given to the target when the key is absent. A reader that asks for a
// key that the table does not hold is a mistake of ours. The cursor remembers which keys were asked
// for, so finish() knows the unknown ones.
#pragma once

#include <algorithm>
#include <concepts>
#include <initializer_list>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/language/keys/bounds.hpp"
#include "scenarios/language/node.hpp"
#include "scenarios/language/problems.hpp"
#include "scenarios/language/suggest.hpp"
#include "scenarios/language/supplied.hpp"
#include "scenarios/language/vocabulary.hpp"
#include "sim/base/check.hpp"
#include "sim/base/distribution.hpp"
#include "sim/base/random.hpp"

namespace txlab::language {

struct Context {
  Problems& problems;
  const Vocabulary& vocabulary;
  // The paths of all keys of the table that a reader has asked for, there or not.
  std::set<std::string_view> asked{};
  // Those whose target had another value before its default was given to it.
  std::set<std::string_view> differing{};
  // Where readers note what they set themselves; nullptr: nobody wants to know.
  Supplied* supplied = nullptr;
};

// A place in the format: how messages call it, where `explain` tells about it, and its path in the
// table, if that is another one.
struct Where {
  std::string label;   // "strategy `mq-tx` (protocol transactional-message)"
  std::string topic;   // "strategies.transactional-message"
  std::string path{};  // "strategies.NAME"

  std::string help() const { return "txlab explain " + topic; }
  std::string table_path() const;  // empty at the top
  std::string path_of(std::string_view key) const;
};

// The place of a key below `outer`, called by its path.
Where inside(const Where& outer, std::string_view key);

// Tells that the node is not what it should be: `is` is "a list", "a duration".
void wrong_shape(Context& context, const Node& node, std::string_view key, std::string_view is,
                 const Where& where);

void tell(Context& context, const Node& node, std::string_view key, const Mistake& mistake,
          const Where& where);

// Reads one scalar, for example an element of a list; `key` is how messages call it.
template <typename Parse, typename T>
bool read_scalar(Context& context, const Node& node, std::string_view key, Parse parse, T& out,
                 const Where& where) {
  auto quantity = parse(std::string_view(node.text));
  if (!node.is_scalar()) {
    wrong_shape(context, node, key, quantity.mistake.is, where);
  } else if (!quantity.value) {
    tell(context, node, key, quantity.mistake, where);
  } else {
    out = T(*std::move(quantity.value));
    return true;
  }
  return false;
}

// Whether the scalar is one of the names; `what` says what they name: "host".
bool check_name(Context& context, const Node& node, std::span<const std::string> known,
                std::string_view what, const Where& where);

// The value of a key as its target has it.
template <typename T>
T value_as(Value value) {
  if constexpr (std::same_as<T, Duration> || std::same_as<T, Money> || std::same_as<T, bool> ||
                std::same_as<T, double> || std::same_as<T, std::uint64_t> ||
                std::same_as<T, std::string>) {
    return std::get<T>(std::move(value));
  } else if constexpr (std::same_as<T, Probability>) {
    return Probability{std::get<double>(value)};
  } else {
    return static_cast<T>(std::get<std::int64_t>(value));
  }
}

class Fields {
 public:
  // Anything but a mapping is told; then every key is absent and none is missing.
  Fields(Context& context, const Node& node, Where where);
  // A section of `outer`, which keeps absent keys if that one does.
  Fields(Fields& outer, std::string_view key, const Node& node)
      : Fields(outer, key, node, outer.inside(key)) {}
  Fields(Fields& outer, std::string_view key, const Node& node, Where where);
  ~Fields() { CHECK(finished_); }
  Fields(const Fields&) = delete;
  Fields& operator=(const Fields&) = delete;

  // The value of the key, or nullptr if it is absent (which is told if it must be there) or empty
  // (which is told).
  const Node* find(std::string_view key);
  // The same, and absence is always told, with a hint: this one, or the names of the table.
  const Node* require(std::string_view key, std::string hint = "");
  const Node* list(std::string_view key);
  // The mapping at the key or, if it is absent, an empty one, whose keys have their defaults.
  const Node& section(std::string_view key);
  bool knows(std::string_view key) const { return std::ranges::find(known_, key) != known_.end(); }
  bool has(std::string_view key) const { return node_.entry(key) != nullptr; }
  // The value of a key that is not of the table: a name of the author's, a parameter.
  const Node* named(std::string_view key);

  // Whether the key is there and can be read; if it is absent, `out` becomes the default, unless
  // that is words or a profile has set it.
  template <typename T>
  bool read(std::string_view key, T& out) {
    const Key& described = entry(key);
    if (const auto value = value_of(described)) {
      out = value_as<T>(*value);
      return true;
    }
    if (const auto fallback = fallback_of(described); fallback && !has(key)) {
      give_default(described, value_as<T>(*fallback), out);
    }
    return false;
  }
  // One of the names of the table, which stand there in the order of the enumerators.
  template <typename E>
  bool choose(std::string_view key, E& out) {
    const Key& described = entry(key);
    const auto chosen = choice_of(described);
    if (chosen.is_default) {
      give_default(described, static_cast<E>(chosen.index), out);
    } else if (chosen.known) {
      out = static_cast<E>(chosen.index);
    }
    return chosen.known && !chosen.is_default;
  }
  // Whether the node, an element of the list at `key`, is one of the names of the table; then
  // `index` is which.
  bool element(std::string_view key, std::string_view what, const Node& node, std::size_t& index);

  // Gives the default to the target of a key that is absent.
  template <typename T>
  void give_default(const Key& key, T fallback, T& out) {
    const bool differs = !same(out, fallback);
    if (differs) context_.differing.insert(key.path);
    if (!keeps_) out = std::move(fallback);
    if (context_.supplied == nullptr) return;
    if (keeps_ && differs) {
      supply_scalar(name_of(key), written_as(key, out), by_profile(profile_));
    } else {
      supply_default(key);
    }
  }
  // From here on, absent keys keep what this profile has given to their targets.
  void keep_absent(std::string_view profile) {
    keeps_ = true;
    profile_ = profile;
  }

  // Notes the value that an absent key has, and what set it, as `by_profile`; without that it is
  // the words of the table: "the first strategy". Nothing if the key is there.
  void supply(std::string_view key, Node value, std::string_view by = "");
  void supply_scalar(std::string_view key, std::string text, std::string_view by = "");
  void supply_list(std::string_view key, std::span<const std::string> texts);
  // Notes the default of the table, if that is a value.
  void supply_default(const Key& key);
  // Whether a sweep changes something at this place, so that what follows from it is not noted.
  bool is_swept(std::string_view place) const {
    return context_.supplied != nullptr && context_.supplied->is_swept(place);
  }

  // Keys that have a meaning elsewhere: if they are here, the reason why not is told.
  void unfit(std::initializer_list<std::string_view> keys, std::string_view reason);
  // The same for all keys of the table that do not fit beside this value of `key`.
  void unfit_beside(std::string_view key, std::string_view value);
  // Whether the key fits beside this value of the key that it goes with.
  bool fits(std::string_view key, std::string_view value) const;
  void error(const Code& code, std::string_view key, std::string message, std::string hint = "");

  // All keys count as known: something is wrong that makes judging them idle.
  void accept_rest();

  // This key counts as known, whatever its value is.
  void accept(std::string_view key) { known_.emplace_back(key); }
  // All keys of the table do: what they mean here depends on one that is missing.
  void accept_known();

  // Tells the keys that are missing and those that nobody asked for. Every cursor ends with this.
  void finish();

  // The entry of the table; there is one.
  const Key& entry(std::string_view key) const;

  const Node& node() const { return node_; }
  Context& context() { return context_; }
  const Where& where() const { return where_; }
  Where inside(std::string_view key) const { return language::inside(where_, key); }

 private:
  struct Choice {
    std::size_t index = 0;
    bool known = false;
    bool is_default = false;
  };

  // A value of a profile as an author would write it; those of other types no profile sets.
  template <typename T>
  static std::string written_as(const Key& key, const T& value) {
    if constexpr (std::same_as<T, Duration>) {
      return value == forever ? std::string(instead_of(key)) : duration_text(value);
    } else if constexpr (std::same_as<T, bool>) {
      return value ? "on" : "off";
    } else if constexpr (std::is_enum_v<T>) {
      return choices_of(key).at(static_cast<std::size_t>(value));
    } else if constexpr (std::integral<T>) {
      return std::to_string(value);
    } else {
      return "";
    }
  }

  struct Missing {
    std::string key;
    std::string hint;
  };

  void hand_over();
  void tell_missing(const Missing& missing, std::span<const Entry* const> unknown);
  void tell_unknown(const Entry& entry);
  const Node* look_up(std::string_view key);
  bool has_fitting_size(const Key& key, const Node& value);
  std::optional<Value> value_of(const Key& key);
  Choice choice_of(const Key& key);
  static bool same(const Probability& a, const Probability& b) { return a.value() == b.value(); }
  static bool same(const Distribution& a, const Distribution& b) {
    const auto at = [&](double p) { return a.quantile(p) == b.quantile(p); };
    return at(0.01) && at(0.5) && at(0.99);
  }
  template <typename T>
  static bool same(const T& a, const T& b) {
    return a == b;
  }

  Context& context_;
  const Node& node_;
  Where where_;
  std::vector<std::string> known_;
  std::vector<std::string> unfit_;
  std::vector<Missing> missing_;
  std::vector<Entry> supplied_;
  Fields* outer_ = nullptr;  // of which this is an absent section
  std::string key_;          // of that section
  std::string_view profile_;
  bool keeps_ = false;
  bool finished_ = false;
};

}  // namespace txlab::language
