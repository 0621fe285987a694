#include "sim/world/fault_plan.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "sim/base/check.hpp"

namespace txlab {

namespace {

// Gaps between firings of a repeating fault.
Distribution gaps_of(const FaultClock& clock) {
  if (clock.kind == FaultClock::Kind::every) return clock.every;
  CHECK(clock.rate_per_s > 0);
  return Distribution::exponential(1e9 / clock.rate_per_s);
}

}  // namespace

std::vector<Firing> plan_faults(const std::vector<FaultSettings>& faults, std::uint64_t seed,
                                Instant until) {
  std::vector<Firing> plan;
  for (std::size_t index = 0; index < faults.size(); ++index) {
    const FaultSettings& fault = faults[index];
    if (fault.clock.kind == FaultClock::Kind::when) continue;
    if (fault.clock.kind == FaultClock::Kind::at) {
      plan.push_back({index, fault.clock.at, 0});
      continue;
    }
    const Stream stream(seed, "fault-times", hash_of(fault.name));
    const Distribution gaps = gaps_of(fault.clock);
    Instant at = start_of_run;
    for (std::uint64_t number = 0; !fault.clock.times || number < *fault.clock.times; ++number) {
      at = saturating_add(at, std::max(gaps.duration(stream.at(number).bits), Duration{1}));
      if (at >= until) break;
      plan.push_back({index, at, number});
    }
  }
  std::sort(plan.begin(), plan.end(), [](const Firing& a, const Firing& b) {
    return std::tie(a.at, a.fault, a.number) < std::tie(b.at, b.fault, b.number);
  });
  return plan;
}

std::vector<std::size_t> pick_victims(const FaultTarget::Pick& pick, std::size_t candidates,
                                      std::string_view fault, std::uint64_t seed,
                                      std::uint64_t number) {
  std::size_t wanted = candidates;
  if (pick.kind == FaultTarget::Pick::Kind::count) wanted = pick.count;
  if (pick.kind == FaultTarget::Pick::Kind::share) {
    const double exact = pick.share * static_cast<double>(candidates);
    wanted = static_cast<std::size_t>(exact);
    if (static_cast<double>(wanted) < exact) ++wanted;
    wanted = std::max<std::size_t>(wanted, 1);
  }
  std::vector<std::size_t> order(candidates);
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (wanted >= candidates) return order;
  const Stream stream(seed, "fault-victims", hash_of(fault));
  for (std::size_t i = 0; i < wanted; ++i) {
    std::swap(order[i], order[i + stream.below(candidates - i, number, i)]);
  }
  order.resize(wanted);
  std::sort(order.begin(), order.end());
  return order;
}

}  // namespace txlab
