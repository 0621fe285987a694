#include "sim/stats/goodness_of_fit.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/base/random.hpp"

namespace txlab {

namespace {

constexpr std::uint64_t bootstrap_seed = 20261127;

// 53 bits in (0, 1).
double uniform_number(const Stream& stream, std::uint64_t index) {
  return (static_cast<double>(stream.at(index).bits >> 11) + 0.5) / 9007199254740992.0;
}

// The distance of one sample of the law from what would be fitted to it.
double drawn_distance(const FittedLaw& law, std::size_t count, std::uint64_t repetition) {
  const Stream stream(bootstrap_seed, "fit.bootstrap", repetition);
  std::vector<double> sample(count);
  for (std::size_t i = 0; i < count; ++i) sample[i] = uniform_number(stream, i);
  // Quantile functions rise, so sorting the probabilities sorts the values.
  std::sort(sample.begin(), sample.end());
  for (double& value : sample) value = law.quantile(value);
  // A normal law that reaches below zero is fitted to what it gives all the same.
  const double shift = law.kind == LawKind::normal ? std::min(0.0, sample.front()) : 0;
  for (double& value : sample) value -= shift;
  const auto again = fitted(law.kind, sample);
  if (!again) return 0;
  return distance_of(sample, [&](double value) { return again->cumulative(value); });
}

}  // namespace

double distance_of(std::span<const double> sorted,
                   const std::function<double(double)>& cumulative) {
  CHECK(!sorted.empty());
  const auto n = static_cast<double>(sorted.size());
  double farthest = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const double expected = cumulative(sorted[i]);
    const auto rank = static_cast<double>(i);
    farthest = std::max({farthest, (rank + 1) / n - expected, expected - rank / n});
  }
  return farthest;
}

double akaike(const FittedLaw& law) { return 2.0 * law.parameters() - 2 * law.log_likelihood; }

double schwarz(const FittedLaw& law, std::size_t values) {
  return law.parameters() * std::log(static_cast<double>(values)) - 2 * law.log_likelihood;
}

BootstrapTest bootstrap_test(const FittedLaw& law, double distance, std::size_t values,
                             int repetitions) {
  CHECK(values >= 2);
  CHECK(repetitions > 0);
  const std::size_t count = std::min(values, most_drawn);
  const double scale =
      std::sqrt(static_cast<double>(values)) / std::sqrt(static_cast<double>(count));
  int farther = 0;
  for (int i = 0; i < repetitions; ++i) {
    const double drawn = drawn_distance(law, count, static_cast<std::uint64_t>(i));
    if (drawn >= distance * scale) ++farther;
  }
  return {(farther + 1.0) / (repetitions + 1.0), repetitions};
}

Interval measured_quantile(std::span<const double> sorted, double probability, double confidence) {
  CHECK(!sorted.empty());
  CHECK(probability > 0 && probability < 1);
  const double position = probability * static_cast<double>(sorted.size() - 1);
  const auto left = static_cast<std::size_t>(position);
  const double right = sorted[std::min(left + 1, sorted.size() - 1)];
  const double value =
      sorted[left] + (position - static_cast<double>(left)) * (right - sorted[left]);
  // How many values lie below the true quantile is binomial.
  const boost::math::binomial below(static_cast<double>(sorted.size()), probability);
  const double margin = (1 - confidence) / 2;
  const double n = static_cast<double>(sorted.size());
  double low = std::floor(boost::math::quantile(below, margin)) - 1;
  double high = std::ceil(boost::math::quantile(boost::math::complement(below, margin)));
  const bool known = low >= 0 && high < n;
  low = std::max(low, 0.0);
  high = std::min(high, n - 1);
  return {value, sorted[static_cast<std::size_t>(low)], sorted[static_cast<std::size_t>(high)],
          known};
}

}  // namespace txlab
