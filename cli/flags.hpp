// What each verb takes, put into Arguments.
#pragma once

#include <CLI/CLI.hpp>

#include "cli/arguments.hpp"

namespace txlab {

// Of every verb that reads a scenario.
void add_common(CLI::App& app, Arguments& arguments);
// What changes a scenario while it is read: --set, -f, --profile, --allow-include.
void add_changes(CLI::App& app, Arguments& arguments);
// Of places to write to: "$DIR" that was never set is no folder.
CLI::Validator not_empty();
// Of those that print in colours.
void add_colour(CLI::App& app, Arguments& arguments);
// Of verbs that run worlds.
void add_seed(CLI::App& app, Arguments& arguments, const std::string& meaning);
void add_replications(CLI::App& app, Arguments& arguments);
void add_jobs(CLI::App& app, Arguments& arguments,
              const std::string& meaning = "Threads (results do not depend on it)");
// --lang, which `chosen_language` has read by then.
void add_language(CLI::App& app);
// --report, of verbs that can fail in CI; a study has a page for people, too.
enum class Reports { for_ci, with_page };
void add_reports(CLI::App& app, Arguments& arguments, Reports which);

void add_explore(CLI::App& app, Arguments& arguments);
void add_replay(CLI::App& app, Arguments& arguments);
void add_selftest(CLI::App& app, Arguments& arguments);
void add_trace(CLI::App& app, Arguments& arguments);

// Verbs around the writing of scenarios.
void add_plan(CLI::App& app, Arguments& arguments);
void add_init(CLI::App& app, Arguments& arguments);
void add_fmt(CLI::App& app, Arguments& arguments);
void add_fit(CLI::App& app, Arguments& arguments);
void add_completion(CLI::App& app, Arguments& arguments);
void add_man(CLI::App& app, Arguments& arguments);

// The whole command line: what is parsed, completed and told about in manual pages.
void add_verbs(CLI::App& app, Arguments& arguments);

// TXLAB_BUDGET=60s is `--budget 60s`, and so on for every flag of the verb, the first of these
// words that is one. CLI11 would judge the values of other verbs' flags, too.
void take_from_environment(CLI::App& app, const std::vector<std::string>& words);

}  // namespace txlab
