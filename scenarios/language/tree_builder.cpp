#include "scenarios/language/tree_builder.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/language/load.hpp"
#include "scenarios/language/number.hpp"
#include "scenarios/language/prescan.hpp"

namespace txlab::language {

namespace {

constexpr std::size_t longest_key = 200;

// Where the value at `offset` begins, behind its anchor and its tag.
std::size_t skip_properties(std::string_view text, std::size_t offset) {
  while (offset < text.size() && (text[offset] == '&' || text[offset] == '!')) {
    const std::size_t blank = text.find_first_of(" \n\t", offset);
    const std::size_t next = text.find_first_not_of(" \n\t", blank);
    if (blank == std::string_view::npos || next == std::string_view::npos) break;
    offset = next;
  }
  return offset;
}

// Where the quote at the front of the text ends, or 0 if it does not.
std::size_t end_of_quote(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    const bool escaped = text[0] == '"' ? text[i] == '\\' : text.substr(i).starts_with("''");
    if (escaped) {
      ++i;
    } else if (text[i] == text[0]) {
      return i + 1;
    }
  }
  return 0;
}

bool is_quote(std::string_view text) { return text.starts_with('"') || text.starts_with('\''); }

// How many bytes of the text, which begins with the scalar, to underline.
std::size_t shown_size(std::string_view text, const std::string& value, bool quoted) {
  if (!quoted && !value.empty() && text.starts_with(value)) return value.size();
  constexpr std::size_t longest_shown = 1000;
  const std::string_view near = text.substr(0, longest_shown);
  const std::string_view line = near.substr(0, near.find('\n'));
  const std::size_t end = is_quote(line) ? end_of_quote(line) : 0;
  if (end > 0 || quoted) return std::max<std::size_t>(1, end);  // 1: a block, or many lines
  const std::size_t last = line.find_last_not_of(' ');
  return last == std::string_view::npos ? 1 : last + 1;
}

}  // namespace

TreeBuilder::TreeBuilder(Problems& problems, std::uint32_t source)
    : problems_(problems), source_(source) {
  const std::string& text = problems_.source(source_).text;
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') line_starts_.push_back(i + 1);
  }
}

std::size_t TreeBuilder::offset_of(const YAML::Mark& mark) const {
  const auto line = static_cast<std::size_t>(std::max(0, mark.line));
  const std::size_t start = line_starts_[std::min(line, line_starts_.size() - 1)];
  const auto column = static_cast<std::size_t>(std::max(0, mark.column));
  return std::min(start + column, problems_.source(source_).text.size());
}

Span TreeBuilder::span_of(const YAML::Mark& mark) {
  const std::string_view text = problems_.source(source_).text;
  const std::size_t offset = skip_properties(text, offset_of(mark));
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  if (last_offset_ < *(after - 1) || last_offset_ > offset) {
    last_offset_ = *(after - 1);
    last_column_ = 1;
  }
  last_column_ += characters(text.substr(last_offset_, offset - last_offset_));
  last_offset_ = offset;
  return {source_, static_cast<std::uint32_t>(after - line_starts_.begin()), last_column_};
}

Span TreeBuilder::end_of_text() const {
  const std::string_view text = problems_.source(source_).text;
  return {source_, static_cast<std::uint32_t>(line_starts_.size()),
          characters(text.substr(line_starts_.back())) + 1};
}

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
  if (documents_++ == 0) return;
  problems_.error(code::documents, span_of(mark), "a second document begins here",
                  {"remove `---`, or indent the line like the first one", ""});
  throw Stop{};
}

void TreeBuilder::count(std::size_t nodes, const Span& span) {
  nodes_ += nodes;
  if (nodes_ <= most_nodes) return;
  problems_.error(code::too_large, span,
                  fmt::format("the scenario has more than {} values", most_nodes),
                  {nodes > 1 ? "aliases of aliases multiply" : "", ""});
  throw Stop{};
}

void TreeBuilder::check_tag(const std::string& tag, const Span& span) {
  if (tag.empty() || tag == "?" || tag == "!") return;
  problems_.error(code::tag, span, fmt::format("the tag `{}` means nothing here", tag),
                  {"remove it", ""});
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  Node node;
  node.span = span_of(mark);
  count(1, node.span);
  place(std::move(node), anchor);
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& value) {
  Node node = make_scalar(value, span_of(mark));
  node.quoted = tag == "!";
  const std::string_view text = problems_.source(source_).text;
  const std::string_view rest = text.substr(skip_properties(text, offset_of(mark)));
  node.span.length = characters(rest.substr(0, shown_size(rest, value, node.quoted)));
  check_tag(tag, node.span);
  count(1, node.span);
  if (node.quoted && is_quote(rest) && end_of_quote(rest) == 0) {  // the parser does not mind
    problems_.error(code::syntax, node.span, "the quote does not end");
    throw Stop{};
  }
  place(std::move(node), anchor);
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const Span span = span_of(mark);
  const auto found = anchors_.find(anchor);
  if (found == anchors_.end()) {
    problems_.error(code::bad_alias, span, "the alias stands inside of what it names");
    Node nothing;
    nothing.span = span;
    place(std::move(nothing), 0);
    return;
  }
  count(size_of(found->second), span);
  Node copy = found->second;
  mark_used(copy, span.line);
  place(std::move(copy), 0);
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag,
                                  YAML::anchor_t anchor, YAML::EmitterStyle::value) {
  open(Node::Kind::list, mark, tag, anchor);
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value) {
  open(Node::Kind::map, mark, tag, anchor);
}

void TreeBuilder::open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag,
                       YAML::anchor_t anchor) {
  Frame frame;
  frame.node.kind = kind;
  frame.node.span = span_of(mark);
  frame.anchor = anchor;
  check_tag(tag, frame.node.span);
  count(1, frame.node.span);
  if (open_.size() >= most_levels) {
    problems_.error(code::too_deep, frame.node.span,
                    fmt::format("values nest deeper than {} levels", most_levels));
    throw Stop{};
  }
  open_.push_back(std::move(frame));
}

void TreeBuilder::close() {
  Frame frame = std::move(open_.back());
  open_.pop_back();
  apply_merges(frame);
  place(std::move(frame.node), frame.anchor);
}

void TreeBuilder::place(Node node, YAML::anchor_t anchor) {
  if (anchor != 0) {
    count(size_of(node), node.span);
    anchors_[anchor] = node;
  }
  if (open_.empty()) {
    root_ = std::move(node);
    return;
  }
  Frame& frame = open_.back();
  if (frame.node.is_list()) {
    frame.node.items.push_back(std::move(node));
  } else if (!frame.has_key) {
    place_key(frame, std::move(node));
  } else {
    place_value(frame, std::move(node));
  }
}

// `xa:{protocol: xa}` begins with the key `xa:{protocol`, which nobody means.
void TreeBuilder::check_blank(const Node& key) {
  const std::size_t opened = key.quoted ? std::string::npos : key.text.find_first_of("{[");
  if (opened == std::string::npos || opened == 0 || key.text[opened - 1] != ':') return;
  problems_.error(code::bad_key, key.span, fmt::format("`{}` is no key", shown(key.text)),
                  {fmt::format("a blank is missing between `:` and `{}`", key.text[opened]), ""});
  throw Stop{};
}

void TreeBuilder::place_key(Frame& frame, Node node) {
  frame.has_key = true;
  frame.keep_value = node.is_scalar() && node.text.size() <= longest_key;
  check_blank(node);
  if (!frame.keep_value) {
    problems_.error(code::bad_key, node.span,
                    node.is_scalar() ? "the key is too long"
                                     : fmt::format("{} cannot be a key", kind_name(node.kind)));
  } else if (const auto [before, is_new] = frame.key_lines.emplace(node.text, node.span.line);
             !is_new) {
    const bool is_merge = node.text == "<<" && !node.quoted;
    problems_.error(code::duplicate_key, node.span, fmt::format("duplicate key `{}`", node.text),
                    {is_merge ? "merge several with `<<: [*a, *b]`"
                              : fmt::format("it stands at line {} already", before->second),
                     ""});
    frame.keep_value = false;
  }
  frame.key = std::move(node);
}

// In braces, `at: 10,5s` is an `at` of 10 and a key `5s` to YAML.
bool TreeBuilder::continues_number(Frame& frame) {
  if (frame.node.entries.empty() || frame.key.quoted) return false;
  Node& number = frame.node.entries.back().value;
  const bool adjacent = number.is_scalar() && !number.quoted &&
                        number.span.line == frame.key.span.line &&
                        number.span.column + number.span.length + 1 == frame.key.span.column;
  const std::string text = number.text + "," + frame.key.text;
  const auto joined = adjacent ? joined_number(text) : std::nullopt;
  if (!joined) return false;
  number.span.length += 1 + frame.key.span.length;
  problems_.error(code::bad_value, number.span,
                  fmt::format("a comma ends a value in braces: `{}`", text),
                  {fmt::format("write `{}`", joined->text), ""});
  number.text = joined->text;
  return true;
}

void TreeBuilder::place_value(Frame& frame, Node node) {
  frame.has_key = false;
  if (!frame.keep_value) return;
  if (node.is_null() && continues_number(frame)) return;
  if (frame.key.text == "<<" && !frame.key.quoted) {
    frame.merges.push_back(std::move(node));
    return;
  }
  frame.node.entries.push_back({std::move(frame.key.text), frame.key.span, std::move(node)});
}

// The mapping's own keys win over merged ones, and of several merged mappings the first wins.
void TreeBuilder::apply_merges(Frame& frame) {
  for (const Node& merged : frame.merges) {
    if (merged.is_list()) {
      for (const Node& one : merged.items) merge_under(frame, one);
    } else {
      merge_under(frame, merged);
    }
  }
}

void TreeBuilder::merge_under(Frame& frame, const Node& other) {
  if (!other.is_map()) {
    problems_.error(code::bad_merge, other.span,
                    fmt::format("`<<` takes a mapping, not {}", kind_name(other.kind)),
                    {"`<<: *anchor` or `<<: [*a, *b]`", ""});
    return;
  }
  for (const Entry& one : other.entries) {
    if (frame.key_lines.emplace(one.key, one.span.line).second) {
      frame.node.entries.push_back(one);
    }
  }
}

}  // namespace txlab::language
