#include "cli/candidates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "cli/flags.hpp"
#include "cli/settable_paths.hpp"
#include "cli/topics.hpp"
#include "cli/vocabulary.hpp"
#include "reports/trace/otlp_durations.hpp"
#include "scenarios/language/csv_column.hpp"
#include "scenarios/language/read.hpp"
#include "scenarios/language/text_file.hpp"

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

// The first word that is a file, or nothing.
std::string file_among(const Words& words) {
  std::error_code error;
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    if (std::filesystem::is_regular_file(words[i], error)) return words[i];
  }
  return "";
}

// The scenario of this command line, if it has one.
ReadResult scenario_among(const Words& words) {
  const std::string file = file_among(words);
  if (file.empty()) return {};
  ReadOptions options;
  options.vocabulary = vocabulary();
  return read_scenario(file, options);
}

void add_strategies(const Words& words, Candidates& found) {
  for (const StrategyPlace& place : scenario_among(words).places) {
    found.words.push_back({place.strategy, "a strategy of the scenario"});
  }
}

void add_profiles(const Words& words, Candidates& found) {
  for (const std::string& profile : scenario_among(words).profiles) {
    found.words.push_back({profile, "a profile of the scenario"});
  }
}

void add_paths(const Words& words, Candidates& found) {
  for (const std::string& path : settable_paths(scenario_among(words))) {
    found.words.push_back({path + "=", ""});
  }
}

// Of what was measured: columns of a table, or names of spans.
void add_columns(const Words& words, Candidates& found) {
  const language::FileText read = language::read_text_file(file_among(words));
  if (!read.text) return;
  for (std::string& column : language::csv_columns(*read.text)) {
    found.words.push_back({std::move(column), "a column of the file"});
  }
}

void add_spans(const Words& words, Candidates& found) {
  const language::FileText read = language::read_text_file(file_among(words));
  if (!read.text) return;
  for (const auto& [name, number] : otlp_durations(*read.text, "").names) {
    found.words.push_back({name, fmt::format("{} spans", number)});
  }
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

// Names and numbers; what has another type may be a file.
bool may_be_file(const CLI::Option& option) {
  constexpr std::string_view others[] = {"NAME", "A,B", "DURATION", "BUDGET"};
  const std::string type = option.get_type_name();
  return std::ranges::find(others, type) == std::end(others) && !type.starts_with("UINT") &&
         !type.starts_with("INT");
}

void add_values(const CLI::App& app, const CLI::Option& option, const Words& words,
                Candidates& found) {
  const std::string name = option.get_single_name();
  const Words choices = choices_of(option);
  for (const std::string& choice : choices) found.words.push_back({choice, ""});
  if (!choices.empty()) return;
  if (name == "strategy" || name == "separate") return add_strategies(words, found);
  if (name == "profile") return add_profiles(words, found);
  if (name == "set") return add_paths(words, found);
  if (name == "column") return add_columns(words, found);
  if (name == "span") return add_spans(words, found);
  if (name == "TOPIC") return add_topics(found);
  if (name == "VERB") return add_verbs_of(app, found);
  found.files = may_be_file(option);
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

// What stands before the verb, `--lang zh-CN`, is taken off; the value of such a flag that is still
// being typed is not.
Words from_the_verb_on(const CLI::App& app, Words words) {
  while (words.size() > 1 && verb_called(app, words.front()) == nullptr) {
    const std::string& flag = words.front();
    const CLI::Option* const option = option_called(app, flag.substr(0, flag.find('=')));
    if (option == nullptr) return {};
    const bool has_value = takes_value(*option) && flag.find('=') == std::string::npos;
    if (has_value && words.size() == 2) return words;
    words.erase(words.begin(), words.begin() + (has_value ? 2 : 1));
  }
  return words;
}

Candidates candidates_behind(const CLI::App& app, const Words& words) {
  Candidates found;
  const CLI::App* const named = verb_called(app, words.front());
  const CLI::App* const verb = words.size() == 1 || named == nullptr ? &app : named;
  const std::string& typed = words.back();
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

}  // namespace

Candidates candidates_for(const std::vector<std::string>& words) {
  Arguments arguments;
  CLI::App app;
  add_verbs(app, arguments);
  const Words typed = from_the_verb_on(app, words);
  return typed.empty() ? Candidates{} : candidates_behind(app, typed);
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
