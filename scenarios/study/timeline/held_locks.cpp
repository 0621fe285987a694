#include "scenarios/study/timeline/held_locks.hpp"

#include <algorithm>

namespace txlab {

std::optional<std::vector<BinnedLevel::Bin>> HeldLocks::finish(const TimeBins& bins) {
  if (ends_.size() > most) return std::nullopt;
  std::ranges::sort(begins_);
  BinnedLevel held(bins);
  auto begin = begins_.begin();
  // At one instant locks end before others begin: a lock that is handed over is one lock.
  for (const Instant end : ends_) {
    for (; begin != begins_.end() && *begin < end; ++begin) held.add(*begin, 1);
    held.add(end, -1);
  }
  return held.finish();
}

}  // namespace txlab
