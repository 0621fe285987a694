#include "reports/reference.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/markdown_table.hpp"
#include "scenarios/language/codes.hpp"
#include "scenarios/language/keys/key.hpp"
#include "scenarios/language/pages/code_page.hpp"

namespace txlab {

namespace {

using language::Key;

std::string_view section_of(const Key& key) {
  return key.path.substr(0, std::min(key.path.find('.'), key.path.size()));
}

// A key of the top without keys of its own.
bool stands_alone(const Key& key) {
  return key.path == section_of(key) && language::keys_below(key.path).empty() &&
         language::keys_below(fmt::format("{}.NAME", key.path)).empty() &&
         language::key_at(fmt::format("{}.NAME", key.path)) == nullptr;
}

constexpr std::string_view opening =
    "# The keys of a scenario\n\n"
    "This page is printed by `txlab explain --all --format md`; a test holds it to the program.\n"
    "`NAME` stands for a name of yours, or for the place in a list. Units are mandatory: "
    "durations\n"
    "`ns us ms s m h d` (also `1m30s`), probabilities `%`, rates `/s /m /h`, counts also `k M`,\n"
    "money `CNY`. `x-...` at the top is ignored and may hold anchors; `<<` merges.\n"
    "`txlab explain PATH` says the same about one key, `txlab schema` says it to editors.\n";

constexpr std::string_view columns =
    "| key | is | default | means | example | since |\n|---|---|---|---|---|---|\n";

std::string row(const Key& key) {
  return fmt::format("| `{}` | {} | {} | {} | `{}` | {} |\n", key.path, markdown_cell(type_of(key)),
                     markdown_cell(key.fallback), markdown_cell(key.meaning),
                     markdown_cell(example_of(key)), key.since);
}

std::string parameters(const Vocabulary& vocabulary) {
  std::string text = "\n## Parameters of strategies\n";
  for (const std::string& protocol : vocabulary.protocols) {
    const auto terms = vocabulary.terms_of(protocol);
    if (!terms) continue;
    text += fmt::format("\n### {}\n\n", protocol);
    text += parameter_table(terms->parameters, Language::english);
    for (const ParameterProfile& profile : terms->profiles) {
      text +=
          fmt::format("\n`profile: {}`: {} ({})\n", profile.name, profile.differs, profile.source);
    }
  }
  return text;
}

std::string messages() {
  std::string text =
      "\n## Codes of messages\n\n`txlab explain CODE` prints one. Examples are laid over a "
      "scenario "
      "that is right otherwise:\n50 customers come per second for 60s, and the strategy `a` is a "
      "transactional message.\n";
  for (const language::Code& code : language::codes()) {
    text += fmt::format("\n### {}\n\n{}\n", code.name, code.meaning);
    const language::CodePage* const page = language::page_of(code.name);
    if (page == nullptr) continue;
    const auto block = [&](std::string_view title, std::string_view example) {
      text += fmt::format("\n{}:\n\n```{}\n{}```\n", title, page->is_command() ? "sh" : "yaml",
                          language::written_example(*page, example));
    };
    block("Wrong", page->wrong);
    block("Right", page->mended);
    text += fmt::format("\n{}", page->why);
  }
  return text;
}

}  // namespace

std::string reference_page(const Vocabulary& vocabulary) {
  std::string sections;
  std::string alone = fmt::format("\n## The top of the file\n\n{}", columns);
  std::string_view section;
  for (const Key* key : language::all_keys()) {
    if (stands_alone(*key)) {
      alone += row(*key);
      continue;
    }
    if (section_of(*key) != section) {
      section = section_of(*key);
      sections += fmt::format("\n## `{}`\n\n{}", section, columns);
    }
    sections += row(*key);
  }
  return std::string(opening) + alone + sections + parameters(vocabulary) + messages();
}

}  // namespace txlab
