// What the user typed, as values. The only file beside arguments.cpp that knows the command line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reports/messages/messages.hpp"
#include "sim/base/time.hpp"

namespace txlab {

enum class Verb {
  run,
  lint,
  plan,
  list,
  explain,
  schema,
  init,
  fmt,
  fit,
  validate,
  explore,
  replay,
  trace,
  report,
  selftest,
  completion,
  man,
  version
};
enum class ColourWhen { automatic, always, never };

// `--report junit=FILE`
struct ReportRequest {
  std::string kind;  // html, csv, junit, sarif, md or github
  std::string file;  // of csv a folder, of github none
};

struct Arguments {
  Verb verb = Verb::run;
  std::vector<std::string> scenarios;  // run: one; lint: any number
  // of list, explain, completion, man and report; of init and fit its file; validate, selftest:
  // --only
  std::string subject;
  std::vector<std::string> strategies;  // -s
  std::vector<std::string> sets;        // --set
  std::vector<std::string> overlays;    // -f
  std::vector<std::string> profiles;    // --profile
  std::optional<std::uint64_t> seed;
  std::optional<std::uint32_t> replications;
  unsigned jobs = 0;
  std::string out;
  bool force = false;
  std::string format = "text";
  ColourWhen colour = ColourWhen::automatic;
  bool progress = true;
  bool quiet = false;
  bool all = false;            // explain: everything there is
  bool allow_include = false;  // files outside of the scenario's folder
  bool strict = false;         // lint: warnings count; replay: another digest does
  bool brief = false;          // validate: --short
  std::optional<Duration> timeout;
  std::optional<std::uint64_t> budget_runs;  // explore: one of the two, or neither
  std::optional<Duration> budget_time;
  bool ladder = false;     // explore
  bool list_only = false;  // selftest: --list
  std::string separate;    // explore: "A,B", or empty
  std::vector<ReportRequest> reports;
  std::string audit_with;  // explore: the program that replays what is found; empty: this one
  std::vector<std::string> trails;        // replay: one or more
  std::string scenario_of_trail;          // replay: --scenario
  std::string svg;                        // replay: a file for the drawing
  std::string mermaid;                    // replay: the same
  std::optional<std::uint64_t> purchase;  // trace
  std::size_t point = 1;                  // plan: of the sweep, from 1
  std::string template_name = "minimal";  // init
  bool check = false;                     // fmt: nothing is written
  std::string column;                     // fit
  std::string span;                       // fit
  std::string unit;                       // fit
  std::string command_line;               // as it was typed
  Language language = Language::english;
};

// Either arguments, or an exit code after everything has been said (help, or an error).
struct Parsed {
  std::optional<Arguments> arguments;
  int exit_code = 0;
};
Parsed parse_arguments(int argc, char** argv);

}  // namespace txlab
