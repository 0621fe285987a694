// BinnedLevel: how a count that jumps went over time, bin by bin: its least, its mean and its
// greatest value in each. A spike that lasts a microsecond is seen in the greatest value of its
// bin, however wide the bin is.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "sim/stats/time_bins.hpp"

namespace txlab {

class BinnedLevel {
 public:
  // The bins outlive it.
  explicit BinnedLevel(const TimeBins& bins);

  // Changes come in the order of time; several at one instant are fine.
  void set(Instant now, std::int64_t value) {
    if (value != value_) change(now, value);
  }
  void add(Instant now, std::int64_t change_by) { set(now, value_ + change_by); }
  std::int64_t current() const { return value_; }

  struct Bin {
    std::int64_t least = 0;
    std::int64_t greatest = 0;
    double mean = 0;  // over the time of the bin
  };
  // As if it stayed as it is until the last bin ends; nothing may change any more.
  std::vector<Bin> finish();
  // Whether it ever was anything but nothing.
  bool always_zero() const { return !changed_; }

 private:
  struct Sum {
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    std::int64_t greatest = std::numeric_limits<std::int64_t>::min();
    double area = 0;  // value x ns

    void see(std::int64_t value, Duration lasting);
  };
  // The value holds from `since_` until then, through all bins between.
  void stay(Instant until);
  void change(Instant now, std::int64_t value);

  const TimeBins& bins_;
  std::vector<Sum> sums_;
  std::size_t bin_ = 0;  // of the last change
  Instant since_ = start_of_run;
  std::int64_t value_ = 0;
  bool changed_ = false;
};

}  // namespace txlab
