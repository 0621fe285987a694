// Fields: a cursor over one mapping, with a typed reader for every key.
//
// Readers leave the target at its default if the key is absent, and tell what is wrong with a
// value. The cursor remembers which keys were asked for, so finish() knows the unknown ones.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/language/node.hpp"
#include "scenarios/language/problems.hpp"
#include "scenarios/language/suggest.hpp"
#include "scenarios/language/units.hpp"
#include "scenarios/language/vocabulary.hpp"
#include "sim/base/check.hpp"

namespace txlab::language {

struct Context {
  Problems& problems;
  const Vocabulary& vocabulary;
  // Every key that a reader has asked for, there or not, by its place: "hosts.mq.flush".
  std::vector<std::string> asked{};
};

// A place in the format: how messages call it, and where `explain` tells about it.
struct Where {
  std::string label;  // "strategy `mq-tx` (protocol transactional-message)"
  std::string topic;  // "strategies.transactional-message"

  std::string help() const { return "txlab explain " + topic; }
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

template <typename E>
using Choices = std::initializer_list<std::pair<std::string_view, E>>;

class Fields {
 public:
  // Anything but a mapping is told; then every key is absent and none is missing.
  Fields(Context& context, const Node& node, Where where);
  ~Fields() { CHECK(finished_); }
  Fields(const Fields&) = delete;
  Fields& operator=(const Fields&) = delete;

  // The value of the key, or nullptr if it is absent or (which is told) empty.
  const Node* find(std::string_view key);
  // The same, and absence is told, with a hint if there is one.
  const Node* require(std::string_view key, std::string hint = "");
  const Node* list(std::string_view key);
  bool has(std::string_view key) const { return node_.entry(key) != nullptr; }

  template <typename Parse, typename T>
  bool read(std::string_view key, Parse parse, T& out) {
    const Node* value = find(key);
    return value != nullptr && read_scalar(context_, *value, key, parse, out, where_);
  }
  template <typename Parse, typename T>
  bool must_read(std::string_view key, Parse parse, T& out) {
    const Node* value = require(key);
    return value != nullptr && read_scalar(context_, *value, key, parse, out, where_);
  }
  // A count between `least` and `most`.
  template <typename T>
  bool count(std::string_view key, T& out, std::int64_t least = 0, std::int64_t most = 4294967295) {
    std::int64_t value = 0;
    if (!read(key, unit::count, value) || !in_range(key, value, least, most)) return false;
    out = static_cast<T>(value);
    return true;
  }
  template <typename E>
  bool choose(std::string_view key, E& out, Choices<E> choices) {
    std::vector<std::string> names;
    for (const auto& choice : choices) names.emplace_back(choice.first);
    const std::size_t found = choose_name(key, names);
    if (found == names.size()) return false;
    out = (choices.begin() + found)->second;
    return true;
  }

  // Keys that have a meaning elsewhere: if they are here, the reason why not is told.
  void unfit(std::initializer_list<std::string_view> keys, std::string_view reason);
  void error(const Code& code, std::string_view key, std::string message, std::string hint = "");

  // All keys count as known: something is wrong that makes judging them idle.
  void accept_rest();

  // Tells the keys that nobody asked for. Every cursor ends with this.
  void finish();

  const Node& node() const { return node_; }
  Context& context() { return context_; }
  const Where& where() const { return where_; }
  Where inside(std::string_view key) const { return language::inside(where_, key); }

 private:
  bool in_range(std::string_view key, std::int64_t value, std::int64_t least, std::int64_t most);
  std::size_t choose_name(std::string_view key, const std::vector<std::string>& names);

  Context& context_;
  const Node& node_;
  Where where_;
  std::vector<std::string> known_;
  std::vector<std::string> unfit_;
  bool finished_ = false;
};

}  // namespace txlab::language
