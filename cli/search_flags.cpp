// Verbs about runs that were searched for, and what to do with them.
#include <fmt/format.h>

#include "cli/flags.hpp"
#include "scenarios/language/units.hpp"

namespace txlab {

namespace {

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

}  // namespace

void add_explore(CLI::App& app, Arguments& arguments) {
  auto* explore =
      app.add_subcommand("explore", "Hunt for runs in which a strategy breaks what it claims");
  explore->add_option("SCENARIO", arguments.scenarios, "A scenario file, or - for standard input")
      ->required()
      ->expected(1);
  add_common(*explore, arguments);
  add_seed(*explore, arguments, "Seed of the customers and of the random walks");
  explore
      ->add_option_function<std::string>(
          "--budget", [&arguments](const std::string& text) { read_budget(arguments, text); },
          "Runs per strategy (5000-runs, 100k-runs), or a time for all (60s)")
      ->type_name("BUDGET");
  explore->add_flag("--ladder", arguments.ladder, "A table: who keeps what under 1 and 2 faults");
  add_jobs(*explore, arguments);
  explore
      ->add_option("--separate", arguments.separate,
                   "The smallest run in which two strategies part")
      ->type_name("A,B")
      ->excludes(explore->get_option("--ladder"));
  explore
      ->add_option("--audit-with", arguments.audit_with,
                   "Another txlab that replays what is found, instead of this one once more")
      ->type_name("PROGRAM");
  add_reports(*explore, arguments, Reports::for_ci);
  explore->get_option("--separate")->excludes(explore->get_option("--report"));
  explore->add_option("-o,--out", arguments.out, "Write a trail of each broken claim here")
      ->check(not_empty())
      ->type_name("DIR");
  explore->add_option("--format", arguments.format, "What is printed")
      ->check(CLI::IsMember({"text", "json"}));
  explore->callback([&arguments] { arguments.verb = Verb::explore; });
}

void add_replay(CLI::App& app, Arguments& arguments) {
  auto* replay = app.add_subcommand("replay", "Run a trail again and tell its story");
  replay->add_option("TRAIL", arguments.trails, "Files that explore or run -o wrote")->required();
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
  add_reports(*replay, arguments, Reports::for_ci);
  replay->callback([&arguments] {
    const bool to_a_file =
        !arguments.out.empty() || !arguments.svg.empty() || !arguments.mermaid.empty();
    if (arguments.trails.size() > 1 && to_a_file) {
      throw CLI::ValidationError("--keep, --svg, --mermaid", "one file takes one trail");
    }
    arguments.verb = Verb::replay;
  });
}

void add_selftest(CLI::App& app, Arguments& arguments) {
  auto* selftest =
      app.add_subcommand("selftest", "Planted bugs against searches and checkers: who kills which");
  selftest
      ->add_option("--only", arguments.subject, "What is planted under a name that contains this")
      ->type_name("NAME");
  selftest->add_flag("--list", arguments.list_only, "Describe what is planted, and run nothing");
  selftest
      ->add_option_function<std::string>(
          "--budget",
          [&arguments](const std::string& text) {
            read_budget(arguments, text);
            if (arguments.budget_runs) return;
            throw CLI::ValidationError("--budget",
                                       "cells have a budget of runs, such as 5000-runs");
          },
          "Runs per cell (5000-runs)")
      ->type_name("BUDGET");
  add_jobs(*selftest, arguments);
  selftest->add_option("--format", arguments.format, "What is printed")
      ->check(CLI::IsMember({"text", "json"}));
  selftest->add_flag("-q,--quiet", arguments.quiet, "Only the table");
  selftest->callback([&arguments] { arguments.verb = Verb::selftest; });
}

void add_trace(CLI::App& app, Arguments& arguments) {
  auto* trace = app.add_subcommand("trace",
                                   "Export one purchase of a scenario or of results, or a trail, "
                                   "for other tools to show or judge");
  trace->add_option("SUBJECT", arguments.subject, "A scenario, a folder of results, or a trail")
      ->required();
  trace->add_option("ID,--purchase", arguments.purchase, "Only this purchase, numbered from 1")
      ->check(CLI::Validator(
          [](std::string& text) {
            const bool is_one = text.find_first_of("123456789") != text.npos && text[0] != '-';
            return is_one ? std::string() : std::string("purchases are numbered from 1");
          },
          "POSITIVE"));
  add_common(*trace, arguments);
  add_seed(*trace, arguments, "Seed of the run");
  trace->add_option("--format", arguments.format, "What is written")
      ->check(CLI::IsMember({"text", "svg", "mermaid", "shiviz", "perfetto", "otlp", "edn"}));
  trace->add_option("-o,--out", arguments.out, "Write it here instead of to standard output")
      ->type_name("FILE");
  trace->callback([&arguments] { arguments.verb = Verb::trace; });
}

}  // namespace txlab
