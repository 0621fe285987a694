// A number and how well it is known: the mean over independent replications with its Student-t
// interval.
//
// The only honest unit is the replication. Purchases of one run wait for each other, so an interval
// over purchases is far too narrow (in a queue at 80 % load, "95 %" covers 17 %); one value per
// replication goes in here, never one per purchase. A value that is not finite means that the
// replication had nothing to say (no partition, so no recovery time) and is left out.
#pragma once

#include <cstddef>
#include <span>

namespace txlab {

struct Interval {
  double value = 0;  // NaN if there was nothing to estimate from
  double low = 0;
  double high = 0;
  bool known = false;  // false: fewer than two values, and low and high are the value itself

  double half_width() const { return (high - low) / 2; }
};

// Count, mean and variance of the finite values among some.
struct Moments {
  std::size_t count = 0;
  double mean = 0;
  double variance = 0;  // unbiased; 0 for fewer than two values
};
Moments moments_of(std::span<const double> values);

// 0 < confidence < 1
Interval mean_interval(const Moments& moments, double confidence);
Interval mean_interval(std::span<const double> per_replication, double confidence);

}  // namespace txlab
