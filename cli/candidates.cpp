#include "cli/candidates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "cli/flags.hpp"
#include "cli/topics.hpp"
#include "cli/vocabulary.hpp"
#include "scenarios/language/read.hpp"

namespace txlab {

namespace {

using Words = std::vector<std::string>;

// A line of a shell has room for one sentence.
std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

const CLI::App* verb_called(const CLI::App& app, const std::string& name) {
  for (const CLI::App* verb : app.get_subcommands(nullptr)) {
    if (verb->get_name() == name) return verb;
  }
  return nullptr;
}

const CLI::Option* option_called(const CLI::App& verb, const std::string& name) {
  for (const CLI::Option* option : verb.get_options()) {
    if (name.starts_with('-') && option->check_name(name)) return option;
  }
  return nullptr;
}

bool takes_value(const CLI::Option& option) { return option.get_items_expected_max() > 0; }

// CLI11 keeps the words that a value may be only as text: "TEXT:{text,json}".
Words choices_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const std::size_t open = type.find('{');
  const std::size_t close = type.find('}', open);
  Words choices;
  if (open == std::string::npos || close == std::string::npos) return choices;
  for (std::size_t from = open + 1; from <= close;) {
    const std::size_t end = std::min(type.find(',', from), close);
    choices.push_back(type.substr(from, end - from));
    from = end + 1;
  }
  return choices;
}

// The first word that is a file: the scenario of this command line, if it is one.
ReadResult scenario_among(const Words& words) {
  std::error_code error;
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    if (!std::filesystem::is_regular_file(words[i], error)) continue;
    ReadOptions options;
    options.vocabulary = vocabulary();
    return read_scenario(words[i], options);
  }
  return {};
}

void add_strategies(const Words& words, Candidates& found) {
  for (const StrategyPlace& place : scenario_among(words).places) {
    found.words.push_back({place.strategy, "a strategy of the scenario"});
  }
}

// The keys of the scenario, and those that it could have.
void add_keys(const Words& words, Candidates& found) {
  for (const std::string& key : scenario_among(words).asked) found.words.push_back({key + "=", ""});
}

void add_topics(Candidates& found) {
  for (const auto& [name, meaning] : topics()) found.words.push_back({name, meaning});
}

void add_verbs_of(const CLI::App& app, Candidates& found) {
  for (const CLI::App* verb : app.get_subcommands(nullptr)) {
    found.words.push_back({verb->get_name(), verb->get_description()});
  }
}

void add_flags_of(const CLI::App& verb, Candidates& found) {
  for (const CLI::Option* option : verb.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      found.words.push_back({"--" + name, option->get_description()});
    }
    if (!option->get_lnames().empty()) continue;
    for (const std::string& name : option->get_snames()) {
      found.words.push_back({"-" + name, option->get_description()});
    }
  }
}

void add_values(const CLI::App& app, const CLI::Option& option, const Words& words,
                Candidates& found) {
  const std::string name = option.get_single_name();
  const Words choices = choices_of(option);
  for (const std::string& choice : choices) found.words.push_back({choice, ""});
  if (!choices.empty()) return;
  if (name == "strategy") return add_strategies(words, found);
  if (name == "set") return add_keys(words, found);
  if (name == "TOPIC") return add_topics(found);
  if (name == "VERB") return add_verbs_of(app, found);
  const std::string type = option.get_type_name();
  const bool is_number =
      type.starts_with("UINT") || type.starts_with("INT") || type == "DURATION" || type == "BUDGET";
  found.files = !is_number;
}

const CLI::Option* next_positional(const CLI::App& verb, const Words& words) {
  std::size_t given = 0;
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    const CLI::Option* before = option_called(verb, words[i - 1]);
    const bool is_value = before != nullptr && takes_value(*before);
    given += !is_value && !words[i].starts_with('-');
  }
  const CLI::Option* last = nullptr;
  for (const CLI::Option* option : verb.get_options()) {
    if (!option->get_positional()) continue;
    last = option;
    const auto most = static_cast<std::size_t>(option->get_items_expected_max());
    if (given < most) return option;
    given -= most;
  }
  return last != nullptr && last->get_items_expected_max() > 1 ? last : nullptr;
}

void keep_beginning_with(const std::string& typed, Candidates& found) {
  std::erase_if(found.words, [&](const auto& one) { return !one.word.starts_with(typed); });
}

}  // namespace

Candidates candidates_for(const std::vector<std::string>& words) {
  Arguments arguments;
  CLI::App app;
  add_verbs(app, arguments);
  Candidates found;
  if (words.empty()) return found;
  const std::string& typed = words.back();
  const CLI::App* const verb = words.size() == 1 ? &app : verb_called(app, words.front());
  if (verb == nullptr) return found;
  const std::size_t equals = typed.find('=');
  const CLI::Option* before =
      words.size() > 1 ? option_called(*verb, words[words.size() - 2]) : nullptr;
  if (before != nullptr && takes_value(*before)) {
    add_values(app, *before, words, found);
  } else if (typed.starts_with("--") && equals != std::string::npos) {
    const CLI::Option* flag = option_called(*verb, typed.substr(0, equals));
    if (flag == nullptr) return found;
    add_values(app, *flag, words, found);
    for (auto& one : found.words) one.word.insert(0, typed.substr(0, equals + 1));
  } else if (typed.starts_with('-')) {
    add_flags_of(*verb, found);
  } else if (words.size() == 1) {
    add_verbs_of(app, found);
  } else if (const CLI::Option* positional = next_positional(*verb, words)) {
    add_values(app, *positional, words, found);
  }
  keep_beginning_with(typed, found);
  return found;
}

int print_candidates(const std::vector<std::string>& words) {
  const Candidates found = candidates_for(words);
  for (const auto& [word, meaning] : found.words) {
    std::fputs(fmt::format("{}\t{}\n", word, first_line(meaning)).c_str(), stdout);
  }
  if (found.files) std::fputs(":files\n", stdout);
  return 0;
}

}  // namespace txlab
