#include "scenarios/language/extend.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "scenarios/language/keys/bounds.hpp"
#include "scenarios/language/suggest.hpp"

namespace txlab::language {

namespace {

constexpr std::size_t longest_chain = 32;

class Extender {
 public:
  Extender(Problems& problems, Node& strategies) : problems_(problems), strategies_(strategies) {}

  // `path_` holds the names from the first extending strategy to this one.
  void resolve(Entry& entry) {
    const Node* written = entry.value.find("extends");
    if (written == nullptr || broken_.contains(entry.key)) return;
    const Node extends = *written;
    path_.push_back(entry.key);
    Entry* base = find_base(extends);
    if (base != nullptr) resolve(*base);
    path_.pop_back();
    const bool fine =
        base != nullptr && !broken_.contains(base->key) && inherit(entry.value, *base, extends);
    if (fine) {
      entry.value.erase("extends");
    } else {
      broken_.insert(entry.key);
    }
  }

 private:
  Entry* find_base(const Node& extends) {
    const auto found = std::find_if(strategies_.entries.begin(), strategies_.entries.end(),
                                    [&](const Entry& entry) { return entry.key == extends.text; });
    if (!extends.is_scalar() || found == strategies_.entries.end()) {
      tell_unknown(extends);
      return nullptr;
    }
    const bool cycle = std::find(path_.begin(), path_.end(), found->key) != path_.end();
    if (!cycle && path_.size() < longest_chain) return &*found;
    const std::string what = cycle ? fmt::format("a cycle of `extends`: {} -> {}",
                                                 fmt::join(path_, " -> "), extends.text)
                                   : std::string("a chain of `extends` is too long");
    problems_.error(code::extends_cycle, extends.span, what, {"", "txlab explain strategies"});
    return nullptr;
  }

  void tell_unknown(const Node& extends) {
    if (!extends.is_scalar()) {
      problems_.error(code::wrong_shape, extends.span,
                      fmt::format("`extends` names one strategy, not {}", kind_name(extends.kind)),
                      {"", "txlab explain strategies"});
      return;
    }
    std::vector<std::string> names;
    for (const Entry& entry : strategies_.entries) {
      if (entry.key != path_.back()) names.push_back(entry.key);
    }
    problems_.error(code::unknown_name, extends.span,
                    fmt::format("`extends` names a strategy; `{}` is none", extends.text),
                    {did_you_mean(extends.text, names), "txlab explain strategies"});
  }

  bool inherit(Node& node, const Entry& base, const Node& extends) {
    const Node* own = node.find("protocol");
    const Node* inherited = base.value.find("protocol");
    if (own != nullptr && inherited != nullptr && own->text != inherited->text) {
      problems_.error(code::unfit_key, own->span,
                      fmt::format("the protocol is not that of `{}`, which is extended (`{}`)",
                                  extends.text, inherited->text),
                      {"leave `protocol` out", "txlab explain strategies"});
      return false;
    }
    std::vector<Entry> missing;
    for (const Entry& entry : base.value.entries) {
      if (node.find(entry.key) == nullptr) missing.push_back(entry);
    }
    for (Entry& entry : missing) {
      entry.span.used_line = extends.span.line;
      mark_used(entry.value, extends.span.line);
    }
    node.entries.insert(node.entries.begin(), missing.begin(), missing.end());
    return true;
  }

  Problems& problems_;
  Node& strategies_;
  std::vector<std::string> path_;
  std::set<std::string> broken_;  // told already
};

}  // namespace

void resolve_extends(Problems& problems, Node& tree) {
  Node* strategies = tree.find("strategies");
  if (strategies == nullptr) return;
  // So many are refused when they are read, and looking each other up would take its time.
  if (strategies->entries.size() > sizes_of(*key_at("strategies"))->most) return;
  Extender extender(problems, *strategies);
  for (Entry& entry : strategies->entries) extender.resolve(entry);
}

}  // namespace txlab::language
