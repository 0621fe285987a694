#include "scenarios/validation/station.hpp"

#include <algorithm>

#include "sim/base/random.hpp"
#include "sim/kernel/wait.hpp"
#include "sim/stats/time_average.hpp"

namespace txlab::validation {

namespace {

class Visits {
 public:
  Visits(const Station& station, std::uint64_t customers, std::uint64_t seed)
      : station_(station),
        servers_(kernel_, station.servers),
        gap_(Distribution::exponential(second / station.arrivals_per_s)),
        gaps_(seed, "validation.gap"),
        services_(seed, "validation.service"),
        opens_(start_of_run + seconds(station.warm_up_s)),
        closes_(opens_ + seconds(static_cast<double>(customers) / station.arrivals_per_s)),
        waiting_(opens_),
        present_(opens_),
        ten_(opens_),
        scope_(kernel_) {}

  Passage run() {
    scope_.spawn(arrivals());
    kernel_.run_until(end_of_time);
    seen_.waiting = waiting_.average(closes_);
    seen_.present = present_.average(closes_);
    seen_.ten_present = ten_.average(closes_);
    const auto n = static_cast<double>(seen_.waits.count());
    seen_.waits_squared = squares_ / n;
    seen_.share_waiting = static_cast<double>(waited_) / n;
    seen_.share_waiting_half = static_cast<double>(waited_half_) / n;
    return std::move(seen_);
  }

 private:
  static Duration seconds(double s) { return Duration{static_cast<std::int64_t>(s * second)}; }

  Task<> arrivals() {
    for (std::uint64_t number = 1;; ++number) {
      co_await Sleep(kernel_, gap_.duration(gaps_.at(number).bits));
      if (kernel_.now() >= closes_) break;
      scope_.spawn(customer(number));
    }
  }

  Task<> customer(std::uint64_t number) {
    const Instant came = kernel_.now();
    const bool counts = came >= opens_;
    seen_.came += counts;
    if (present_.current() >= station_.room) {
      seen_.sent_away += counts;
      co_return;
    }
    change_present(+1);
    waiting_.add(observed(), +1);
    const auto permit = co_await servers_.acquire();
    waiting_.add(observed(), -1);
    const Duration waited = kernel_.now() - came;
    for (std::uint32_t phase = 0; phase < station_.phases; ++phase) {
      co_await Sleep(kernel_, station_.service.duration(services_.at(number, phase).bits));
    }
    change_present(-1);
    if (counts) record(waited, kernel_.now() - came);
  }

  // Time averages end when the station closes.
  Instant observed() const { return std::min(kernel_.now(), closes_); }

  void change_present(int by) {
    present_.add(observed(), by);
    ten_.set(observed(), present_.current() >= 10 ? 1 : 0);
  }

  void record(Duration waited, Duration stayed) {
    seen_.waits.record(waited.count());
    seen_.stays.record(stayed.count());
    const double s = static_cast<double>(waited.count()) / second;
    squares_ += s * s;
    waited_ += waited > Duration{0};
    waited_half_ += waited > 500ms;
    if (station_.keep_waits) seen_.each_wait.push_back(s);
  }

  const Station& station_;
  Kernel kernel_;
  Permits servers_;
  Distribution gap_;
  Stream gaps_;
  Stream services_;
  Instant opens_;
  Instant closes_;
  TimeAverage waiting_;
  TimeAverage present_;
  TimeAverage ten_;
  Passage seen_;
  double squares_ = 0;
  std::uint64_t waited_ = 0;
  std::uint64_t waited_half_ = 0;
  Scope scope_;  // last: its processes refer to all of the above
};

}  // namespace

Passage visit(const Station& station, std::uint64_t customers, std::uint64_t seed) {
  return Visits(station, customers, seed).run();
}

}  // namespace txlab::validation
