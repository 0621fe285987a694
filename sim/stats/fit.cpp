#include "sim/stats/fit.hpp"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <numeric>

#include "sim/base/check.hpp"

namespace txlab {

double chi_square_p(std::span<const std::uint64_t> counts, std::span<const double> probabilities) {
  CHECK(counts.size() == probabilities.size());
  CHECK(counts.size() >= 2);
  const auto n =
      static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}));
  double sum = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double expected = n * probabilities[i];
    const double off = static_cast<double>(counts[i]) - expected;
    sum += off * off / expected;
  }
  const boost::math::chi_squared law(static_cast<double>(counts.size() - 1));
  return boost::math::cdf(boost::math::complement(law, sum));
}

double uniform_p(std::vector<double> values) {
  CHECK(!values.empty());
  std::sort(values.begin(), values.end());
  const auto n = static_cast<double>(values.size());
  double farthest = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto rank = static_cast<double>(i);
    farthest = std::max({farthest, (rank + 1) / n - values[i], values[i] - rank / n});
  }
  const double root = std::sqrt(n);
  const double scaled = (root + 0.12 + 0.11 / root) * farthest;
  if (scaled < 0.2) return 1;  // where the series converges slowly, and to one
  double p = 0;
  for (int k = 1; k <= 100; ++k) {
    p += (k % 2 == 1 ? 2 : -2) * std::exp(-2.0 * k * k * scaled * scaled);
  }
  return std::clamp(p, 0.0, 1.0);
}

}  // namespace txlab
