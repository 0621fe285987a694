// txlab explore: hunts for runs in which a strategy breaks what it claims.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "cli/ci_reports.hpp"
#include "cli/diagnostics.hpp"
#include "cli/explorer.hpp"
#include "cli/interruption.hpp"
#include "cli/read_options.hpp"
#include "cli/separate.hpp"
#include "cli/trail_place.hpp"
#include "cli/verbs.hpp"
#include "reports/ci/from_exploration.hpp"
#include "reports/exit_code.hpp"
#include "reports/exploration.hpp"
#include "scenarios/language/trail_file.hpp"

namespace txlab {

namespace {

namespace fs = std::filesystem;

ExitCode write_trails(const std::string& folder, Exploration& exploration) {
  std::error_code error;
  for (ExploredStrategy& strategy : exploration.strategies) {
    for (FoundTrail& found : strategy.trails) {
      fs::create_directories(folder, error);
      const fs::path file = fs::path(folder) / fmt::format("{}.{}.trail", strategy.name,
                                                           info(found.trail.property).name);
      const std::string problem = write_trail(file.string(), trail_text(found.trail));
      if (!problem.empty()) {
        std::fputs(fmt::format("txlab: {}\n", problem).c_str(), stderr);
        return ExitCode::cannot_write;
      }
      found.file = file.string();
    }
  }
  return ExitCode::success;
}

std::string rendered(const Exploration& exploration, const Arguments& arguments) {
  if (arguments.format == "json") return exploration_json(exploration);
  return arguments.ladder ? ladder_text(exploration) : exploration_text(exploration);
}

// What cannot be repeated says nothing about a strategy, and everything about txlab.
ExitCode judged(const Exploration& exploration) {
  if (!exploration.contradicted()) {
    return exploration.broken() ? ExitCode::failed : ExitCode::success;
  }
  for (const ExploredStrategy& strategy : exploration.strategies) {
    for (const FoundTrail& found : strategy.trails) {
      if (found.contradicted.empty()) continue;
      std::fputs(fmt::format("txlab: internal error: {} of {} cannot be repeated: {}\n"
                             "  Please report it, with the trail (-o DIR writes it).\n",
                             info(found.trail.property).name, strategy.name, found.contradicted)
                     .c_str(),
                 stderr);
    }
  }
  return ExitCode::internal;
}

}  // namespace

int explore_verb(const Arguments& arguments) {
  const ReadResult read = read_scenario(arguments.scenarios.front(), read_options(arguments));
  print_diagnostics(read.diagnostics, arguments);
  if (!read.scenario) return static_cast<int>(ExitCode::usage);
  std::error_code error;
  if (fs::exists(arguments.out, error) && !fs::is_directory(arguments.out, error)) {
    std::fputs(fmt::format("txlab: {} is not a folder\n", arguments.out).c_str(), stderr);
    return static_cast<int>(ExitCode::cannot_write);
  }
  if (!arguments.separate.empty()) return separate_strategies(arguments, read);
  Exploration exploration = Explorer(arguments, read).explore();
  ExitCode written = ExitCode::success;
  if (!arguments.out.empty()) written = write_trails(arguments.out, exploration);
  std::fputs(rendered(exploration, arguments).c_str(), stdout);
  const CiReport report =
      ci_report(exploration, ci_context(read, arguments), arguments.command_line);
  const ExitCode reported = write_ci_reports(report, arguments);
  if (exploration.partial) {
    std::fputs("txlab: stopped early; this is what was found until then\n", stderr);
  }
  return static_cast<int>(most_urgent(
      {interrupted_by().value_or(ExitCode::success), written, reported, judged(exploration)}));
}

}  // namespace txlab
