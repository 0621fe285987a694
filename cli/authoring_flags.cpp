// Verbs around the writing of scenarios: what would run, a first one, its layout, the shell's help.
#include "cli/flags.hpp"
#include "cli/templates.hpp"

namespace txlab {

void add_plan(CLI::App& app, Arguments& arguments) {
  auto* plan = app.add_subcommand(
      "plan", "What would run: trials, every planned firing of every fault, an estimate of time");
  plan->add_option("SCENARIO", arguments.scenarios, "A scenario file, or - for standard input")
      ->required()
      ->expected(1);
  add_common(*plan, arguments);
  add_seed(*plan, arguments, "Seed of the first replication");
  add_replications(*plan, arguments);
  add_jobs(*plan, arguments, "Threads that the estimate reckons with");
  plan->add_option("--point", arguments.point, "Of a sweep: faults and estimate at this point (1)")
      ->check(CLI::Range(1, 1'000'000));
  plan->add_option("--format", arguments.format, "What is printed")
      ->check(CLI::IsMember({"text", "json"}));
  plan->callback([&arguments] { arguments.verb = Verb::plan; });
}

void add_init(CLI::App& app, Arguments& arguments) {
  auto* init = app.add_subcommand("init", "Write a scenario to begin with");
  std::vector<std::string> names;
  for (const EmbeddedTemplate& one : scenario_templates()) names.emplace_back(one.name);
  init->add_option("FILE", arguments.subject,
                   "Where to; a new file, or - for standard output (TEMPLATE.yaml)");
  init->add_option("--template", arguments.template_name, "What to begin with (minimal)")
      ->check(CLI::IsMember(names));
  init->add_flag("-q,--quiet", arguments.quiet, "Only errors");
  init->callback([&arguments] { arguments.verb = Verb::init; });
}

void add_fmt(CLI::App& app, Arguments& arguments) {
  auto* fmt = app.add_subcommand("fmt",
                                 "One layout for scenarios, lines that end with LF; comments, "
                                 "anchors and quotes stay as they are");
  fmt->add_option("FILE", arguments.scenarios,
                  "Files to write anew; - from standard input to output")
      ->required();
  fmt->add_flag("--check", arguments.check, "Only say which files are laid out otherwise");
  fmt->add_flag("-q,--quiet", arguments.quiet, "Only errors");
  fmt->callback([&arguments] { arguments.verb = Verb::fmt; });
}

void add_fit(CLI::App& app, Arguments& arguments) {
  auto* fit = app.add_subcommand(
      "fit", "Propose a distribution for measured latencies, and say how well it fits");
  fit->add_option("FILE", arguments.subject,
                  "A CSV file, or traces in OTLP's JSON; - for standard input")
      ->required();
  auto* column = fit->add_option("--column", arguments.column,
                                 "Of the CSV file: a column's name, or its number")
                     ->type_name("NAME");
  auto* unit = fit->add_option("--unit", arguments.unit,
                               "Of the numbers in the CSV file; else as the column's name ends")
                   ->check(CLI::IsMember({"ns", "us", "ms", "s"}));
  fit->add_option("--span", arguments.span, "Of the traces: which spans, such as db.commit")
      ->type_name("NAME")
      ->excludes(column)
      ->excludes(unit);
  fit->add_option("--format", arguments.format, "What is printed")
      ->check(CLI::IsMember({"text", "json"}));
  fit->callback([&arguments] { arguments.verb = Verb::fit; });
}

void add_completion(CLI::App& app, Arguments& arguments) {
  auto* completion =
      app.add_subcommand("completion", "A script that teaches a shell the words of txlab");
  completion->add_option("SHELL", arguments.subject, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  completion->callback([&arguments] { arguments.verb = Verb::completion; });
}

void add_man(CLI::App& app, Arguments& arguments) {
  auto* man = app.add_subcommand("man", "A manual page, for man and groff");
  man->add_option("VERB", arguments.subject, "Of this verb (the page of txlab itself)");
  man->add_option("-o,--out", arguments.out, "Write the pages of all verbs into this folder")
      ->type_name("DIR");
  man->callback([&arguments] { arguments.verb = Verb::man; });
}

}  // namespace txlab
