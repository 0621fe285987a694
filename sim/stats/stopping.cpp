#include "sim/stats/stopping.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/check.hpp"
#include "sim/stats/student_t.hpp"

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

std::optional<std::uint64_t> replications_to_tell(const Interval& interval,
                                                  std::uint64_t replications, double bound,
                                                  double confidence, std::uint64_t most) {
  if (!interval.known || replications < 2) return std::nullopt;
  const auto quantile = [&](std::uint64_t count) {
    return student_t_quantile(0.5 + confidence / 2, static_cast<double>(count - 1));
  };
  const double deviation =
      interval.half_width() * std::sqrt(static_cast<double>(replications)) / quantile(replications);
  const double distance = std::abs(interval.value - bound);
  const auto tells = [&](std::uint64_t count) {
    return quantile(count) * deviation / std::sqrt(static_cast<double>(count)) < distance;
  };
  if (!tells(most)) return std::nullopt;
  std::uint64_t low = replications;  // the interval shrinks with every one, so halve what is left
  std::uint64_t high = std::max(most, replications);
  while (low < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    if (tells(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

}  // namespace txlab
