// LocalClock: what one host believes the time to be. It is off by an offset, drifts, and can step.
#pragma once

#include "sim/base/time.hpp"

namespace txlab {

class LocalClock {
 public:
  LocalInstant read(Instant now) const {
    return LocalInstant{now.time_since_epoch() + offset_ + drifted(now - since_)};
  }
  // How long it really takes until this clock has advanced by `local`.
  Duration real(Duration local) const {
    if (drift_ppb_ == 0 || local > max_scaled) return local;
    return Duration{static_cast<std::int64_t>(static_cast<__int128>(local.count()) * billion /
                                              (billion + drift_ppb_))};
  }
  void step(Duration by) { offset_ += by; }
  void set_drift(Instant now, std::int64_t parts_per_billion) {
    offset_ += drifted(now - since_);
    since_ = now;
    drift_ppb_ = parts_per_billion;
  }
  std::int64_t drift_ppb() const { return drift_ppb_; }

 private:
  static constexpr std::int64_t billion = 1'000'000'000;
  static constexpr Duration max_scaled = std::chrono::hours(24 * 365 * 100);
  Duration drifted(Duration elapsed) const {
    return Duration{static_cast<std::int64_t>(static_cast<__int128>(elapsed.count()) * drift_ppb_ /
                                              billion)};
  }
  Duration offset_{0};
  Instant since_ = start_of_run;
  std::int64_t drift_ppb_ = 0;
};

}  // namespace txlab
