// A burst in the fluid picture: 100 customers a second, 300 for five seconds, and a server that
// does 200 a second. The queue grows by 100 a second and shrinks by 100 a second. Chance adds a few
// per cent to the edges, so the rows allow 5 %.
#include <algorithm>

#include "models/fund/customers.hpp"
#include "scenarios/validation/checks.hpp"
#include "scenarios/validation/replications.hpp"
#include "sim/kernel/wait.hpp"
#include "sim/stats/time_average.hpp"

namespace txlab::validation {

namespace {

constexpr Duration calm = 10s;
constexpr Duration burst = 5s;

struct Backlog {
  double peak = 0;
  double drained_s = 0;  // after the burst's end
  double longest_wait_s = 0;
  double area = 0;         // customers x seconds, from the burst's begin to the end of the drain
  double mean_wait_s = 0;  // of those who came meanwhile
};

class Burst {
 public:
  explicit Burst(std::uint64_t seed)
      : arrivals_(workload(), seed),
        server_(kernel_, 1),
        services_(seed, "validation.service"),
        queue_(start_of_run + calm),
        scope_(kernel_) {}

  Backlog run() {
    scope_.spawn(come());
    kernel_.run_until(end_of_time);
    const Duration lasted = empty_ - (start_of_run + calm);
    seen_.drained_s = in_seconds(lasted - burst);
    seen_.mean_wait_s = waited_s_ / static_cast<double>(affected_);
    return seen_;
  }

 private:
  static WorkloadSettings workload() {
    const auto phase = [](double rate, Duration lasts) {
      return ArrivalPhase{.rate_per_s = rate, .lasts = lasts};
    };
    WorkloadSettings settings;
    settings.arrivals = {phase(100, calm), phase(300, burst), phase(100, 30s)};
    return settings;
  }

  Task<> come() {
    for (auto at = arrivals_.next(); at; at = arrivals_.next()) {
      co_await Sleep(kernel_, *at - kernel_.now());
      scope_.spawn(customer(++number_));
    }
  }

  Task<> customer(std::uint64_t number) {
    const Instant came = kernel_.now();
    queue_.add(came, +1);
    seen_.peak = std::max(seen_.peak, static_cast<double>(queue_.current()));
    const auto permit = co_await server_.acquire();
    const double waited = in_seconds(kernel_.now() - came);
    const bool affected = came >= start_of_run + calm && empty_ == end_of_time;
    if (affected) {
      ++affected_;
      waited_s_ += waited;
      seen_.longest_wait_s = std::max(seen_.longest_wait_s, waited);
    }
    co_await Sleep(kernel_, law_.duration(services_.at(number).bits));
    queue_.add(kernel_.now(), -1);
    const bool over = kernel_.now() >= start_of_run + calm + burst && queue_.current() == 0;
    if (!over || empty_ != end_of_time) co_return;
    empty_ = kernel_.now();
    seen_.area = queue_.area(empty_);
  }

  Kernel kernel_;
  Arrivals arrivals_;
  Permits server_;
  Distribution law_ = Distribution::exponential(5e6);
  Stream services_;
  TimeAverage queue_;
  Instant empty_ = end_of_time;
  std::uint64_t number_ = 0;
  std::uint64_t affected_ = 0;
  double waited_s_ = 0;
  Backlog seen_;
  Scope scope_;
};

}  // namespace

std::vector<Row> bursts(const Effort& effort) {
  const std::uint64_t runs = effort.samples(400, 100);
  Backlog mean;
  for (std::uint64_t run = 0; run < runs; ++run) {
    const Backlog one = Burst(effort.seed + run).run();
    mean.peak += one.peak / static_cast<double>(runs);
    mean.drained_s += one.drained_s / static_cast<double>(runs);
    mean.longest_wait_s += one.longest_wait_s / static_cast<double>(runs);
    mean.area += one.area / static_cast<double>(runs);
    mean.mean_wait_s += one.mean_wait_s / static_cast<double>(runs);
  }
  constexpr double tolerance = 0.05;
  return {
      error_row("burst, most present", 500, mean.peak, tolerance),
      error_row("burst, time to drain (s)", 5, mean.drained_s, tolerance),
      error_row("burst, longest wait (s)", 2.5, mean.longest_wait_s, tolerance),
      error_row("burst, customers x seconds", 2500, mean.area, tolerance),
      error_row("burst, mean wait (s)", 1.25, mean.mean_wait_s, tolerance),
  };
}

}  // namespace txlab::validation
