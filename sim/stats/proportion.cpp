#include "sim/stats/proportion.hpp"

#include <cmath>
#include <limits>

#include "sim/base/check.hpp"
#include "sim/base/elementary.hpp"

namespace txlab {

double bound_without_hits(std::uint64_t trials, double confidence) {
  CHECK(confidence > 0 && confidence < 1);
  if (trials == 0) return 1;
  return -std::expm1(std::log1p(-confidence) / static_cast<double>(trials));
}

Interval wilson_interval(std::uint64_t hits, std::uint64_t trials, double confidence) {
  CHECK(hits <= trials);
  CHECK(confidence > 0 && confidence < 1);
  if (trials == 0) return {std::numeric_limits<double>::quiet_NaN(), 0, 1, false};
  const auto n = static_cast<double>(trials);
  const double share = static_cast<double>(hits) / n;
  const double z = normal_quantile(0.5 + confidence / 2);
  const double shrink = 1 + z * z / n;
  const double centre = (share + z * z / (2 * n)) / shrink;
  const double half = z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / shrink;
  const double low = hits == 0 ? 0 : centre - half;
  const double high = hits == trials ? 1 : centre + half;
  return {share, low, high, true};
}

}  // namespace txlab
