#include "scenarios/language/read_law.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <charconv>

#include "scenarios/language/data_files.hpp"
#include "scenarios/language/decode_distribution.hpp"
#include "scenarios/language/emit.hpp"
#include "scenarios/language/load.hpp"
#include "scenarios/language/suggest.hpp"

namespace txlab {

using namespace language;

namespace {

KeyType type_of_text(std::string_view text) {
  if (text.find("CNY") != std::string_view::npos) return KeyType::money_distribution;
  for (std::size_t at = text.find('-'); at != std::string_view::npos; at = text.find('-', at + 1)) {
    const bool is_minus = at + 1 < text.size() &&
                          std::isdigit(static_cast<unsigned char>(text[at + 1])) != 0 && at > 0 &&
                          text[at - 1] == ' ';
    if (is_minus) return KeyType::signed_time_distribution;
  }
  return KeyType::time_distribution;
}

void decode(Problems& problems, const Node& node, std::string_view topic, KeyType type,
            LawReading& out) {
  const Vocabulary vocabulary;
  Context context{problems, vocabulary};
  Distribution law;
  const Where where{"the distribution", std::string(topic)};
  if (decode_distribution(context, node, where, type, law)) out.law = std::move(law);
  out.of_money = type == KeyType::money_distribution;
  out.yaml = emit_inline(node);
}

// The key of the table that takes a distribution at this place, or nullptr.
const Key* distribution_key(std::string_view path) {
  const std::string_view last = path.substr(path.rfind('.') + 1);
  for (const Key* key : find_keys(path)) {
    if (is_distribution(key->type) && name_of(*key) == last) return key;
  }
  return nullptr;
}

// Of a list's element: its name, or else its number.
std::string element_name(const Node& list, std::size_t index) {
  const Node* const name = list.items[index].find("name");
  return name != nullptr ? name->text : std::to_string(index);
}

// Visits everything below a node by its path.
template <typename Visit>
void visit_below(const Node& node, const std::string& path, const Visit& visit) {
  const auto visit_child = [&](const std::string& name, const Node& child) {
    const std::string below = path.empty() ? name : path + "." + name;
    visit(below, child);
    visit_below(child, below, visit);
  };
  for (const Entry& entry : node.entries) visit_child(entry.key, entry.value);
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    visit_child(element_name(node, i), node.items[i]);
  }
}

// Paths of the scenario that have distributions, for who has mistyped one.
std::string distributions_in(const Node& tree) {
  constexpr std::size_t most = 12;
  std::vector<std::string> paths;
  visit_below(tree, "", [&](const std::string& path, const Node&) {
    if (distribution_key(path) != nullptr) paths.push_back(path);
  });
  if (paths.size() > most) {
    paths.resize(most);
    paths.emplace_back("...");
  }
  return paths.empty() ? "" : fmt::format("it says so at {}", fmt::join(paths, ", "));
}

const Node* node_at(const Node& tree, std::string_view wanted) {
  const Node* found = nullptr;
  visit_below(tree, "", [&](const std::string& path, const Node& node) {
    if (path == wanted) found = &node;
  });
  return found;
}

// Why there is nothing to draw: another kind of value, or no such place.
void tell_no_law(Problems& problems, std::uint32_t source, const Node& tree,
                 std::string_view path) {
  const Node* const other = node_at(tree, path);
  const bool is_known = other != nullptr || !find_keys(path).empty();
  const std::string value = other == nullptr ? "" : fmt::format("; it is {}", emit_inline(*other));
  std::vector<std::string> paths;
  visit_below(tree, "", [&](const std::string& place, const Node&) { paths.push_back(place); });
  const std::string meant = is_known ? "" : nearest(path, paths);
  problems.error(code::unknown_name, {source, 0, 0},
                 is_known ? fmt::format("`{}` is no distribution{}", path, value)
                          : fmt::format("there is no distribution at `{}`", path),
                 {meant.empty() ? distributions_in(tree) : fmt::format("did you mean `{}`?", meant),
                  fmt::format("txlab explain {}", is_known ? path : "distribution")});
}

}  // namespace

LawReading read_law(std::string_view text) {
  Problems problems;
  problems.allow_any_file();
  LawReading result;
  const auto source = problems.add_source({"distribution", std::string(text), ""});
  if (auto tree = load(problems, source)) {
    const KeyType type = type_of_text(text);
    inline_data_files(problems, *tree);
    decode(problems, *tree, "distribution", type, result);
  }
  if (problems.any_error()) result.law.reset();
  result.diagnostics = problems.report();
  return result;
}

LawReading law_at(const ReadResult& scenario, std::string_view path, std::string_view filename) {
  LawReading result;
  Problems problems;
  const auto source = problems.add_source({std::string(filename), scenario.resolved_yaml, ""});
  const auto tree = load(problems, source);
  const Key* const key = distribution_key(path);
  if (!tree || key == nullptr) {
    tell_no_law(problems, source, tree ? *tree : Node{}, path);
  } else if (const Node* const node = node_at(*tree, path)) {
    decode(problems, *node, path, key->type, result);
  } else {
    result.by_default = true;
    const auto fallback =
        load(problems, problems.add_source({"default", std::string(key->fallback), ""}));
    Problems quiet;  // a default may be words
    if (fallback) decode(quiet, *fallback, path, key->type, result);
    if (!result.law) {
      problems.error(code::unknown_name, {source, 0, 0},
                     fmt::format("`{}` is not there; its default is: {}", path, key->fallback),
                     {distributions_in(*tree), ""});
    }
  }
  result.diagnostics = problems.report();
  return result;
}

}  // namespace txlab
