#include "cli/message_list.hpp"

#include <cstdio>
#include <set>

#include "cli/flags.hpp"
#include "cli/help_language.hpp"
#include "reports/strategies/settings.hpp"

namespace txlab {

namespace {

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c == '\n' ? std::string("\\n") : std::string{c};
  }
  return result + "\"";
}

}  // namespace

int print_messages() {
  std::vector<std::string> texts = strategy_texts();
  Arguments ignored;
  CLI::App app;
  add_verbs(app, ignored);
  add_descriptions(app, texts);
  std::set<std::string> told;
  for (const std::string& text : texts) {
    if (text.empty() || !told.insert(text).second) continue;
    std::fputs(("msgid " + quoted(text) + "\nmsgstr \"\"\n\n").c_str(), stdout);
  }
  return 0;
}

}  // namespace txlab
