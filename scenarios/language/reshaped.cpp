#include "scenarios/language/reshaped.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "scenarios/language/emit.hpp"
#include "scenarios/language/keys/bounds.hpp"

namespace txlab::language {

namespace {

constexpr std::string_view must_be_there = "must be there";  // beside some neighbour, or always
constexpr std::size_t longest_hint = 100;

std::string if_short(std::string hint) {
  return hint.size() <= longest_hint ? std::move(hint) : std::string();
}

}  // namespace

std::string as_list(std::string_view key, const Node& node, const std::string& path) {
  const Key* const list = key_at(path);
  const auto sizes = list != nullptr ? sizes_of(*list) : std::nullopt;
  const auto elements = keys_below(path + ".NAME");
  if (node.is_scalar() && elements.empty() && (!sizes || sizes->least < 2)) {
    std::string text = node.text;
    const std::size_t dots = text.find("..");  // a range has two ends
    if (dots != std::string::npos) text.replace(dots, 2, ", ");
    return if_short(fmt::format("write `{}: [{}]`", key, text));
  }
  if (!node.is_map() || node.entries.empty()) return {};
  const std::string& first = node.entries.front().key;
  if (key_at(fmt::format("{}.NAME.{}", path, first)) != nullptr) {
    return if_short(fmt::format("write `{}: [{}]`", key, emit_inline(node)));
  }
  if (key_at(path + ".NAME.name") == nullptr) return {};
  return fmt::format("a list: `- {{name: {}, ...}}`", first);
}

std::string as_mapping(const Node& node, const std::string& path) {
  std::vector<std::string_view> names;
  std::vector<const Key*> keys = keys_below(path.substr(0, path.rfind('.')) + ".NAME");
  if (!path.ends_with(".NAME")) std::ranges::copy(keys_below(path), std::back_inserter(keys));
  std::vector<std::string_view> needed;
  for (const Key* key : keys) {
    names.push_back(name_of(*key));
    const bool always = key->fallback.starts_with(must_be_there) && key->with.empty() &&
                        !key->fallback.starts_with("must be there, but");
    if (always) needed.push_back(names.back());
  }
  if (node.is_scalar() && needed.size() == 1) {
    return if_short(fmt::format("write `{{{}: {}}}`", needed.front(), node.text));
  }
  if (names.empty()) return {};
  return if_short(fmt::format("its keys: {}", fmt::join(names, ", ")));
}

}  // namespace txlab::language
