#include "scenarios/study/crash_point_sweep.hpp"

#include <fmt/format.h>

#include "models/strategies/catalogue.hpp"
#include "scenarios/study/explored_world.hpp"
#include "sim/explore/crash_points.hpp"

namespace txlab {

namespace {

void judge(const RunResult& run, const Claims& claims, const SweepCase& where,
           SweepResult& result) {
  for (const PropertyInfo& property : all_properties) {
    const Violations::Entry& entry = run.violations.of(property.id);
    if (!claims.claimed.has(property.id) || entry.count == 0) continue;
    result.failures.push_back({where, std::string(property.name), entry.example});
  }
}

}  // namespace

Scenario single_purchase(const Scenario& base, const StrategyEntry& entry) {
  Scenario scenario = base;
  scenario.strategies = {entry};
  scenario.faults.clear();
  scenario.thresholds.clear();
  scenario.expectations.clear();
  scenario.workload.arrivals = {
      {.process = ArrivalPhase::Process::trace, .trace = {1s}, .lasts = 2s}};
  scenario.experiment.warmup = 0s;
  scenario.experiment.baseline = entry.name;
  return scenario;
}

SweepResult sweep_crash_points(const Scenario& scenario, const StrategyEntry& entry,
                               std::uint64_t seed) {
  const Claims claims = find_protocol(entry.protocol)->claims(entry.parameters);
  Scenario alone = scenario;
  alone.strategies = {entry};
  const ExploredWorld world(std::move(alone), seed, 0);
  SweepResult result;
  PlaceList list;
  judge(world.run(list), claims, SweepCase{}, result);
  result.places = list.places();
  const CrashPoints search(result.places);
  for (std::uint64_t number = 0; number < *search.runs(); ++number) {
    const PlacedFault fault = search.fault(number);
    const Place& place = result.places[fault.place];
    PlacedFaults chooser({fault});
    const RunResult run = world.run(chooser);
    CHECK(chooser.all_placed());
    ++result.cases;
    const std::string words = words_of(place, fault.answer, world.hosts());
    judge(run, claims,
          {place, fault.place, fault.answer, fmt::format("#{} {}", fault.place, words)}, result);
    result.duplicates += run.metrics.duplicates;
    result.checks += run.metrics.checks;
    result.bought += run.metrics.bought;
  }
  return result;
}

}  // namespace txlab
