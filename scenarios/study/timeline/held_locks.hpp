// HeldLocks: how many row locks were held at a time, from what is told when each ends.
#pragma once

#include <optional>
#include <vector>

#include "sim/stats/binned_level.hpp"

namespace txlab {

class HeldLocks {
 public:
  // A run with more of them has no such series: both ends of each are kept until the end.
  static constexpr std::size_t most = 4'000'000;

  void held(Instant until, Duration lasted) {
    if (ends_.size() > most) return;
    begins_.push_back(until - lasted);
    ends_.push_back(until);
  }
  // Nothing if there were too many.
  std::optional<std::vector<BinnedLevel::Bin>> finish(const TimeBins& bins);

 private:
  std::vector<Instant> begins_;
  std::vector<Instant> ends_;  // rising
};

}  // namespace txlab
