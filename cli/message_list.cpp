#include "cli/message_list.hpp"

#include <cstdio>
#include <set>

#include "cli/flags.hpp"
#include "cli/help_language.hpp"
#include "reports/messages/portable_object.hpp"
#include "reports/strategies/settings.hpp"

namespace txlab {

int print_messages() {
  std::vector<std::string> texts = strategy_texts();
  Arguments ignored;
  CLI::App app;
  add_verbs(app, ignored);
  add_descriptions(app, texts);
  std::set<std::string> told;
  for (const std::string& text : texts) {
    if (text.empty() || !told.insert(text).second) continue;
    std::fputs(untranslated(text).c_str(), stdout);
  }
  return 0;
}

}  // namespace txlab
