#include "cli/stopwatch.hpp"

namespace txlab {

Stopwatch::Stopwatch(std::optional<Duration> budget, const std::atomic<bool>& interrupted)
    : watcher_([this, budget, &interrupted](const std::stop_token& ended) {
        while (!ended.stop_requested() && !stop_.load()) {
          const bool over = budget && std::chrono::steady_clock::now() - started_ >= *budget;
          if (over || interrupted.load()) stop_.store(true);
          std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
      }) {}

double Stopwatch::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
}

}  // namespace txlab
