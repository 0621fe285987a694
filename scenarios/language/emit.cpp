#include "scenarios/language/emit.hpp"

#include <yaml-cpp/emitter.h>

#include <algorithm>
#include <set>

namespace txlab::language {

namespace {

constexpr int block_levels = 2;  // the sections, and what they list

void write(YAML::Emitter& out, const Node& node, int block) {
  switch (node.kind) {
    case Node::Kind::null:
      out << YAML::Null;
      return;
    case Node::Kind::scalar:
      if (node.quoted) out << YAML::DoubleQuoted;
      out << node.text;
      return;
    case Node::Kind::list:
      if (block <= 0) out << YAML::Flow;
      out << YAML::BeginSeq;
      for (const Node& item : node.items) write(out, item, block - 1);
      out << YAML::EndSeq;
      return;
    case Node::Kind::map:
      break;
  }
  if (block <= 0) out << YAML::Flow;
  out << YAML::BeginMap;
  for (const Entry& entry : node.entries) {
    out << YAML::Key << entry.key << YAML::Value;
    write(out, entry.value, block - 1);
  }
  out << YAML::EndMap;
}

// The emitter puts what is not printable into double quotes, but leaves DEL there as it is, which
// no text of a scenario may hold.
std::string text_of(const YAML::Emitter& out) {
  std::string text;
  for (const char c : std::string_view(out.c_str(), out.size())) {
    if (c == '\x7f') {
      text += "\\x7f";
    } else {
      text += c;
    }
  }
  return text;
}

std::string text_of(const Node& node, int block) {
  YAML::Emitter out;
  write(out, node, block);
  return text_of(out);
}

constexpr std::size_t widest_line = 100;

constexpr std::string_view head_of_complete =
    "# Everything that a run of this scenario goes by. Lines without a comment were written; the\n"
    "# others were left out, and their comment says whence they are: the default\n"
    "# (txlab explain KEY), or a profile that was named.\n";

// What has set the values of the tree; "" is its author.
using Origins = std::set<std::string_view>;

void collect(const Node& node, Origins& origins) {
  if (node.items.empty() && node.entries.empty()) origins.insert("");
  for (const Node& item : node.items) collect(item, origins);
  for (const Entry& entry : node.entries) {
    if (entry.supplied_by.empty()) {
      collect(entry.value, origins);
    } else {
      origins.insert(entry.supplied_by);
    }
  }
}

bool is_of_scalars(const Node& node) {
  return node.entries.empty() && std::ranges::all_of(node.items, &Node::is_scalar);
}

// A line for all that one and the same has set, if it fits; what it was stands at the end.
class WithOrigins {
 public:
  std::string text(const Node& tree) {
    out_.SetPreCommentIndent(2);
    block(tree, 0);
    return std::string(head_of_complete) + text_of(out_) + "\n";
  }

 private:
  void block(const Node& node, std::size_t indent) {
    if (node.is_map()) {
      out_ << YAML::BeginMap;
      for (const Entry& entry : node.entries) {
        out_ << YAML::Key << entry.key << YAML::Value;
        Origins origins;
        if (!entry.supplied_by.empty()) {
          origins.insert(entry.supplied_by);
        } else {
          collect(entry.value, origins);
        }
        value(entry.value, origins, indent, indent + entry.key.size() + 2);
      }
      out_ << YAML::EndMap;
      return;
    }
    out_ << YAML::BeginSeq;
    for (const Node& item : node.items) {
      Origins origins;
      collect(item, origins);
      value(item, origins, indent, indent + 2);
    }
    out_ << YAML::EndSeq;
  }

  void value(const Node& node, const Origins& origins, std::size_t indent, std::size_t column) {
    const std::string_view origin = *origins.begin();
    const bool one = origins.size() == 1;
    const bool is_short =
        is_of_scalars(node) || column + text_of(node, 0).size() + origin.size() + 4 <= widest_line;
    if (!one || !is_short) return block(node, indent + 2);
    write(out_, node, 0);
    if (!origin.empty()) out_ << YAML::Comment(std::string(origin));
  }

  YAML::Emitter out_;
};

}  // namespace

std::string emit_with_origins(const Node& node) { return WithOrigins().text(node); }

std::string emit(const Node& node) { return text_of(node, block_levels) + "\n"; }

std::string emit_inline(const Node& node) { return text_of(node, 0); }

std::string emit_quoted(std::string_view text) {
  Node node = make_scalar(std::string(text), {});
  node.quoted = true;
  return emit_inline(node);
}

}  // namespace txlab::language
