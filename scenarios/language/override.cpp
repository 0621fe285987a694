#include "scenarios/language/override.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "scenarios/language/load.hpp"
#include "scenarios/language/prescan.hpp"
#include "scenarios/language/suggest.hpp"

namespace txlab::language {

namespace {

class Walk {
 public:
  Walk(Problems& problems, std::string_view path, const Span& where)
      : problems_(problems), path_(path), where_(where) {}

  // The node at the end of the path, made if need be; nullptr if the path leads nowhere.
  Node* to_end(Node& tree) {
    Node* node = &tree;
    while (node != nullptr && at_ <= path_.size()) node = step(*node);
    return node;
  }

 private:
  std::string_view rest() const { return path_.substr(at_); }

  // The next part of the path; keys that are there may hold dots, as `p99.9` does.
  std::string_view take_part(const Node& node) {
    std::size_t length = std::min(rest().find('.'), rest().size());
    for (const Entry& entry : node.entries) {
      const std::size_t size = entry.key.size();
      const bool whole = rest().size() == size || (rest().size() > size && rest()[size] == '.');
      if (size > length && whole && rest().starts_with(entry.key)) length = size;
    }
    const std::string_view part = path_.substr(at_, length);
    begin_ = at_;
    at_ += length + 1;
    return part;
  }

  Node* step(Node& node) {
    const bool of_this_override = node.span.source == where_.source;
    if (node.is_null()) node = make_map(of_this_override ? node.span : where_);
    if (node.is_scalar()) {
      const std::string_view before = path_.substr(0, at_ == 0 ? 0 : at_ - 1);
      return refuse(rest(),
                    fmt::format("`{}` is the value `{}`, nothing is below it", before, node.text),
                    "");
    }
    const std::string_view part = take_part(node);
    if (++parts_ > most_levels) return refuse(path_, "the path is longer than any place", "");
    if (part.empty()) return refuse(path_, "a part of the path is empty", "`workload.customers`");
    if (node.is_list()) return element(node, part);
    if (Node* found = node.find(part)) return found;
    if (part.ends_with(']')) {
      return refuse(part, "an element of a list stands behind a dot",
                    fmt::format("write `{}`", with_dots(path_)));
    }
    Node nothing;
    nothing.span = span_of(part);
    node.entries.push_back({std::string(part), span_of(part), std::move(nothing)});
    return &node.entries.back().value;
  }

  // `faults.0.at` for `faults[0].at`
  static std::string with_dots(std::string_view path) {
    std::string text(path);
    std::replace(text.begin(), text.end(), '[', '.');
    std::erase(text, ']');
    return text;
  }

  Node* element(Node& list, std::string_view part) {
    std::size_t index = 0;
    const auto parsed = std::from_chars(part.data(), part.data() + part.size(), index);
    if (parsed.ec == std::errc{} && parsed.ptr == part.data() + part.size()) {
      if (index < list.items.size()) return &list.items[index];
      return refuse(part,
                    fmt::format("`{}` holds {}, so there is no element {}", parent(),
                                list.items.size(), part),
                    "the first one is 0");
    }
    std::vector<std::string> names;
    for (Node& item : list.items) {
      const Node* name = item.find("name");
      if (name == nullptr) continue;
      if (name->text == part) return &item;
      names.push_back(name->text);
    }
    return refuse(part, fmt::format("`{}` has no element `{}`", parent(), part),
                  did_you_mean(part, names));
  }

  std::string_view parent() const { return path_.substr(0, begin_ == 0 ? 0 : begin_ - 1); }

  Span span_of(std::string_view part) const {
    Span span = where_;
    const auto offset = static_cast<std::size_t>(part.data() - path_.data());
    span.column += characters(path_.substr(0, offset));
    span.length = std::max(1u, characters(part));
    return span;
  }

  Node* refuse(std::string_view part, std::string message, std::string hint) {
    problems_.error(code::bad_set, span_of(part), std::move(message), {std::move(hint), ""});
    return nullptr;
  }

  Problems& problems_;
  std::string_view path_;
  Span where_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;  // of the part that was taken last
  std::size_t parts_ = 0;
};

}  // namespace

void put(Problems& problems, Node& tree, std::string_view path, const Span& where, Node value) {
  if (Node* target = Walk(problems, path, where).to_end(tree)) *target = std::move(value);
}

void apply_override(Problems& problems, Node& tree, std::string_view text, std::string name) {
  const std::uint32_t source = problems.add_source({std::move(name), std::string(text), ""});
  const std::size_t equals = text.find('=');
  const Span whole{source, 1, 1, std::max(1u, characters(text))};
  if (equals == std::string_view::npos || equals == 0) {
    problems.error(code::bad_set, whole, "an override is `path=value`",
                   {"`--set workload.customers=20k`", ""});
    return;
  }
  auto value = load(problems, source, equals + 1);
  if (value && value->is_null()) value->span = {source, 1, whole.length + 1};
  if (value) put(problems, tree, text.substr(0, equals), whole, *std::move(value));
}

}  // namespace txlab::language
