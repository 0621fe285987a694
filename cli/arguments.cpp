#include "cli/arguments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "cli/flags.hpp"
#include "cli/help_language.hpp"
#include "reports/shell.hpp"
#include "scenarios/language/suggest.hpp"
#include "scenarios/language/units.hpp"

namespace txlab {

namespace {

const std::vector<std::string> listed{"strategies", "properties", "metrics", "faults",
                                      "events",     "profiles",   "keys",    "scenarios"};

void add_run(CLI::App& app, Arguments& arguments) {
  auto* run = app.add_subcommand(
      "run", "Compare the strategies of a scenario on the same customers, weather and crashes");
  run->add_option("SCENARIO", arguments.scenarios, "A scenario file, or - for standard input")
      ->required()
      ->expected(1);
  add_common(*run, arguments);
  add_seed(*run, arguments, "Seed of the first replication");
  add_replications(*run, arguments);
  add_jobs(*run, arguments);
  add_reports(*run, arguments, Reports::with_page);
  run->add_option("-o,--out", arguments.out, "Write result.json and more into this folder")
      ->check(not_empty())
      ->type_name("DIR");
  run->add_flag("--force", arguments.force, "Write into a folder that is not ours");
  run->add_option("--format", arguments.format, "What is printed")
      ->check(CLI::IsMember({"text", "json", "ndjson"}));
  run->add_option_function<std::string>(
         "--timeout",
         [&arguments](const std::string& text) {
           const auto timeout = language::unit::positive_duration(text);
           if (!timeout.value) {
             throw CLI::ValidationError("--timeout", fmt::format("`{}` {}: a duration is needed",
                                                                 text, timeout.mistake.what));
           }
           arguments.timeout = *timeout.value;
         },
         "Stop after this time on the clock, with what there is")
      ->type_name("DURATION");
  run->add_flag_callback(
      "--no-progress", [&arguments] { arguments.progress = false; }, "Say nothing while running");
  run->callback([&arguments] { arguments.verb = Verb::run; });
}

void add_report(CLI::App& app, Arguments& arguments) {
  auto* report = app.add_subcommand("report", "Render the results of an older run again");
  report
      ->add_option("RESULTS", arguments.subject,
                   "A folder that `run -o` has written, or its result.json")
      ->required();
  add_colour(*report, arguments);
  add_reports(*report, arguments, Reports::with_page);
  report->add_option("--format", arguments.format, "What is printed")
      ->check(CLI::IsMember({"text", "json", "ndjson"}));
  report->callback([&arguments] { arguments.verb = Verb::report; });
}

void add_lint(CLI::App& app, Arguments& arguments) {
  auto* lint = app.add_subcommand("lint", "Read and check scenarios without running them");
  lint->add_option("SCENARIO", arguments.scenarios, "Scenario files")->required();
  add_common(*lint, arguments);
  lint->add_option("--format", arguments.format, "How findings are printed")
      ->check(CLI::IsMember({"text", "short", "json", "sarif"}));
  lint->add_flag("--strict", arguments.strict, "Warnings fail, too");
  lint->callback([&arguments] { arguments.verb = Verb::lint; });
}

void add_list(CLI::App& app, Arguments& arguments) {
  auto* list = app.add_subcommand("list", "What there is");
  list->add_option("WHAT", arguments.subject, fmt::format("One of {}", fmt::join(listed, ", ")))
      ->required()
      ->check(CLI::IsMember(listed));
  list->callback([&arguments] { arguments.verb = Verb::list; });
}

void add_explain(CLI::App& app, Arguments& arguments) {
  auto* explain =
      app.add_subcommand("explain", "What a strategy, fault, event or message code means");
  auto* topic = explain->add_option("TOPIC", arguments.subject,
                                    "e.g. strategies.xa, faults, events, unknown-key; or a "
                                    "distribution to draw: '{dist: exponential, mean: 5ms}', "
                                    "or that of a scenario: FILE:databases.fund-db.fsync");
  auto* all = explain->add_flag("--all", arguments.all, "Every key, parameter and code");
  explain
      ->add_option("--format", arguments.format,
                   "md: a page, of a strategy, of `strategies`, or of --all")
      ->check(CLI::IsMember({"text", "md"}));
  topic->excludes(all);
  add_changes(*explain, arguments);
  add_colour(*explain, arguments);
  explain->callback([&arguments] { arguments.verb = Verb::explain; });
}

void add_schema(CLI::App& app, Arguments& arguments) {
  auto* schema = app.add_subcommand("schema", "The JSON Schema (draft-07) of a file format");
  schema->add_option("WHAT", arguments.subject, "scenario or result")
      ->check(CLI::IsMember({"scenario", "result"}));
  schema->callback([&arguments] { arguments.verb = Verb::schema; });
}

void add_validate(CLI::App& app, Arguments& arguments) {
  auto* validate = app.add_subcommand(
      "validate", "Compare the simulator's parts with theory, papers and measurements");
  validate->add_option("--only", arguments.subject, "Checks whose name or section contains this")
      ->type_name("NAME");
  validate->add_flag("--short", arguments.brief,
                     "A twenty-fifth of the samples, intervals five times as wide");
  add_seed(*validate, arguments, "Seed of the first replication");
  add_jobs(*validate, arguments);
  validate->add_option("--format", arguments.format, "What is printed")
      ->check(CLI::IsMember({"text", "json"}));
  validate->add_flag("-q,--quiet", arguments.quiet, "Only the table");
  validate->callback([&arguments] { arguments.verb = Verb::validate; });
}

// CLI11 says what it did not expect, but not what might have been meant.
void suggest_verb(const CLI::App& app, int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') return;
  const std::string typed = argv[1];
  std::vector<std::string> known;
  for (const CLI::App* verb : app.get_subcommands(nullptr)) known.push_back(verb->get_name());
  if (std::ranges::find(known, typed) != known.end()) return;
  const std::string meant = nearest(typed, known);
  if (meant.empty()) return;
  std::fprintf(stderr, "txlab: there is no verb `%s`; did you mean `%s`?\n", typed.c_str(),
               meant.c_str());
}

// CLI11 says that something is needed, but not what there is.
void name_what_can_be_listed(CLI::App& app, const Arguments& arguments) {
  const auto chosen = app.get_subcommands();
  if (chosen.empty() || chosen.front()->get_name() != "list" || !arguments.subject.empty()) return;
  std::fputs(fmt::format("txlab: list one of: {}\n", fmt::join(listed, ", ")).c_str(), stderr);
}

// CLI11 takes the value of a flag that it does not know for one scenario too many.
void suggest_flag(CLI::App& app, int argc, char** argv) {
  const auto chosen = app.get_subcommands();
  if (chosen.empty()) return;
  std::vector<std::string> known;
  for (const CLI::Option* option : chosen.front()->get_options()) {
    for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
  }
  for (int i = 2; i < argc; ++i) {
    const std::string typed = std::string(argv[i]).substr(0, std::string(argv[i]).find('='));
    if (!typed.starts_with("--") || typed == "--") continue;
    if (std::ranges::find(known, typed) != known.end()) continue;
    const std::string meant = nearest(typed, known);
    const std::string hint = meant.empty() ? "" : fmt::format("; did you mean `{}`?", meant);
    std::fputs(fmt::format("txlab: there is no flag `{}` here{}\n", typed, hint).c_str(), stderr);
  }
}

}  // namespace

void add_verbs(CLI::App& app, Arguments& arguments) {
  app.description(
      "txlab puts strategies for distributed transactions on trial: the same customers, the same\n"
      "network weather, the same crashes, one strategy after the other.");
  app.name("txlab");
  app.require_subcommand(1);
  app.set_version_flag("--version", TXLAB_VERSION);
  add_run(app, arguments);
  add_report(app, arguments);
  add_lint(app, arguments);
  add_plan(app, arguments);
  add_list(app, arguments);
  add_explain(app, arguments);
  add_schema(app, arguments);
  add_init(app, arguments);
  add_fmt(app, arguments);
  add_fit(app, arguments);
  add_validate(app, arguments);
  add_explore(app, arguments);
  add_replay(app, arguments);
  add_selftest(app, arguments);
  add_trace(app, arguments);
  add_completion(app, arguments);
  add_man(app, arguments);
  app.add_subcommand("version", "Print the version")->callback([&arguments] {
    arguments.verb = Verb::version;
  });
  add_language(app);
  for (CLI::App* verb : app.get_subcommands(nullptr)) add_language(*verb);
}

Parsed parse_arguments(int argc, char** argv) {
  Arguments arguments;
  CLI::App app;
  add_verbs(app, arguments);
  arguments.language = chosen_language(argc, argv);
  say_in(app, arguments.language);
  take_from_environment(app, {argv + std::min(argc, 1), argv + argc});
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    return {std::nullopt, app.exit(success)};
  } catch (const CLI::ParseError& error) {
    suggest_verb(app, argc, argv);
    suggest_flag(app, argc, argv);
    name_what_can_be_listed(app, arguments);
    app.exit(error);
    return {std::nullopt, 2};
  }
  for (auto* const files : {&arguments.scenarios, &arguments.overlays}) {
    std::ranges::replace(*files, "-", "/dev/stdin");
  }
  for (int i = 0; i < argc; ++i) {
    arguments.command_line += i == 0 ? "txlab" : " " + quoted_for_shell(argv[i]);
  }
  return {arguments, 0};
}

}  // namespace txlab
