#include <fmt/format.h>

#include "scenarios/study/aftermath.hpp"
#include "scenarios/study/replay.hpp"
#include "scenarios/study/telling.hpp"

namespace txlab {

ReplayResult replay_of_study(const Trail& trail, const Scenario& scenario) {
  CHECK(trail.of_study);
  const std::uint64_t purchase = trail.of_study->purchase;
  const StrategyEntry* const entry = scenario.find_strategy(trail.strategy);
  CHECK(entry != nullptr);
  ToldRun told = told_run(scenario, *entry, trail.seed, {purchase});
  Telling& telling = told.purchases.at(purchase);
  mark_violation(trail.property, told.result.violations, purchase, telling);
  const Violations::Entry& violation = told.result.violations.of(trail.property);
  ReplayResult result{
      .violated = violation.count > 0, .example = violation.example, .digest = told.result.digest};
  if (result.violated && violation.intent.value != purchase) {
    result.example += fmt::format(" (first by purchase {})", violation.intent.value);
  }
  result.story = Story{telling.history, {}, {}, {}, {}};
  result.story.lines = lines_of(result.story);
  const IntentId intent{purchase};
  result.plot = {.purchase = intent, .origin = telling.origin, .steps = std::move(telling.steps)};
  // Whoever is told about is whoever took part: there is no calmer run to compare with.
  result.plot.beliefs = beliefs_of(result.story, result.story, intent);
  result.plot.repairs = repairs_of(result.story, trail.property);
  result.story.result = std::move(told.result);
  return result;
}

}  // namespace txlab
