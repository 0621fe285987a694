// The distribution of one quantity: count, sum and extremes exactly, quantiles within 1/128.
//
// Values are non-negative integers (nanoseconds, fen, pieces). Two histograms of two halves of the
// data merge into the histogram of the whole, to the last bit. A value that was still growing when
// the run ended is *censored*: all that is known is that it is at least so much. It is counted at
// what it had reached, so quantiles and mean are never better than the truth allows, only lower
// bounds of it, and `quantile_is_censored` says for which quantiles that matters.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/stats/buckets.hpp"

namespace txlab {

class Histogram {
 public:
  // value >= 0
  void record(std::int64_t value, std::uint64_t times = 1) { add(complete_, value, times); }

  // At least `value`, and nobody knows how much more.
  void record_censored(std::int64_t value, std::uint64_t times = 1) {
    add(censored_, value, times);
  }

  void merge(const Histogram& other);

  // Both kinds together.
  std::uint64_t count() const { return complete_.total() + censored_.total(); }
  std::uint64_t censored_count() const { return censored_.total(); }
  // Zero if nothing was recorded.
  std::int64_t minimum() const { return count() == 0 ? 0 : minimum_; }
  std::int64_t maximum() const { return maximum_; }
  double sum() const { return static_cast<double>(sum_); }
  // NaN if nothing was recorded; so is every quantile.
  double mean() const;

  // The value of rank ceil(q * count), 0 <= q <= 1, to within its bucket; the extremes exactly.
  double quantile(double q) const;
  // Whether the quantile would be another one if the censored values had gone on forever: then it
  // is only a lower bound.
  bool quantile_is_censored(double q) const;

  // The buckets in which something was counted, in ascending order.
  std::vector<Bucket> buckets() const;
  // Of one kind only.
  std::vector<Bucket> complete_buckets() const { return complete_.filled(); }
  std::vector<Bucket> censored_buckets() const { return censored_.filled(); }

 private:
  struct Found {
    Bucket bucket;
    std::uint64_t rank_inside = 0;  // 1..bucket.count
  };

  void add(Buckets& buckets, std::int64_t value, std::uint64_t times) {
    CHECK(value >= 0);
    if (times == 0) return;
    buckets.add(value, times);
    sum_ += static_cast<__int128>(value) * static_cast<__int128>(times);
    if (value < minimum_) minimum_ = value;
    if (value > maximum_) maximum_ = value;
  }
  std::uint64_t rank_of(double q) const;
  Found find(std::uint64_t rank, const Buckets* also) const;

  Buckets complete_;
  Buckets censored_;
  __int128 sum_ = 0;  // ten million times thirty hours in nanoseconds does not fit 64 bits
  std::int64_t minimum_ = std::numeric_limits<std::int64_t>::max();
  std::int64_t maximum_ = 0;
};

}  // namespace txlab
