// Stopwatch: sets a flag when a time budget is used up, or when a signal came.
#pragma once

#include <atomic>
#include <chrono>
#include <optional>
#include <thread>

#include "sim/base/time.hpp"

namespace txlab {

class Stopwatch {
 public:
  // Without a budget only signals count.
  Stopwatch(std::optional<Duration> budget, const std::atomic<bool>& interrupted);

  const std::atomic<bool>& stop() const { return stop_; }
  double seconds() const;

 private:
  std::atomic<bool> stop_{false};
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  std::jthread watcher_;  // the last member: it ends before the others do
};

}  // namespace txlab
