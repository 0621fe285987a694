#include "sim/stats/interval.hpp"

#include <cmath>
#include <limits>

#include "sim/base/check.hpp"
#include "sim/stats/student_t.hpp"

namespace txlab {

// Two passes, so that a small spread around a large mean keeps its digits.
Moments moments_of(std::span<const double> values) {
  Moments moments;
  double sum = 0;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    sum += value;
    ++moments.count;
  }
  if (moments.count == 0) return moments;
  const auto n = static_cast<double>(moments.count);
  moments.mean = sum / n;
  if (moments.count == 1) return moments;
  double squares = 0;
  double rest = 0;  // what rounding left of the mean
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    const double deviation = value - moments.mean;
    squares += deviation * deviation;
    rest += deviation;
  }
  moments.variance = std::fmax(0, (squares - rest * rest / n) / (n - 1));
  return moments;
}

Interval mean_interval(const Moments& moments, double confidence) {
  CHECK(confidence > 0 && confidence < 1);
  if (moments.count == 0) {
    const double nothing = std::numeric_limits<double>::quiet_NaN();
    return {nothing, nothing, nothing, false};
  }
  if (moments.count == 1) return {moments.mean, moments.mean, moments.mean, false};
  const auto n = static_cast<double>(moments.count);
  const double t = student_t_quantile(0.5 + confidence / 2, n - 1);
  const double half = t * std::sqrt(moments.variance / n);
  return {moments.mean, moments.mean - half, moments.mean + half, true};
}

Interval mean_interval(std::span<const double> per_replication, double confidence) {
  return mean_interval(moments_of(per_replication), confidence);
}

}  // namespace txlab
