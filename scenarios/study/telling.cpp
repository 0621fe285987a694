#include "scenarios/study/telling.hpp"

#include <algorithm>
#include <memory>

#include "models/fund/property.hpp"
#include "scenarios/study/run_world.hpp"

namespace txlab {

namespace {

Telling telling_of(const std::string& strategy, const History& history, IntentId purchase) {
  Telling telling{.strategy = strategy};
  telling.history = about(history, purchase, Crashes::meanwhile);
  const auto wish =
      std::ranges::find(telling.history.events, Happening::Kind::began, &HistoryEvent::kind);
  if (wish != telling.history.events.end()) telling.origin = wish->at;
  telling.steps = steps_of(Story{telling.history, {}, {}, {}, {}});
  return telling;
}

}  // namespace

ToldRun told_run(const Scenario& scenario, const StrategyEntry& entry, std::uint64_t seed,
                 const std::set<std::uint64_t>& purchases) {
  const Customers customers(scenario.workload, seed);
  const std::vector<std::string> hosts =
      names_of_hosts(RunWorld(scenario, entry, seed, &customers).world());
  const HostId host = customers_among(hosts);
  std::vector<std::unique_ptr<HistoryFold>> folds;
  std::vector<Observer*> observers;
  for (const std::uint64_t purchase : purchases) {
    folds.push_back(
        std::make_unique<HistoryFold>(hosts, host, HistoryFold::Keep{.only = IntentId{purchase}}));
    observers.push_back(folds.back().get());
  }
  ToldRun told{run(scenario, entry, seed, {.observers = observers, .customers = &customers}), {}};
  auto fold = folds.begin();
  for (const std::uint64_t purchase : purchases) {
    told.purchases.emplace(purchase,
                           telling_of(entry.name, (*fold++)->history(), IntentId{purchase}));
  }
  return told;
}

void mark_violation(PropertyId property, const Violations& violations, std::uint64_t purchase,
                    Telling& told) {
  const Violations::Entry& entry = violations.of(property);
  if (entry.count == 0 || entry.intent.value != purchase) return;
  const Sentence said{"{} is violated: {}", {std::string(info(property).name), entry.example}};
  const auto later = std::ranges::upper_bound(told.steps, entry.at, {}, &Plot::Step::at);
  told.violation = static_cast<std::size_t>(later - told.steps.begin());
  told.steps.insert(
      later,
      {.at = entry.at, .words = said.words(), .injected = false, .mishap = true, .sentence = said});
}

}  // namespace txlab
