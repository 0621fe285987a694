// txlab replay: runs a trail again and tells its story.
#include <fmt/format.h>

#include <cstdio>

#include "cli/atomic_file.hpp"
#include "cli/diagnostics.hpp"
#include "cli/fingerprint.hpp"
#include "cli/verbs.hpp"
#include "cli/vocabulary.hpp"
#include "reports/exit_code.hpp"
#include "reports/exploration.hpp"
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

std::string protocol_of(const Scenario& scenario, const std::string& strategy) {
  const StrategyEntry* const entry = scenario.find_strategy(strategy);
  return entry == nullptr ? "" : entry->protocol;
}

// Why the trail says nothing about this scenario; empty if it does.
std::string unfit(const Trail& trail, const Scenario& scenario) {
  const std::string protocol = protocol_of(scenario, trail.strategy);
  if (scenario.strategies.size() != 1 || protocol.empty()) {
    return fmt::format("the trail is of the strategy `{}`, and the scenario has none of that name",
                       trail.strategy);
  }
  ReadOptions options;
  options.vocabulary = vocabulary();
  const ReadResult recorded = read_scenario_text(trail.scenario, "the trail", options);
  const std::string before =
      recorded.scenario ? protocol_of(*recorded.scenario, trail.strategy) : protocol;
  if (before != protocol) {
    return fmt::format(
        "the trail is of another scenario: its strategy `{}` is {}, and here it is {}",
        trail.strategy, before, protocol);
  }
  const ExploredWorld world(scenario, trail.seed, 0);
  if (trail.choices.empty() || !numbered(trail.choices, world.hosts()).empty()) return "";
  return fmt::format(
      "the trail is of another scenario: there is no host `{}` here, where its "
      "fault strikes",
      trail.choices.front().host);
}

std::string note_on(bool other_scenario, bool other_models) {
  if (!other_scenario && !other_models) return "";
  return fmt::format("note: {} changed since it was recorded; faults are put at the same places",
                     other_scenario && other_models ? "scenario and models have"
                     : other_scenario               ? "the scenario has"
                                                    : "the models have");
}

void say_divergence(const ReplayResult& result) {
  const std::string where =
      result.departure ? words_of(*result.departure) : "the trail cannot tell from which event on";
  std::fputs(fmt::format("txlab: the run is not the recorded one: {}\n", where).c_str(), stderr);
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
  fresh.marks = marks_of(world, result.run.choices);
  fresh.scenario = std::move(scenario);
  return fresh;
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
  if (const std::string why = unfit(trail, *scenario.scenario); !why.empty()) {
    std::fputs(fmt::format("txlab: {}\n", why).c_str(), stderr);
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
  if (!arguments.out.empty()) {
    const std::string problem =
        write_whole(arguments.out, trail_text(kept(trail, result, world, scenario.resolved_yaml)));
    if (!problem.empty()) {
      std::fputs(fmt::format("txlab: {}\n", problem).c_str(), stderr);
      written = ExitCode::cannot_write;
    }
  }
  const bool diverged = result.digest != trail.digest && (!changed || arguments.strict);
  if (diverged) say_divergence(result);
  return static_cast<int>(most_urgent({written, diverged ? ExitCode::diverged : ExitCode::success,
                                       result.violated ? ExitCode::failed : ExitCode::success}));
}

}  // namespace txlab
