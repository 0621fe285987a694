#include "models/parts/broker/retry_schedule.hpp"

#include <algorithm>

namespace txlab {

namespace {

constexpr Duration delays[] = {1s,   5s,   10s,  30s,  1min,  2min,  3min,  4min, 5min,
                               6min, 7min, 8min, 9min, 10min, 20min, 30min, 1h,   2h};

}  // namespace

Duration RetrySchedule::delay(std::size_t level) {
  CHECK(level > 0);
  return delays[std::min(level, std::size(delays)) - 1];
}

void RetrySchedule::add(Instant ready, LogPosition position) {
  waiting_.emplace(ready, position);
  set_alarm();
}

void RetrySchedule::set_alarm() {
  host_.kernel().agenda().cancel(alarm_);
  if (waiting_.empty()) return;
  host_.kernel().agenda().add(std::max(waiting_.begin()->first, host_.kernel().now()), alarm_);
}

void RetrySchedule::go_off() {
  while (!waiting_.empty() && waiting_.begin()->first <= host_.kernel().now()) {
    const LogPosition position = waiting_.begin()->second;
    waiting_.erase(waiting_.begin());
    expired_(position);
  }
  set_alarm();
}

}  // namespace txlab
