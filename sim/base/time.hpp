// Virtual time: integer nanoseconds since the first phase of the workload.
//
// Durations are `std::chrono::nanoseconds`, so literals such as `30s` or `200ms` and exact integer
// arithmetic come from the standard library. Two clocks exist as *types*, so that a protocol cannot
// mix them up: `Instant` is the simulator's own time, which no protocol may read, and
// `LocalInstant` is what the clock of one host shows (it has an offset and drifts).
#pragma once

#include <chrono>
#include <cstdint>

namespace txlab {

using namespace std::chrono_literals;

using Duration = std::chrono::nanoseconds;

struct VirtualTime {
  using rep = Duration::rep;
  using period = Duration::period;
  using duration = Duration;
  using time_point = std::chrono::time_point<VirtualTime>;
  static constexpr bool is_steady = true;
};
using Instant = std::chrono::time_point<VirtualTime, Duration>;

struct HostTime {
  using rep = Duration::rep;
  using period = Duration::period;
  using duration = Duration;
  using time_point = std::chrono::time_point<HostTime>;
  static constexpr bool is_steady = false;
};
using LocalInstant = std::chrono::time_point<HostTime, Duration>;

inline constexpr Instant start_of_run{};
inline constexpr Instant end_of_time = Instant::max();
inline constexpr Duration forever = Duration::max();

// For statistics and people; the simulator itself counts in whole nanoseconds.
constexpr double in_seconds(Duration duration) {
  return static_cast<double>(duration.count()) / 1e9;
}

// The earlier of `at + delay` and the end of time (a delay of `forever` never overflows).
constexpr Instant saturating_add(Instant at, Duration delay) {
  return delay > end_of_time - at ? end_of_time : at + delay;
}

// How long it takes from `now` to the next whole multiple of `period`; never zero. Clocks that were
// set back may show times before zero.
template <typename Clock>
constexpr Duration next_tick_delay(std::chrono::time_point<Clock, Duration> now, Duration period) {
  const Duration into = now.time_since_epoch() % period;
  return into < Duration{0} ? -into : period - into;
}

}  // namespace txlab
