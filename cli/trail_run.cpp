#include "cli/trail_run.hpp"

#include <fmt/format.h>

#include "cli/fingerprint.hpp"
#include "cli/vocabulary.hpp"
#include "scenarios/language/read.hpp"

namespace txlab {

namespace {

std::string protocol_of(const Scenario& scenario, const std::string& strategy) {
  const StrategyEntry* const entry = scenario.find_strategy(strategy);
  return entry == nullptr ? "" : entry->protocol;
}

}  // namespace

std::string unfit(const Trail& trail, const Scenario& scenario) {
  const std::string protocol = protocol_of(scenario, trail.strategy);
  const bool alone = trail.of_study || scenario.strategies.size() == 1;
  if (!alone || protocol.empty()) {
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
  if (trail.of_study) return "";
  const ExploredWorld world(scenario, trail.seed, 0);
  if (trail.choices.empty() || !numbered(trail.choices, world.hosts()).empty()) return "";
  return fmt::format(
      "the trail is of another scenario: there is no host `{}` here, where its "
      "fault strikes",
      trail.choices.front().host);
}

Changes changes_since(const Trail& trail, const std::string& resolved_yaml) {
  return {resolved_yaml != trail.scenario, trail.models != models_fingerprint()};
}

std::string note_on(const Trail& trail, Changes changes) {
  if (!changes.any()) return "";
  return fmt::format("note: {} changed since it was recorded; {}",
                     changes.scenario && changes.models ? "scenario and models have"
                     : changes.scenario                 ? "the scenario has"
                                                        : "the models have",
                     trail.of_study ? "the same purchase is told in the run with the same seed"
                                    : "faults are put at the same places");
}

ReplayResult run_again(const Trail& trail, const Scenario& scenario, Changes changes) {
  if (trail.of_study) return replay_of_study(trail, scenario);
  const ExploredWorld world(scenario, trail.seed, bit_of(trail.property));
  return replay(trail, world, changes.any() ? Addressing::place : Addressing::question);
}

Trail kept(const Trail& trail, const ReplayResult& result, const Scenario& scenario,
           std::string resolved_yaml) {
  Trail fresh = trail;
  fresh.tool = "txlab " TXLAB_VERSION;
  fresh.models = models_fingerprint();
  fresh.violated = result.violated;
  fresh.digest = result.digest;
  fresh.scenario = std::move(resolved_yaml);
  if (fresh.of_study) {
    fresh.of_study->example = result.example;
    return fresh;
  }
  const ExploredWorld world(scenario, trail.seed, 0);
  fresh.questions = result.run.questions;
  fresh.choices = named(result.run.choices, world.hosts());
  fresh.marks = marks_of(world, result.run.choices);
  return fresh;
}

}  // namespace txlab
