// LocalClock: what one host believes the time to be. It is off by an offset, drifts, and can step.
#pragma once

#include "sim/base/check.hpp"
#include "sim/base/time.hpp"

namespace txlab {

class LocalClock {
 public:
  LocalInstant read(Instant now) const {
    return LocalInstant{now.time_since_epoch() + offset_ + drifted(now - since_)};
  }
  // How long it really takes until this clock has advanced by `local`, and not a nanosecond less:
  // whoever waits for a tick of this clock and then reads it must see that it has come.
  Duration real(Duration local) const {
    if (drift_ppb_ == 0 || local > max_scaled) return local;
    const std::int64_t rate = billion + drift_ppb_;
    const __int128 scaled = static_cast<__int128>(local.count()) * billion;
    return Duration{static_cast<std::int64_t>((scaled + rate - 1) / rate)};
  }
  void step(Duration by) { offset_ += by; }
  void set_drift(Instant now, std::int64_t parts_per_billion) {
    CHECK(parts_per_billion > -billion);  // or it would stand still
    offset_ += drifted(now - since_);
    since_ = now;
    drift_ppb_ = parts_per_billion;
  }
  // From now on the clock runs faster by so much than it did.
  void drift_by(Instant now, std::int64_t parts_per_billion) {
    set_drift(now, drift_ppb_ + parts_per_billion);
  }
  std::int64_t drift_ppb() const { return drift_ppb_; }

 private:
  static constexpr std::int64_t billion = 1'000'000'000;
  static constexpr Duration max_scaled = std::chrono::hours(24 * 365 * 100);
  // Rounded down, also for a clock that runs slow, so that readings never fall behind `real`.
  Duration drifted(Duration elapsed) const {
    const __int128 product = static_cast<__int128>(elapsed.count()) * drift_ppb_;
    const __int128 whole = product / billion;
    return Duration{static_cast<std::int64_t>(whole * billion > product ? whole - 1 : whole)};
  }

  Duration offset_{0};
  Instant since_ = start_of_run;
  std::int64_t drift_ppb_ = 0;
};

}  // namespace txlab
