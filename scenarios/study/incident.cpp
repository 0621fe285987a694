#include "scenarios/study/incident.hpp"

#include <algorithm>
#include <map>
#include <memory>

#include "models/fund/property.hpp"
#include "scenarios/study/run_world.hpp"

namespace txlab {

namespace {

// One run with as many listeners as purchases are wanted of it.
struct Listening {
  std::string strategy;
  std::uint32_t replication = 0;
  std::map<std::uint64_t, std::unique_ptr<HistoryFold>> of_purchase;
  Violations violations;
};

const PropertyResult* find_property(const StrategyResult& strategy, std::string_view name) {
  const auto found = std::ranges::find(strategy.properties, name, &PropertyResult::name);
  return found == strategy.properties.end() ? nullptr : &*found;
}

// The baseline if it kept the property, else the first that promises it and did. `none` has one
// service: there the same purchase is no comparison.
const StrategyResult* keeper_of(const Scenario& scenario, const PointResult& point,
                                const std::string& property) {
  const auto keeps = [&](const StrategyResult& one) {
    const PropertyResult* result = find_property(one, property);
    return one.protocol != "none" && result != nullptr && result->claimed &&
           result->verdict == PropertyVerdict::holds;
  };
  const StrategyResult* first = nullptr;
  for (const StrategyResult& one : point.strategies) {
    if (!keeps(one)) continue;
    if (one.name == scenario.experiment.baseline) return &one;
    if (first == nullptr) first = &one;
  }
  return first;
}

class Archive {
 public:
  explicit Archive(const Scenario& scenario) : scenario_(scenario) {
    RunWorld any(scenario, scenario.strategies.front(), scenario.experiment.seed);
    for (std::size_t i = 0; i < any.world().hosts(); ++i) {
      hosts_.push_back(any.world().host(HostId{static_cast<std::uint16_t>(i)}).name());
    }
  }

  void want(const std::string& strategy, std::uint32_t replication, std::uint64_t purchase) {
    Listening& run = find(strategy, replication);
    auto& fold = run.of_purchase[purchase];
    if (fold) return;
    const auto customers = std::ranges::find(hosts_, "customers");
    const HostId host{static_cast<std::uint16_t>(customers - hosts_.begin())};
    fold =
        std::make_unique<HistoryFold>(hosts_, host, HistoryFold::Keep{.only = IntentId{purchase}});
  }

  void listen() {
    for (Listening& one : runs_) {
      std::vector<Observer*> observers;
      for (const auto& [purchase, fold] : one.of_purchase) observers.push_back(fold.get());
      one.violations = run(scenario_, *scenario_.find_strategy(one.strategy),
                           scenario_.experiment.seed + one.replication, {.observers = observers})
                           .violations;
    }
  }

  Telling tell(const std::string& strategy, std::uint32_t replication, std::uint64_t purchase) {
    const IntentId intent{purchase};
    const Listening& run = find(strategy, replication);
    Telling telling{.strategy = strategy};
    telling.history = about(run.of_purchase.at(purchase)->history(), intent, Crashes::meanwhile);
    const auto wish =
        std::ranges::find(telling.history.events, Happening::Kind::began, &HistoryEvent::kind);
    if (wish != telling.history.events.end()) telling.origin = wish->at;
    telling.steps = steps_of(Story{telling.history, {}, {}, {}, {}});
    return telling;
  }

  const Violations& violations(const std::string& strategy, std::uint32_t replication) {
    return find(strategy, replication).violations;
  }

 private:
  Listening& find(const std::string& strategy, std::uint32_t replication) {
    for (Listening& one : runs_) {
      if (one.strategy == strategy && one.replication == replication) return one;
    }
    Listening& fresh = runs_.emplace_back();
    fresh.strategy = strategy;
    fresh.replication = replication;
    return fresh;
  }

  const Scenario& scenario_;
  std::vector<std::string> hosts_;  // the same for every strategy
  std::vector<Listening> runs_;
};

// The violation stands where it was seen; what came after it is still told.
void mark_violation(const PropertyResult& property, const Violations& violations, Telling& told) {
  const auto id = property_named(property.name);
  if (!id || violations.of(*id).count == 0) return;
  const Violations::Entry& entry = violations.of(*id);
  const auto later = std::ranges::upper_bound(told.steps, entry.at, {}, &Plot::Step::at);
  told.steps.insert(later, {.at = entry.at,
                            .words = property.name + " is violated: " + entry.example,
                            .injected = false,
                            .mishap = true});
}

}  // namespace

std::vector<Incident> incidents_of(const Scenario& scenario, const PointResult& point) {
  struct Wanted {
    const StrategyResult* strategy;
    const PropertyResult* property;
    const StrategyResult* keeper;
  };
  std::vector<Wanted> all;
  if (scenario.strategies.empty()) return {};
  Archive archive(scenario);
  for (const StrategyResult& strategy : point.strategies) {
    for (const PropertyResult& property : strategy.properties) {
      if (property.violations == 0 || !scenario.find_strategy(strategy.name)) continue;
      const StrategyResult* keeper = keeper_of(scenario, point, property.name);
      all.push_back({&strategy, &property, keeper});
      archive.want(strategy.name, property.example_replication, property.example_intent);
      if (keeper != nullptr) {
        archive.want(keeper->name, property.example_replication, property.example_intent);
      }
    }
  }
  archive.listen();
  std::vector<Incident> incidents;
  for (const auto& [strategy, property, keeper] : all) {
    const std::uint32_t replication = property->example_replication;
    Incident incident{.property = property->name,
                      .purchase = property->example_intent,
                      .replication = replication,
                      .seed = scenario.experiment.seed + replication,
                      .here = archive.tell(strategy->name, replication, property->example_intent)};
    mark_violation(*property, archive.violations(strategy->name, replication), incident.here);
    if (keeper != nullptr) {
      incident.elsewhere = archive.tell(keeper->name, replication, property->example_intent);
    }
    incidents.push_back(std::move(incident));
  }
  return incidents;
}

}  // namespace txlab
