#include "scenarios/study/timeline/fault_bands.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>

#include "scenarios/study/plan.hpp"

namespace txlab {

namespace {

const FaultSettings* find_fault(const Scenario& scenario, std::string_view name) {
  const auto found = std::ranges::find(scenario.faults, name, &FaultSettings::name);
  return found == scenario.faults.end() ? nullptr : &*found;
}

std::string joined(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string written_target(const FaultSettings& fault) {
  if (!fault.between.empty()) return joined(fault.between);
  return fault.target.kind == FaultTarget::Kind::actor ? "actor" : fault.target.name;
}

}  // namespace

std::string_view name_of(FaultKind kind) {
  constexpr std::string_view names[] = {"crash",     "pause",        "slow",        "slow-disk",
                                        "error",     "clock-offset", "clock-drift", "clock-step",
                                        "partition", "hold",         "degrade"};
  return names[static_cast<std::size_t>(kind)];
}

std::vector<FaultBand> planned_bands(const Scenario& scenario, std::uint64_t seed) {
  std::vector<FaultBand> bands;
  for (const PlannedFiring& firing : planned_firings(scenario, seed)) {
    const FaultSettings& fault = *find_fault(scenario, firing.fault);
    const bool for_good = firing.lasts == forever;
    bands.push_back(
        {.name = firing.fault,
         .kind = std::string(name_of(fault.kind)),
         .target = firing.victims.empty() ? written_target(fault) : joined(firing.victims),
         .began_s = in_seconds(firing.at),
         .ended_s = for_good ? std::numeric_limits<double>::infinity()
                             : in_seconds(firing.at + firing.lasts)});
  }
  return bands;
}

const FaultBand* find_band(const std::vector<FaultBand>& planned, const FaultBand& like) {
  const auto then = std::ranges::equal_range(planned, like.began_s, {}, &FaultBand::began_s);
  const auto same = std::ranges::find(then, like.name, &FaultBand::name);
  return same == then.end() ? nullptr : &*same;
}

void describe(std::vector<FaultBand>& observed, const Scenario& scenario,
              const std::vector<FaultBand>& planned) {
  for (FaultBand& band : observed) {
    const FaultSettings* const fault = find_fault(scenario, band.name);
    if (fault == nullptr) continue;
    band.kind = name_of(fault->kind);
    if (!band.target.empty()) continue;
    const FaultBand* const same = find_band(planned, band);
    band.target = same != nullptr ? same->target : written_target(*fault);
  }
}

}  // namespace txlab
