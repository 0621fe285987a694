// PersistedOffset: how far a consumer of a queue has come: RAM, written down every few seconds.
//
// RocketMQ writes all consumer offsets as one JSON file every flushConsumerOffsetInterval
// (common/.../BrokerConfig.java); a crash falls back to what was written last. Here the file is
// written at whole multiples of the interval, and what changes at that very instant is not in it.
#pragma once

#include <cstdint>

#include "sim/base/time.hpp"

namespace txlab {

class PersistedOffset {
 public:
  explicit PersistedOffset(Duration every) : every_(every) {}

  std::uint64_t value() const { return value_; }
  // What the file on the disk says.
  std::uint64_t written(Instant now) const {
    const Instant last = now - now.time_since_epoch() % every_;
    return changed_ < last ? value_ : written_;
  }
  void set(std::uint64_t value, Instant now) {
    written_ = written(now);
    value_ = value;
    changed_ = now;
  }
  void crashed(Instant now) { value_ = written_ = written(now); }
  void lost() { value_ = written_ = 0; }

 private:
  Duration every_;
  std::uint64_t value_ = 0;
  std::uint64_t written_ = 0;
  Instant changed_ = start_of_run;
};

}  // namespace txlab
