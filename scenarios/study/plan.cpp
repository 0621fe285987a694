#include "scenarios/study/plan.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/study/coupling.hpp"
#include "scenarios/study/run_world.hpp"
#include "scenarios/study/stopping.hpp"
#include "sim/world/fault_plan.hpp"

namespace txlab {

namespace {

Duration length_of(const FaultSettings& fault) {
  if (fault.kind == FaultKind::crash) return fault.restart_after.value_or(forever);
  return fault.lasts;
}

std::vector<std::string> victims_of(const FaultSettings& fault, const Firing& firing,
                                    World& world) {
  std::vector<std::string> names;
  if (fault.target.kind == FaultTarget::Kind::none) return names;
  const std::vector<HostId> candidates = world.group(fault.target.name);
  for (const std::size_t index : pick_victims(fault.target.pick, candidates.size(), fault.name,
                                              world.seed(), firing.number)) {
    names.push_back(world.host(candidates[index]).name());
  }
  return names;
}

// Customers who never wait for an answer.
double most_of_closed(const ArrivalPhase& phase) {
  constexpr double least_s = 1e-3;  // nothing is answered faster
  const double think_s = std::max(phase.think.mean() / 1e9, least_s);
  return phase.clients * in_seconds(phase.lasts) / think_s;
}

// The day's shape of Arrivals::rate_at, added up over a phase that need not end with a day.
double of_diurnal(const ArrivalPhase& phase) {
  constexpr int pieces = 1000;
  const double piece_s = in_seconds(phase.lasts) / pieces;
  double purchases = 0;
  for (int i = 0; i < pieces; ++i) {
    const double days = (i + 0.5) * piece_s / in_seconds(phase.period);
    const double x = days - std::floor(days);
    const double up = x < 0.5 ? 2 * x : 2 - 2 * x;
    const double height = up * up * (3 - 2 * up);
    purchases += (phase.base_per_s + (phase.peak_per_s - phase.base_per_s) * height) * piece_s;
  }
  return purchases;
}

double of_phase(const ArrivalPhase& phase) {
  using Process = ArrivalPhase::Process;
  const double lasts_s = in_seconds(phase.lasts);
  switch (phase.process) {
    case Process::poisson:
    case Process::constant:
      return phase.rate_per_s * lasts_s;
    case Process::burst:
      // Up and down again within two ramps: half of each is missing at the top.
      return phase.base_per_s * lasts_s +
             (phase.peak_per_s - phase.base_per_s) * (lasts_s - in_seconds(phase.ramp));
    case Process::diurnal:
      return of_diurnal(phase);
    case Process::trace:
      return static_cast<double>(std::ranges::count_if(
          phase.trace, [&](Duration instant) { return instant < phase.lasts; }));
    case Process::closed:
      return most_of_closed(phase);
  }
  return 0;
}

}  // namespace

std::vector<PlannedFiring> planned_firings(const Scenario& scenario, std::uint64_t seed) {
  std::vector<PlannedFiring> planned;
  if (scenario.faults.empty()) return planned;
  // The machines are the same for every strategy.
  RunWorld setup(scenario, scenario.strategies.front(), seed);
  for (const Firing& firing : plan_faults(scenario.faults, seed, setup.arrivals_end())) {
    const FaultSettings& fault = scenario.faults[firing.fault];
    planned.push_back({fault.name, firing.at - start_of_run, length_of(fault),
                       victims_of(fault, firing, setup.world())});
  }
  return planned;
}

TrialCount trials_of_point(const Scenario& scenario) {
  const auto strategies = static_cast<std::uint64_t>(scenario.strategies.size());
  std::uint64_t per_replication = strategies;
  // As in coupling.cpp: without faults, with a slower branch, with none, with one branch more.
  if (scenario.experiment.coupling) {
    const bool room = scenario.workload.branches < most_branches;
    per_replication += (room ? 3 : 2) * strategies + 1;
  }
  if (scenario.experiment.per_fault) per_replication += strategies * (1 + scenario.faults.size());
  const std::vector<std::uint32_t> counts = checkpoints(scenario.experiment);
  return {per_replication * counts.front(), per_replication * counts.back()};
}

double expected_purchases(const WorkloadSettings& workload) {
  double purchases = 0;
  for (const ArrivalPhase& phase : workload.arrivals) purchases += of_phase(phase);
  return purchases;
}

Scenario shortened(const Scenario& scenario, double share) {
  Scenario sample = scenario;
  sample.faults.clear();
  sample.experiment.warmup = Duration{0};
  sample.experiment.coupling = false;
  const auto scaled = [share](Duration duration) {
    const double exact = static_cast<double>(duration.count()) * share;
    return std::max(Duration{1}, Duration{static_cast<std::int64_t>(exact)});
  };
  for (ArrivalPhase& phase : sample.workload.arrivals) {
    if (share >= 1) break;
    phase.lasts = scaled(phase.lasts);
    if (phase.ramp > Duration{0}) phase.ramp = std::min(scaled(phase.ramp), phase.lasts / 2);
    std::erase_if(phase.trace, [&](Duration instant) { return instant >= phase.lasts; });
  }
  return sample;
}

}  // namespace txlab
