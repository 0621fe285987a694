// txlab replay: runs a trail again and tells its story.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>

#include "cli/diagnostics.hpp"
#include "cli/fingerprint.hpp"
#include "cli/verbs.hpp"
#include "cli/vocabulary.hpp"
#include "reports/exit_code.hpp"
#include "reports/exploration.hpp"
#include "reports/trace/mermaid.hpp"
#include "reports/trace/space_time_svg.hpp"
#include "scenarios/language/reduced.hpp"
#include "scenarios/language/trail_file.hpp"

namespace txlab {

namespace {

// The scenario to replay in: the recorded one, the same under other settings, or another file,
// reduced as the recorded one was.
ReadResult scenario_for(const Trail& trail, const Arguments& arguments) {
  ReadOptions options = read_options(arguments);
  if (arguments.scenario_of_trail.empty()) {
    return read_scenario_text(trail.scenario, arguments.subject, options);
  }
  options.selected = {trail.strategy};
  ReadResult read = read_scenario(arguments.scenario_of_trail, options);
  if (!read.scenario) return read;
  ReadOptions plain;
  plain.vocabulary = options.vocabulary;
  return read_scenario_text(reduced_scenario(read.resolved_yaml, {trail.strategy, trail.purchases}),
                            arguments.scenario_of_trail, plain);
}

std::string note_on(bool other_scenario, bool other_models) {
  if (!other_scenario && !other_models) return "";
  return fmt::format("note: {} changed since it was recorded; faults are put at the same places",
                     other_scenario && other_models ? "scenario and models have"
                     : other_scenario               ? "the scenario has"
                                                    : "the models have");
}

// What was just run, as a trail: a regression test of whatever made the violation go away.
Trail kept(const Trail& trail, const ReplayResult& result, const ExploredWorld& world,
           std::string scenario) {
  Trail fresh = trail;
  fresh.tool = "txlab " TXLAB_VERSION;
  fresh.models = models_fingerprint();
  fresh.violated = result.violated;
  fresh.digest = result.digest;
  fresh.questions = result.run.questions;
  fresh.choices = named(result.run.choices, world.hosts());
  fresh.scenario = std::move(scenario);
  return fresh;
}

bool write(const std::string& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.flush();
  return static_cast<bool>(out);
}

ExitCode draw(const Arguments& arguments, const Trail& trail, const ReplayResult& result) {
  if (arguments.svg.empty() && arguments.mermaid.empty()) return ExitCode::success;
  const SpaceTime picture = space_time(trail, result);
  const std::pair<const std::string&, std::string (*)(const SpaceTime&)> drawings[] = {
      {arguments.svg, space_time_svg}, {arguments.mermaid, mermaid}};
  for (const auto& [file, drawn] : drawings) {
    if (file.empty() || write(file, drawn(picture))) continue;
    std::fputs(fmt::format("txlab: cannot write {}\n", file).c_str(), stderr);
    return ExitCode::cannot_write;
  }
  return ExitCode::success;
}

}  // namespace

int replay_verb(const Arguments& arguments) {
  const TrailResult read = read_trail(arguments.subject);
  print_diagnostics(read.diagnostics, arguments);
  if (!read.trail) return static_cast<int>(ExitCode::usage);
  const Trail& trail = *read.trail;
  const ReadResult scenario = scenario_for(trail, arguments);
  print_diagnostics(scenario.diagnostics, arguments);
  if (!scenario.scenario) return static_cast<int>(ExitCode::usage);
  if (scenario.scenario->strategies.size() != 1 ||
      scenario.scenario->strategies.front().name != trail.strategy) {
    std::fputs(fmt::format("txlab: the trail is of the strategy `{}`, and the scenario has none of "
                           "that name\n",
                           trail.strategy)
                   .c_str(),
               stderr);
    return static_cast<int>(ExitCode::usage);
  }

  const bool other_scenario = scenario.resolved_yaml != trail.scenario;
  const bool other_models = trail.models != models_fingerprint();
  const bool changed = other_scenario || other_models;
  const ExploredWorld world(*scenario.scenario, trail.seed, bit_of(trail.property));
  const ReplayResult result =
      replay(trail, world, changed ? Addressing::place : Addressing::question);
  const ReplayReport report{trail, result, note_on(other_scenario, other_models)};
  std::fputs((arguments.format == "json" ? replay_json(report) : replay_text(report)).c_str(),
             stdout);
  ExitCode written = std::fflush(stdout) == 0 ? ExitCode::success : ExitCode::cannot_write;
  if (!arguments.out.empty() &&
      !write(arguments.out, trail_text(kept(trail, result, world, scenario.resolved_yaml)))) {
    std::fputs(fmt::format("txlab: cannot write {}\n", arguments.out).c_str(), stderr);
    written = ExitCode::cannot_write;
  }
  written = most_urgent({written, draw(arguments, trail, result)});
  const bool diverged = result.digest != trail.digest && (!changed || arguments.strict);
  return static_cast<int>(most_urgent({written, diverged ? ExitCode::diverged : ExitCode::success,
                                       result.violated ? ExitCode::failed : ExitCode::success}));
}

}  // namespace txlab
