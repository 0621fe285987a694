#include "sim/stats/stopping.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/check.hpp"

namespace txlab {

std::vector<std::uint32_t> looks(std::uint32_t minimum, std::uint32_t maximum) {
  CHECK(minimum >= 1);
  CHECK(minimum <= maximum);
  std::vector<std::uint32_t> counts;
  for (std::uint64_t count = minimum; count < maximum; count += (count + 1) / 2) {
    counts.push_back(static_cast<std::uint32_t>(count));
  }
  counts.push_back(maximum);
  return counts;
}

bool precise_enough(const Interval& interval, double relative_error) {
  CHECK(relative_error > 0);
  if (!interval.known) return false;
  const double allowed = relative_error / (1 + relative_error) * std::abs(interval.value);
  return interval.half_width() <= allowed;
}

}  // namespace txlab
