#include "cli/arguments.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdio>

#include "scenarios/language/suggest.hpp"
#include "scenarios/language/units.hpp"

namespace txlab {

namespace {

constexpr std::array verbs{"run",     "lint",   "list",  "explain", "validate",
                           "explore", "replay", "trace", "version"};
const std::vector<std::string> listed{"strategies", "properties", "metrics", "faults",
                                      "events",     "profiles",   "keys",    "scenarios"};

// Each takes one value, so that a scenario may follow it.
void add_common(CLI::App& app, Arguments& arguments) {
  app.add_option("-s,--strategy", arguments.strategies, "Only this strategy (repeatable)")
      ->type_name("NAME")
      ->allow_extra_args(false);
  app.add_option("--set", arguments.sets, "Override a value of the scenario (repeatable)")
      ->type_name("path=value")
      ->allow_extra_args(false);
  app.add_option("-f,--file", arguments.overlays, "Lay another file over the scenario")
      ->type_name("FILE")
      ->allow_extra_args(false);
  app.add_option_function<std::string>(
         "--color",
         [&arguments](const std::string& when) {
           arguments.colour = when == "always"  ? ColourWhen::always
                              : when == "never" ? ColourWhen::never
                                                : ColourWhen::automatic;
         },
         "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  app.add_flag("-q,--quiet", arguments.quiet, "Only results and errors");
}

ReportRequest read_report(const std::string& text) {
  const std::size_t equals = text.find('=');
  ReportRequest request{text.substr(0, equals), ""};
  if (equals != std::string::npos) request.file = text.substr(equals + 1);
  const bool to_a_file = request.kind == "junit" || request.kind == "sarif" || request.kind == "md";
  if (to_a_file && !request.file.empty()) return request;
  if (request.kind == "github" && equals == std::string::npos) return request;
  throw CLI::ValidationError(
      "--report", fmt::format("`{}` is not junit=FILE, sarif=FILE, md=FILE or github", text));
}

void add_reports(CLI::App& app, Arguments& arguments) {
  app.add_option_function<std::vector<std::string>>(
         "--report",
         [&arguments](const std::vector<std::string>& all) {
           for (const std::string& text : all) arguments.reports.push_back(read_report(text));
         },
         "For CI: junit=FILE, sarif=FILE, md=FILE or github (repeatable)")
      ->type_name("KIND=FILE")
      ->allow_extra_args(false);
}

void add_run(CLI::App& app, Arguments& arguments) {
  auto* run = app.add_subcommand(
      "run", "Compare the strategies of a scenario on the same customers, weather and crashes");
  run->add_option("SCENARIO", arguments.scenarios, "A scenario file, or - for standard input")
      ->required()
      ->expected(1);
  add_common(*run, arguments);
  run->add_option("--seed", arguments.seed, "Seed of the first replication")
      ->check(CLI::NonNegativeNumber)
      ->envname("TXLAB_SEED");
  run->add_option("--replications", arguments.replications, "Independent repetitions")
      ->check(CLI::Range(1, 1000000))
      ->envname("TXLAB_REPLICATIONS");
  run->add_option("-j,--jobs", arguments.jobs, "Threads (results do not depend on it)")
      ->check(CLI::Range(1, 1024))
      ->envname("TXLAB_JOBS");
  add_reports(*run, arguments);
  run->add_option("-o,--out", arguments.out, "Write result.json and more into this folder")
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
  run->add_flag("!--no-progress", arguments.progress, "Say nothing while running");
  run->callback([&arguments] { arguments.verb = Verb::run; });
}

void add_lint(CLI::App& app, Arguments& arguments) {
  auto* lint = app.add_subcommand("lint", "Read and check scenarios without running them");
  lint->add_option("SCENARIO", arguments.scenarios, "Scenario files")->required();
  add_common(*lint, arguments);
  lint->add_option("--format", arguments.format, "How findings are printed")
      ->check(CLI::IsMember({"text", "short", "json"}));
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
  explain->add_option("TOPIC", arguments.subject, "e.g. strategies.xa, faults, events, unknown-key")
      ->required();
  explain->callback([&arguments] { arguments.verb = Verb::explain; });
}

void add_validate(CLI::App& app, Arguments& arguments) {
  auto* validate = app.add_subcommand(
      "validate", "Compare the simulator's parts with theory, papers and measurements");
  validate->add_option("--only", arguments.subject, "Checks whose name or section contains this")
      ->type_name("NAME");
  validate->add_flag("--short", arguments.brief,
                     "A twenty-fifth of the samples, intervals five times as wide");
  validate->add_option("--seed", arguments.seed, "Seed of the first replication");
  validate->add_option("-j,--jobs", arguments.jobs, "Threads (results do not depend on it)")
      ->envname("TXLAB_JOBS");
  validate->add_option("--format", arguments.format, "What is printed")
      ->check(CLI::IsMember({"text", "json"}));
  validate->add_flag("-q,--quiet", arguments.quiet, "Only the table");
  validate->callback([&arguments] { arguments.verb = Verb::validate; });
}

// `60s`, `5000-runs`, `100k-runs`.
void read_budget(Arguments& arguments, const std::string& text) {
  constexpr std::string_view runs = "-runs";
  if (text.ends_with(runs)) {
    const auto count = language::unit::count(text.substr(0, text.size() - runs.size()));
    if (count.value && *count.value > 0) {
      arguments.budget_runs = *count.value;
      return;
    }
  } else if (const auto time = language::unit::positive_duration(text); time.value) {
    arguments.budget_time = *time.value;
    return;
  }
  throw CLI::ValidationError(
      "--budget", fmt::format("`{}` is no budget: write runs (`5000-runs`, `100k-runs`) or a time "
                              "(`60s`), more than none",
                              text));
}

void add_explore(CLI::App& app, Arguments& arguments) {
  auto* explore =
      app.add_subcommand("explore", "Hunt for runs in which a strategy breaks what it claims");
  explore->add_option("SCENARIO", arguments.scenarios, "A scenario file, or - for standard input")
      ->required()
      ->expected(1);
  add_common(*explore, arguments);
  explore->add_option("--seed", arguments.seed, "Seed of the customers and of the random walks")
      ->check(CLI::NonNegativeNumber)
      ->envname("TXLAB_SEED");
  explore
      ->add_option_function<std::string>(
          "--budget", [&arguments](const std::string& text) { read_budget(arguments, text); },
          "Runs per strategy (5000-runs, 100k-runs), or a time for all (60s)")
      ->type_name("BUDGET");
  explore->add_flag("--ladder", arguments.ladder, "A table: who keeps what under 1 and 2 faults");
  explore->add_option("-j,--jobs", arguments.jobs, "Threads (results do not depend on it)")
      ->check(CLI::Range(1, 1024))
      ->envname("TXLAB_JOBS");
  explore
      ->add_option("--separate", arguments.separate,
                   "The smallest run in which two strategies part")
      ->type_name("A,B")
      ->excludes(explore->get_option("--ladder"));
  explore
      ->add_option("--audit-with", arguments.audit_with,
                   "Another txlab that replays what is found, instead of this one once more")
      ->type_name("PROGRAM");
  add_reports(*explore, arguments);
  explore->get_option("--separate")->excludes(explore->get_option("--report"));
  explore->add_option("-o,--out", arguments.out, "Write a trail of each broken claim here")
      ->type_name("DIR");
  explore->add_option("--format", arguments.format, "What is printed")
      ->check(CLI::IsMember({"text", "json"}));
  explore->callback([&arguments] { arguments.verb = Verb::explore; });
}

void add_replay(CLI::App& app, Arguments& arguments) {
  auto* replay = app.add_subcommand("replay", "Run a trail again and tell its story");
  replay->add_option("TRAIL", arguments.trails, "Files that explore wrote")->required();
  replay->add_option("--scenario", arguments.scenario_of_trail, "Replay it in this scenario")
      ->type_name("FILE");
  replay->add_option("--set", arguments.sets, "Override a value of the scenario (repeatable)")
      ->type_name("path=value");
  replay->add_flag("--strict", arguments.strict, "Another digest fails, whatever has changed");
  replay->add_option("--keep", arguments.out, "Write what was run as a trail of its own")
      ->type_name("FILE");
  replay->add_option("--svg", arguments.svg, "Draw it as a space-time diagram")->type_name("FILE");
  replay->add_option("--mermaid", arguments.mermaid, "The same as a Mermaid sequence diagram")
      ->type_name("FILE");
  replay->add_option("--format", arguments.format, "What is printed")
      ->check(CLI::IsMember({"text", "json"}));
  replay->add_flag("-q,--quiet", arguments.quiet, "Only results and errors");
  add_reports(*replay, arguments);
  replay->callback([&arguments] {
    const bool files = !(arguments.out + arguments.svg + arguments.mermaid).empty();
    if (arguments.trails.size() > 1 && files) {
      throw CLI::ValidationError("--keep, --svg, --mermaid", "one file takes one trail");
    }
    arguments.verb = Verb::replay;
  });
}

void add_trace(CLI::App& app, Arguments& arguments) {
  auto* trace = app.add_subcommand(
      "trace", "Export one purchase of a scenario, or a trail, for other tools to show or judge");
  trace->add_option("SUBJECT", arguments.subject, "A scenario or a trail")->required();
  trace->add_option("ID,--purchase", arguments.purchase, "Only this purchase, numbered from 1")
      ->check(CLI::PositiveNumber);
  add_common(*trace, arguments);
  trace->add_option("--seed", arguments.seed, "Seed of the run")
      ->check(CLI::NonNegativeNumber)
      ->envname("TXLAB_SEED");
  trace->add_option("--format", arguments.format, "What is written")
      ->check(CLI::IsMember({"text", "svg", "mermaid", "shiviz", "perfetto", "otlp", "edn"}));
  trace->add_option("-o,--out", arguments.out, "Write it here instead of to standard output")
      ->type_name("FILE");
  trace->callback([&arguments] { arguments.verb = Verb::trace; });
}

// CLI11 says what it did not expect, but not what might have been meant.
void suggest_verb(int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') return;
  const std::string typed = argv[1];
  for (const char* verb : verbs) {
    if (typed == verb) return;
  }
  const std::vector<std::string> known(verbs.begin(), verbs.end());
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

Parsed parse_arguments(int argc, char** argv) {
  Arguments arguments;
  CLI::App app{
      "txlab puts strategies for distributed transactions on trial: the same customers, the same\n"
      "network weather, the same crashes, one strategy after the other.",
      "txlab"};
  app.require_subcommand(1);
  app.set_version_flag("--version", TXLAB_VERSION);
  add_run(app, arguments);
  add_lint(app, arguments);
  add_list(app, arguments);
  add_explain(app, arguments);
  add_validate(app, arguments);
  add_explore(app, arguments);
  add_replay(app, arguments);
  add_trace(app, arguments);
  app.add_subcommand("version", "Print the version")->callback([&arguments] {
    arguments.verb = Verb::version;
  });
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    return {std::nullopt, app.exit(success)};
  } catch (const CLI::ParseError& error) {
    suggest_verb(argc, argv);
    suggest_flag(app, argc, argv);
    name_what_can_be_listed(app, arguments);
    app.exit(error);
    return {std::nullopt, 2};
  }
  for (std::string& scenario : arguments.scenarios) {
    if (scenario == "-") scenario = "/dev/stdin";
  }
  for (int i = 0; i < argc; ++i) {
    arguments.command_line += (i == 0 ? "txlab" : " " + std::string(argv[i]));
  }
  return {arguments, 0};
}

}  // namespace txlab
