// Distributions as integer tables: value types that turn 64 random bits into nanoseconds (or fen).
//
// A distribution is compiled once, by fixed arithmetic (elementary.hpp), into its quantile function
// sampled on a grid that halves towards probability 1, so the tail keeps its relative resolution down
// to 2^-40; a draw is one table lookup and one interpolation in integers. The interpolation error is
// below 1e-4 of the value for the laws offered here.
#pragma once

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "sim/base/time.hpp"

namespace txlab {

class Distribution {
 public:
  // Always zero.
  Distribution() = default;

  static Distribution constant(std::int64_t value);
  static Distribution uniform(std::int64_t low, std::int64_t high);
  static Distribution exponential(double mean);
  // Negative values are cut to `floor` (latencies: 0).
  static Distribution normal(double mean, double deviation, std::int64_t floor = 0);
  static Distribution lognormal(double median, double p99);
  // Pareto type I: P(X > x) = (minimum/x)^shape for x >= minimum.
  static Distribution pareto(double minimum, double shape);
  // Measured percentiles (probability, value), both strictly increasing; between them the logarithm of
  // the value is linear in the normal score, beyond the ends the nearest segment goes on.
  static Distribution percentiles(std::vector<std::pair<double, double>> measured);
  // The empirical distribution of the samples, linear between neighbours.
  static Distribution samples(std::vector<std::int64_t> values);
  // Any quantile function on [0, 1).
  static Distribution from_quantile(const std::function<double(double)>& quantile);

  std::int64_t sample(std::uint64_t bits) const {
    if (table_.empty()) return value_;
    return interpolate(bits);
  }
  Duration duration(std::uint64_t bits) const { return Duration{sample(bits)}; }
  bool is_constant() const { return table_.empty(); }
  // The mean of the compiled table, exact up to rounding (used for plans and rate checks).
  double mean() const;
  std::int64_t quantile(double probability) const;

 private:
  static constexpr int octaves = 40;
  static constexpr int steps = 64;

  std::int64_t interpolate(std::uint64_t bits) const;

  std::int64_t value_ = 0;
  std::vector<std::int64_t> table_;  // [octave][step]: quantile(1 - 2^-octave * (1 - step/128))
};

}  // namespace txlab
