#include "reports/messages/portable_object.hpp"

#include "sim/base/check.hpp"

namespace txlab {

namespace {

std::string unescaped(char c) {
  switch (c) {
    case 'n':
      return "\n";
    case '"':
    case '\\':
      return {c};
    default:
      CHECK(false);
  }
}

// What stands between the quotes.
std::string piece(std::string_view line) {
  CHECK(line.size() >= 2 && line.front() == '"' && line.back() == '"');
  std::string text;
  for (std::size_t i = 1; i + 1 < line.size(); ++i) {
    const bool escape = line[i] == '\\';
    text += escape ? unescaped(line[++i]) : std::string{line[i]};
  }
  return text;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> read_portable_object(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> entries;
  std::string* current = nullptr;
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    if (line.starts_with("msgid ")) {
      entries.emplace_back();
      current = &entries.back().first;
      line.remove_prefix(6);
    } else if (line.starts_with("msgstr ")) {
      CHECK(!entries.empty());
      current = &entries.back().second;
      line.remove_prefix(7);
    }
    CHECK(current != nullptr);
    *current += piece(line);
  }
  std::erase_if(entries, [](const auto& entry) { return entry.first.empty(); });
  return entries;
}

std::string untranslated(std::string_view text) {
  std::string entry = "msgid \"";
  for (const char c : text) {
    if (c == '"' || c == '\\') entry += '\\';
    entry += c == '\n' ? std::string("\\n") : std::string{c};
  }
  return entry + "\"\nmsgstr \"\"\n\n";
}

}  // namespace txlab
