#include "plain_json.hpp"

#include <regex>

namespace txlab {

namespace {

using nlohmann::json;

bool matches(const std::string& text, const char* pattern) {
  return std::regex_match(text, std::regex(pattern));
}

json plain_scalar(const std::string& text) {
  if (matches(text, "null|Null|NULL|~|")) return nullptr;
  if (matches(text, "true|True|TRUE")) return true;
  if (matches(text, "false|False|FALSE")) return false;
  if (text.size() < 18 && matches(text, "[-+]?[0-9]+")) return std::stoll(text);
  if (text.size() < 18 && matches(text, "0o[0-7]+")) return std::stoll(text.substr(2), nullptr, 8);
  if (text.size() < 18 && matches(text, "0x[0-9a-fA-F]+")) return std::stoll(text, nullptr, 16);
  if (matches(text, "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?")) {
    return std::stod(text);
  }
  return text;
}

}  // namespace

json plain_json(const language::Node& node) {
  switch (node.kind) {
    case language::Node::Kind::null:
      return nullptr;
    case language::Node::Kind::scalar:
      return node.quoted ? json(node.text) : plain_scalar(node.text);
    case language::Node::Kind::list: {
      json list = json::array();
      for (const language::Node& item : node.items) list.push_back(plain_json(item));
      return list;
    }
    case language::Node::Kind::map:
      break;
  }
  json map = json::object();
  for (const language::Entry& entry : node.entries) map[entry.key] = plain_json(entry.value);
  return map;
}

}  // namespace txlab
