// The exact time average of a count that jumps: purchases in doubt, backlog, rows in a list.
//
// The area under the steps is kept in integers (count x nanoseconds), so neither the order of many
// small changes nor the length of a run costs precision. Changes before the start of observation
// (the warm-up) move the count and nothing else.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

#include "sim/base/check.hpp"
#include "sim/base/time.hpp"

namespace txlab {

class TimeAverage {
 public:
  explicit TimeAverage(Instant observed_from = start_of_run) : from_(observed_from) {}

  // Changes come in the order of time; several at one instant are fine.
  void add(Instant now, std::int64_t change) { set(now, value_ + change); }

  void set(Instant now, std::int64_t value) {
    CHECK(now >= changed_);
    if (now >= from_) {
      // What the count was when the observation began has been seen, too.
      maximum_ = std::max({maximum_, value, now > from_ ? value_ : value});
      area_ += area_until(now);
    }
    changed_ = now;
    value_ = value;
  }

  std::int64_t current() const { return value_; }

  // The largest count that was seen, however short it lasted.
  std::int64_t maximum() const { return maximum_ == unseen ? value_ : maximum_; }

  // Area under the steps from the start of observation to `now`, in seconds times the count.
  double area(Instant now) const {
    CHECK(now >= changed_);
    return static_cast<double>(area_ + area_until(now)) / 1e9;
  }

  // The mean count from the start of observation to `now`; the count itself if no time has passed.
  double average(Instant now) const {
    if (now <= from_) return static_cast<double>(value_);
    return area(now) / (in_seconds(now - from_));
  }

 private:
  static constexpr std::int64_t unseen = std::numeric_limits<std::int64_t>::min();

  // What the present count adds to the area if it lasts until `now`.
  __int128 area_until(Instant now) const {
    const Instant since = std::max(changed_, from_);
    return now <= since ? 0 : static_cast<__int128>((now - since).count()) * value_;
  }

  Instant from_;
  Instant changed_ = Instant::min();
  std::int64_t value_ = 0;
  std::int64_t maximum_ = unseen;
  __int128 area_ = 0;
};

}  // namespace txlab
