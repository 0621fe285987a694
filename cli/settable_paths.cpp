#include "cli/settable_paths.hpp"

#include <set>

#include "models/strategies/catalogue.hpp"
#include "scenarios/language/load.hpp"

namespace txlab {

namespace {

using language::Node;
using Paths = std::set<std::string>;

std::string joined(const std::string& above, const std::string& name) {
  return above.empty() ? name : above + "." + name;
}

// What stands below a node: the entries of a mapping, the elements of a list by name or number.
template <typename Visit>
void for_each_below(const Node& node, const Visit& visit) {
  for (const language::Entry& entry : node.entries) visit(entry.key, entry.value);
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const Node* const name = node.items[i].find("name");
    visit(name != nullptr ? name->text : std::to_string(i), node.items[i]);
  }
}

void add_what_is_there(const Node& node, const std::string& path, Paths& paths) {
  for_each_below(node, [&](const std::string& name, const Node& child) {
    paths.insert(joined(path, name));
    add_what_is_there(child, joined(path, name), paths);
  });
}

// `rest` of a key of the table below this place, which may not be there.
void add_key(std::string_view rest, const Node* node, const std::string& path, Paths& paths) {
  if (rest.empty()) {
    paths.insert(path);
    return;
  }
  const std::string part(rest.substr(0, rest.find('.')));
  rest.remove_prefix(std::min(part.size() + 1, rest.size()));
  if (part != "NAME") {
    add_key(rest, node == nullptr ? nullptr : node->find(part), joined(path, part), paths);
  } else if (node != nullptr) {
    for_each_below(*node, [&](const std::string& name, const Node& child) {
      add_key(rest, &child, joined(path, name), paths);
    });
  }
}

void add_parameters(const Node& strategies, Paths& paths) {
  for (const language::Entry& strategy : strategies.entries) {
    const Node* const name = strategy.value.find("protocol");
    const Protocol* const protocol = name == nullptr ? nullptr : find_protocol(name->text);
    if (protocol == nullptr) continue;
    for (const ParameterSpec& parameter : protocol->parameters) {
      paths.insert("strategies." + strategy.key + "." + std::string(parameter.name));
    }
  }
}

}  // namespace

std::vector<std::string> settable_paths(const ReadResult& scenario) {
  language::Problems quiet;
  const auto source = quiet.add_source({"scenario", scenario.resolved_yaml, ""});
  const auto tree = language::load(quiet, source);
  Paths paths;
  if (tree) {
    add_what_is_there(*tree, "", paths);
    if (const Node* const strategies = tree->find("strategies")) add_parameters(*strategies, paths);
  }
  for (const std::string& key : scenario.asked) add_key(key, tree ? &*tree : nullptr, "", paths);
  return {paths.begin(), paths.end()};
}

}  // namespace txlab
