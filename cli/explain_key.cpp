#include "cli/explain_key.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "scenarios/language/keys/bounds.hpp"
#include "scenarios/language/keys/fault_meanings.hpp"
#include "scenarios/language/keys/key.hpp"

namespace txlab {

namespace {

using language::Key;

std::string in_full(const Key& key) {
  return fmt::format("{}: {}\n  is       {}\n  default  {}\n  example  {}\n", key.path, key.meaning,
                     language::type_of(key), key.fallback, language::example_of(key));
}

std::string in_short(const Key& key) {
  return fmt::format("{}: {}\n  {}; default {}\n", key.path, key.meaning, language::type_of(key),
                     key.fallback);
}

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('.') + 1); }

// The path above: `faults.NAME` of `faults.NAME.at`; nothing of a key at the top.
std::string_view above(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : path.substr(0, dot);
}

// Whether a key fits only beside some words of the other.
bool hangs_on(const Key& key, const Key& other) {
  return key.with.starts_with(fmt::format("{}:", language::name_of(other)));
}

bool is_chooser(const Key& key) {
  return std::ranges::any_of(language::keys_below(above(key.path)),
                             [&](const Key* one) { return hangs_on(*one, key); });
}

std::string choice_of(const Key& key, std::string_view word) {
  const auto kinds = language::fault_meanings();
  const auto kind = std::ranges::find(kinds, word, &language::FaultMeaning::name);
  const bool is_fault = kind != kinds.end() && key.path == "faults.NAME.fault";
  std::string text =
      fmt::format("{}: {}: {}\n", key.path, word, is_fault ? kind->meaning : key.meaning);
  if (!is_chooser(key)) return text;
  std::vector<std::string_view> always;
  for (const Key* beside : language::keys_below(above(key.path))) {
    if (beside->with.empty() && beside != &key) always.push_back(language::name_of(*beside));
    if (!hangs_on(*beside, key) || !language::fits_beside(*beside, word)) continue;
    text += in_short(*beside);
    for (const Key* below : language::keys_below(beside->path)) text += in_short(*below);
  }
  if (always.empty()) return text;
  return text + fmt::format("and beside any `{}`: {} (txlab explain {})\n", language::name_of(key),
                            fmt::join(always, ", "), above(key.path));
}

// `faults.nope`: neither a kind of fault nor a number in the list. Protocols are told about
// elsewhere, so `strategies.nope` is none.
bool lacks_its_choice(std::string_view place) {
  const std::string_view word = last_part(place);
  if (word == "NAME" || word.find_first_not_of("0123456789") == std::string_view::npos)
    return false;
  const auto keys = language::keys_below(fmt::format("{}.NAME", above(place)));
  const auto is_key = [&](const Key* key) { return language::name_of(*key) == word; };
  if (std::ranges::any_of(keys, is_key)) return false;  // `workload.arrivals.rate`, without NAME
  return above(place) == "strategies" ||
         std::ranges::any_of(keys, [](const Key* key) { return is_chooser(*key); });
}

// The units or other words of a type: what stands in brackets, and the first word.
bool names_type(std::string_view type, std::string_view word) {
  constexpr std::string_view between = " ,()";
  bool in_brackets = false;
  for (std::size_t from = 0; from < type.size();) {
    const std::size_t end = std::min(type.find_first_of(between, from), type.size());
    if (type.substr(from, end - from) == word && (from == 0 || in_brackets)) return true;
    if (end < type.size() && type[end] == '(') in_brackets = true;
    if (end < type.size() && type[end] == ')') in_brackets = false;
    from = end + 1;
  }
  return false;
}

}  // namespace

std::string explained_key(std::string_view path) {
  std::string text;
  if (path == "scenario") {
    for (const Key* key : language::keys_below("")) {
      if (key->path != "distribution") text += in_short(*key);
    }
    return text;
  }
  if (lacks_its_choice(path)) return text;
  const auto found = language::find_keys(path);
  const auto levels = [](std::string_view of) { return std::ranges::count(of, '.'); };
  for (const Key* key : found) {
    const bool is_below = levels(key->path) > levels(found.front()->path) ||
                          last_part(found.front()->path) != last_part(path);
    text += is_below ? in_short(*key) : in_full(*key);
  }
  return text;
}

std::string explained_choice(std::string_view topic) {
  const std::string_view section = above(topic);
  std::string text;
  for (const Key* key : language::all_keys()) {
    const std::string_view here = above(key->path);
    if (key->type == language::KeyType::mapping) continue;  // its choices are keys
    const bool is_there =
        section.empty() || here == section || here == fmt::format("{}.NAME", section);
    const auto choices = language::choices_of(*key);
    const auto word = std::ranges::find(choices, last_part(topic));
    if (is_there && word != choices.end()) text += choice_of(*key, *word);
  }
  return text;
}

std::string explained_ending(std::string_view ending) {
  const std::string end = fmt::format(".{}", ending);
  std::string text;
  std::vector<std::string_view> places;
  for (const Key* key : language::all_keys()) {
    for (std::string_view place = key->path; !place.empty(); place = above(place)) {
      const bool is_new = std::ranges::find(places, place) == places.end();
      if (!place.ends_with(end) || !is_new) continue;
      places.push_back(place);
      text += explained_key(place);
    }
  }
  return text;
}

std::string explained_type(std::string_view word) {
  std::string plainest;  // `duration` before `duration, or distribution of durations`
  std::string example;
  for (const Key* key : language::all_keys()) {
    const Key plain{.path = "example", .type = key->type, .fallback = {}, .meaning = {}};
    const std::string type = language::type_of(plain);
    if (!names_type(type, word) || (!plainest.empty() && plainest.size() <= type.size())) continue;
    plainest = type;
    example = language::example_of(plain);
  }
  return plainest.empty() ? "" : fmt::format("{}\n  {}\n", plainest, example);
}

}  // namespace txlab
