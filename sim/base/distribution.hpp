// Distributions as integer tables: value types that turn 64 random bits into nanoseconds (or fen).
//
// A distribution is compiled once, by fixed arithmetic (elementary.hpp), into its quantile function
// sampled on a grid that halves towards probability 0 and towards probability 1, so both tails keep
// their relative resolution, down to 2^-33; a draw is one table lookup and one interpolation in
// integers. The interpolation error is below 2e-4 of the value for the laws offered here, and
// values are whole numbers: count in nanoseconds or fen, not in units that are as large as the
// spread.
#pragma once

#include <algorithm>
#include <bit>
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
  Distribution(const Distribution& other)
      : value_(other.value_),
        table_(other.table_),
        cells_(table_.empty() ? other.cells_ : table_.data()) {}
  Distribution(Distribution&& other) noexcept
      : value_(other.value_),
        table_(std::move(other.table_)),
        cells_(std::exchange(other.cells_, nullptr)) {}
  Distribution& operator=(Distribution other) noexcept {
    value_ = other.value_;
    table_.swap(other.table_);
    std::swap(cells_, other.cells_);
    return *this;
  }
  ~Distribution() = default;

  // The same law over the table of this one, which must outlive it. A table has 33 KB; a world that
  // is set up thousands of times a second cannot copy one per host.
  Distribution borrowed() const {
    Distribution law;
    law.value_ = value_;
    law.cells_ = cells_;
    return law;
  }

  static Distribution constant(std::int64_t value);
  static Distribution uniform(std::int64_t low, std::int64_t high);
  static Distribution exponential(double mean);
  // Negative values are cut to `floor` (latencies: 0).
  static Distribution normal(double mean, double deviation, std::int64_t floor = 0);
  static Distribution lognormal(double median, double p99);
  // Pareto type I: P(X > x) = (minimum/x)^shape for x >= minimum.
  static Distribution pareto(double minimum, double shape);
  // Measured percentiles (probability, value), both strictly increasing; between them the logarithm
  // of the value is linear in the normal score, beyond the ends the nearest segment goes on.
  static Distribution percentiles(std::vector<std::pair<double, double>> measured);
  // The empirical distribution of the samples, linear between neighbours.
  static Distribution samples(std::vector<std::int64_t> values);
  // Any quantile function on (0, 1).
  static Distribution from_quantile(const std::function<double(double)>& quantile);

  std::int64_t sample(std::uint64_t bits) const {
    if (cells_ == nullptr) return value_;
    return interpolate(bits);
  }
  Duration duration(std::uint64_t bits) const { return Duration{sample(bits)}; }
  bool is_constant() const { return cells_ == nullptr; }
  // The mean of the compiled table, exact up to rounding (used for plans and rate checks).
  double mean() const;
  std::int64_t quantile(double probability) const;

 private:
  static constexpr int octaves = 32;
  static constexpr int steps = 64;
  static constexpr std::size_t row = steps + 1;

  std::int64_t interpolate(std::uint64_t bits) const;

  std::int64_t value_ = 0;
  // [half][octave][step]: the quantile whose distance from its end (0 for the lower half, 1 for the
  // upper) is 2^-(octave+1) * (1 - step/128).
  std::vector<std::int64_t> table_;
  const std::int64_t* cells_ = nullptr;  // of the table, or of somebody else's; null: constant
};

// `bits` is uniform, and larger bits give larger values. The tail is the distance from the nearer
// end, at least 2^-33; its leading one is the octave, the six bits behind it are the step, and the
// next 32 interpolate.
inline std::int64_t Distribution::interpolate(std::uint64_t bits) const {
  const std::uint64_t upper = bits >> 63;
  const std::uint64_t tail =
      std::max(bits ^ (std::uint64_t{0} - upper), std::uint64_t{1} << (63 - octaves));
  const int octave = std::countl_zero(tail) - 1;
  const std::uint64_t fraction = ~(tail << (octave + 2));  // 0 at the octave's inner end
  const auto rest = static_cast<std::int64_t>((fraction >> 26) & 0xffffffffu);
  const std::size_t line = upper * octaves + static_cast<std::size_t>(octave);
  const std::int64_t* const cell = &cells_[line * row + static_cast<std::size_t>(fraction >> 58)];
  const __int128 rise = static_cast<__int128>(cell[1] - cell[0]) * rest;
  return cell[0] + static_cast<std::int64_t>((rise + (std::int64_t{1} << 31)) >> 32);
}

}  // namespace txlab
