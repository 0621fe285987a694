#include "scenarios/language/emit.hpp"

#include <yaml-cpp/emitter.h>

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

std::string text_of(const Node& node, int block) {
  YAML::Emitter out;
  write(out, node, block);
  return std::string(out.c_str(), out.size());
}

}  // namespace

std::string emit(const Node& node) { return text_of(node, block_levels) + "\n"; }

std::string emit_inline(const Node& node) { return text_of(node, 0); }

}  // namespace txlab::language
