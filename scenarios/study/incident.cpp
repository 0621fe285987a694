#include "scenarios/study/incident.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "models/fund/property.hpp"

namespace txlab {

namespace {

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

std::vector<ViolationClass> classes_of(const PointResult& point) {
  std::vector<ViolationClass> classes;
  for (const StrategyResult& strategy : point.strategies) {
    for (const PropertyResult& property : strategy.properties) {
      if (property.violations > 0) classes.emplace_back(strategy.name, property.name);
    }
  }
  return classes;
}

// What is wanted of which run, and then all of it.
class Archive {
 public:
  explicit Archive(const Scenario& scenario) : scenario_(scenario) {}

  void want(const std::string& strategy, std::uint32_t replication, std::uint64_t purchase) {
    wanted_[{strategy, replication}].insert(purchase);
  }

  void listen() {
    for (const auto& [which, purchases] : wanted_) {
      const auto& [strategy, replication] = which;
      told_.emplace(which, told_run(scenario_, *scenario_.find_strategy(strategy),
                                    scenario_.experiment.seed + replication, purchases));
    }
  }

  const ToldRun& of(const std::string& strategy, std::uint32_t replication) const {
    return told_.at({strategy, replication});
  }

 private:
  using Which = std::pair<std::string, std::uint32_t>;

  const Scenario& scenario_;
  std::map<Which, std::set<std::uint64_t>> wanted_;
  std::map<Which, ToldRun> told_;
};

}  // namespace

std::vector<std::set<ViolationClass>> violations_to_tell(const StudyResult& study,
                                                         std::size_t at_most) {
  std::vector<std::set<ViolationClass>> told(study.points.size());
  std::set<ViolationClass> known;
  std::size_t count = 0;
  for (const bool only_news : {true, false}) {
    for (std::size_t i = 0; i < study.points.size(); ++i) {
      for (const ViolationClass& one : classes_of(study.points[i])) {
        if (count == at_most) return told;
        if (only_news && !known.insert(one).second) continue;
        if (told[i].insert(one).second) ++count;
      }
    }
  }
  return told;
}

std::vector<Incident> incidents_of(const Scenario& scenario, const PointResult& point,
                                   const std::set<ViolationClass>& told) {
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
      if (property.violations == 0 || !told.contains({strategy.name, property.name})) continue;
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
    const ToldRun& run = archive.of(strategy->name, replication);
    Incident incident{.property = property->name,
                      .purchase = property->example_intent,
                      .replication = replication,
                      .here = run.purchases.at(property->example_intent)};
    if (const auto id = property_named(property->name)) {
      mark_violation(*id, run.result.violations, incident.purchase, incident.here);
    }
    if (keeper != nullptr) {
      incident.elsewhere =
          archive.of(keeper->name, replication).purchases.at(property->example_intent);
    }
    incidents.push_back(std::move(incident));
  }
  return incidents;
}

}  // namespace txlab
