// WorstWaits: keeps, of all waits for locks that are told in a run, the worst cycle, or while there
// is none the worst chain (waits_seen.hpp).
#pragma once

#include <optional>

#include "models/fund/workload.hpp"
#include "scenarios/study/contention/waits_seen.hpp"
#include "sim/world/observer.hpp"
#include "sim/world/world.hpp"

namespace txlab {

class WorstWaits {
 public:
  // Chains that ended before are left out; cycles count from the beginning, as deadlocks do.
  explicit WorstWaits(Instant warm_until) : warm_until_(warm_until) {}

  void on(const Happening& happening, Instant at);
  // In the names of the machines and of the ledger; nothing if nobody waited.
  std::optional<WaitsSeen> finish(World& world, const WorkloadSettings& workload) const;

 private:
  Instant warm_until_;
  bool cycle_ = false;
  Instant at_ = start_of_run;
  HostId host_{};
  std::vector<LockWait> waits_;
};

}  // namespace txlab
