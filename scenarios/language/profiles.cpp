#include "scenarios/language/profiles.hpp"

#include <fmt/format.h>

#include "scenarios/language/keys/bounds.hpp"
#include "scenarios/language/plain_text.hpp"
#include "scenarios/language/suggest.hpp"

namespace txlab::language {

namespace {

// What belongs to the file as a whole.
constexpr std::string_view of_the_file[] = {"version", "include", "profiles"};

bool is_a_change(Problems& problems, const Entry& profile) {
  if (!profile.value.is_map()) {
    problems.error(code::wrong_shape, profile.value.span,
                   fmt::format("the profile `{}` is a mapping of keys of the scenario, not {}",
                               profile.key, kind_name(profile.value.kind)));
    return false;
  }
  for (const std::string_view key : of_the_file) {
    const Entry* const found = profile.value.entry(key);
    if (found == nullptr) continue;
    problems.error(code::unknown_key, found->span,
                   fmt::format("`{}` is of the file, not of a profile", key));
    return false;
  }
  return true;
}

}  // namespace

std::vector<std::string> apply_profiles(Problems& problems, Node& tree,
                                        const std::vector<std::string>& chosen) {
  Node profiles = make_map(tree.span);
  if (const Node* const written = tree.find("profiles")) {
    if (written->is_map()) {
      profiles = *written;
    } else if (!written->is_null()) {
      problems.error(
          code::wrong_shape, written->span,
          fmt::format("`profiles` is a mapping of names, not {}", kind_name(written->kind)));
    }
    tree.erase("profiles");
  }
  const std::size_t most = sizes_of(*key_at("profiles"))->most;
  if (profiles.entries.size() > most) {
    problems.error(
        code::out_of_range, profiles.span,
        fmt::format("`profiles` holds {}: at most {} are allowed", profiles.entries.size(), most),
        {"", "txlab explain profiles"});
    profiles.entries.clear();
  }
  if (!check_plain_text(problems, profiles)) profiles.entries.clear();
  std::vector<std::string> names;
  std::erase_if(profiles.entries,
                [&](const Entry& profile) { return !is_a_change(problems, profile); });
  for (const Entry& profile : profiles.entries) {
    check_own_name(problems, profile.key, profile.span);
    names.push_back(profile.key);
  }
  for (const std::string& name : chosen) {
    if (const Node* const change = profiles.find(name)) {
      merge_over(tree, *change);
      continue;
    }
    problems.error(code::unknown_name, profiles.span,
                   fmt::format("`--profile {}` names no profile of this scenario", name),
                   {did_you_mean(name, names), ""});
  }
  return names;
}

}  // namespace txlab::language
