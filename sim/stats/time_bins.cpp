#include "sim/stats/time_bins.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace txlab {

namespace {

constexpr std::int64_t most_of_one_width = 300;

// 1 ms, 2 ms, 5 ms, 10 ms, ...: the first that needs no more bins than there may be.
Duration width_for(Duration looked_at) {
  Duration ten = 1ms;
  for (;;) {
    for (const int times : {1, 2, 5}) {
      const Duration width = ten * times;
      if (looked_at / most_of_one_width < width) return width;
    }
    ten *= 10;
  }
}

}  // namespace

TimeBins::TimeBins(Duration looked_at, Duration end) : edges_{start_of_run} {
  CHECK(looked_at >= Duration{0});
  Duration width = width_for(looked_at);
  do {
    edges_.push_back(edges_.back() + width);
  } while (edges_.back() - start_of_run < looked_at);
  while (edges_.back() - start_of_run < end) {
    width += width / 20;
    edges_.push_back(saturating_add(edges_.back(), width));
  }
}

std::size_t TimeBins::bin_of(Instant at) const {
  const auto above = std::ranges::upper_bound(edges_, at);
  const auto index = static_cast<std::size_t>(above - edges_.begin());
  return std::clamp<std::size_t>(index, 1, size()) - 1;
}

}  // namespace txlab
