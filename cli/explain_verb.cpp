// txlab explain: what a key of a scenario, a strategy, a fault, an event, a property or the code of
// a message means.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "cli/explain_key.hpp"
#include "cli/explain_law.hpp"
#include "cli/explain_strategy.hpp"
#include "cli/topics.hpp"
#include "cli/verbs.hpp"
#include "cli/vocabulary.hpp"
#include "models/strategies/catalogue.hpp"
#include "reports/exit_code.hpp"
#include "reports/reference.hpp"
#include "reports/strategies/strategy_page.hpp"
#include "scenarios/language/codes.hpp"
#include "scenarios/language/keys/key.hpp"
#include "scenarios/language/pages/code_page.hpp"

namespace txlab {

namespace {

void print_line(const std::string& text) { std::fputs((text + "\n").c_str(), stdout); }

// The lines of an example under what it is, two blanks in.
void print_example(std::string_view title, std::string_view lines) {
  print_line(fmt::format("\n{}:\n", title));
  while (!lines.empty()) {
    print_line(fmt::format("  {}", lines.substr(0, lines.find('\n'))));
    lines.remove_prefix(std::min(lines.find('\n') + 1, lines.size()));
  }
}

void print_code(const language::Code& code) {
  print_line(fmt::format("{}: {}", code.name, code.meaning));
  const language::CodePage* const page = language::page_of(code.name);
  if (page == nullptr) return;
  print_example("wrong", language::written_example(*page, page->wrong));
  print_example("right", language::written_example(*page, page->mended));
  std::fputs(("\n" + std::string(page->why)).c_str(), stdout);
}

bool explain_code(std::string_view name) {
  for (const language::Code& code : language::codes()) {
    if (code.name != name) continue;
    print_code(code);
    return true;
  }
  return false;
}

// A path has one meaning; a bare word may have several, such as `crash` or `rate`.
std::string explained(const std::string& topic) {
  if (language::key_at(topic) != nullptr || topic == "scenario") return explained_key(topic);
  if (const std::string strategy = explained_strategy(topic); !strategy.empty()) return strategy;
  const std::string named = meaning_of(topic) + explained_choice(topic);
  const bool is_path = topic.find('.') != std::string::npos;
  if (!is_path) return named + explained_type(topic) + explained_ending(topic);
  if (!named.empty()) return named;
  const std::string key = explained_key(topic);
  return key.empty() ? explained_ending(topic) : key;
}

bool is_list(std::string_view topic) {
  constexpr std::string_view lists[] = {"strategies", "properties", "metrics", "faults",
                                        "events",     "profiles",   "keys"};
  return std::ranges::find(lists, topic) != std::end(lists);
}

int know_nothing_about(const std::string& topic) {
  const std::string meant = nearest_topic(topic);
  const std::string hint =
      meant.empty()
          ? "try strategies, faults, events, properties, metrics, profiles, keys or the code "
            "of a message"
          : fmt::format("did you mean `{}`?", meant);
  std::fputs(fmt::format("txlab: nothing is known about `{}`; {}\n", topic, hint).c_str(), stderr);
  return static_cast<int>(ExitCode::usage);
}

// `strategies` lists them all.
bool print_page(std::string_view topic, Language language) {
  if (topic == "strategies") {
    std::fputs(strategy_index(vocabulary(), language).c_str(), stdout);
    return true;
  }
  if (topic.starts_with("strategies.")) topic.remove_prefix(11);
  const Protocol* const protocol = find_protocol(topic);
  if (protocol == nullptr) return false;
  std::fputs(strategy_page(*protocol, vocabulary(), language).c_str(), stdout);
  return true;
}

}  // namespace

int explain_verb(const Arguments& arguments) {
  if (arguments.all) {
    std::fputs(reference_page(vocabulary()).c_str(), stdout);
    return 0;
  }
  if (arguments.format == "md") {
    if (print_page(arguments.subject, arguments.language)) return 0;
    std::fputs("txlab: a page is about a strategy, `strategies` or --all\n", stderr);
    return static_cast<int>(ExitCode::usage);
  }
  if (arguments.subject.empty()) {
    std::fputs("txlab: explain what? A key, a strategy, a code; `scenario` for the top, or --all\n",
               stderr);
    return static_cast<int>(ExitCode::usage);
  }
  if (const auto code = explain_law(arguments)) return *code;
  const std::string& topic = arguments.subject;
  if (explain_code(topic)) return static_cast<int>(ExitCode::success);
  const std::string text = explained(topic);
  std::fputs(text.c_str(), stdout);
  if (is_list(topic)) return list_verb(arguments);
  return text.empty() ? know_nothing_about(topic) : static_cast<int>(ExitCode::success);
}

}  // namespace txlab
