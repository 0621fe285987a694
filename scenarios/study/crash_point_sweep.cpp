#include "scenarios/study/crash_point_sweep.hpp"

#include <fmt/format.h>

#include "models/strategies/catalogue.hpp"
#include "scenarios/study/run_world.hpp"

namespace txlab {

namespace {

// Notes when the customer's wish arises; until then nothing is a place.
class Armed final : public Observer {
 public:
  void on(const Happening& happening, Instant) override {
    if (happening.kind == Happening::Kind::began) armed_ = true;
  }
  bool armed() const { return armed_; }

 private:
  bool armed_ = false;
};

struct Steered {
  RunResult result;
  bool placed = false;
  std::vector<FaultPlace> places;
};

Steered run_with(const Scenario& scenario, const StrategyEntry& entry, std::uint64_t seed,
                 std::optional<std::pair<std::uint64_t, std::uint32_t>> fault) {
  Armed armed;
  const auto when = [&armed] { return armed.armed(); };
  SingleFault chooser = fault ? SingleFault(when, fault->first, fault->second) : SingleFault(when);
  Observer* const observers[] = {&armed};
  Steered steered;
  steered.result = run(scenario, entry, seed, {.chooser = &chooser, .observers = observers});
  steered.placed = chooser.placed();
  steered.places = chooser.places();
  return steered;
}

void judge(const RunResult& run, const Claims& claims, const SweepCase& where,
           SweepResult& result) {
  for (const PropertyInfo& property : all_properties) {
    const Violations::Entry& entry = run.violations.of(property.id);
    if (!claims.claimed.has(property.id) || entry.count == 0) continue;
    result.failures.push_back({where, std::string(property.name), entry.example});
  }
}

}  // namespace

std::string SweepCase::words() const {
  if (place.kind == Site::Kind::message) {
    constexpr std::string_view fates[] = {"arrives", "is lost", "is duplicated",
                                          "is delayed past its timeout"};
    return fmt::format("#{} {}{} from {} to {} {}", place.number, place.what,
                       place.reply ? " (reply)" : "", host, peer, fates[answer]);
  }
  constexpr std::string_view crashes[] = {"goes on", "crashes (process)",
                                          "loses power (unsynced writes gone)",
                                          "loses power (just after the flush)"};
  return fmt::format("#{} {} {} while waiting for {}", place.number, host, crashes[answer],
                     place.what);
}

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
  SweepResult result;
  const Steered calm = run_with(scenario, entry, seed, std::nullopt);
  result.places = calm.places;
  judge(calm.result, claims, SweepCase{}, result);
  RunWorld names(scenario, entry, seed);
  const auto name_of = [&](std::uint16_t host) { return names.world().host(HostId{host}).name(); };
  for (const FaultPlace& place : calm.places) {
    for (std::uint32_t answer = 1; answer <= 3; ++answer) {
      const SweepCase where{place, answer, name_of(place.host), name_of(place.peer)};
      const Steered steered = run_with(scenario, entry, seed, std::pair{place.number, answer});
      CHECK(steered.placed);
      ++result.cases;
      judge(steered.result, claims, where, result);
      result.duplicates += steered.result.metrics.duplicates;
      result.checks += steered.result.metrics.checks;
      result.bought += steered.result.metrics.bought;
    }
  }
  return result;
}

}  // namespace txlab
