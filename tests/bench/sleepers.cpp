// Processes that do nothing but sleep, each for an exponential time: the cost of a suspension.
#include <unistd.h>

#include <fstream>

#include "floor.hpp"
#include "side_by_side.hpp"
#include "sim/kernel/wait.hpp"

namespace txlab::bench {
namespace {

const Distribution& exponential() {
  static const Distribution law = Distribution::exponential(1e9);
  return law;
}
constexpr std::int64_t least = 10'000'000;

class FloorSleepers {
 public:
  explicit FloorSleepers(std::uint32_t processes) : queue_(processes) {
    for (std::uint32_t i = 0; i < processes; ++i) frames_.push_back(sleeper(*this, i).frame);
  }
  ~FloorSleepers() {
    for (const auto frame : frames_) frame.destroy();
  }
  void run(std::uint64_t steps) {
    for (std::uint64_t i = 0; i < steps; ++i) {
      const auto key = queue_.pop();
      now_ = floor::Queue::time_of(key);
      frames_[floor::Queue::slot_of(key)].resume();
    }
  }

 private:
  struct Sleep {
    FloorSleepers& world;
    std::uint32_t process;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) const {
      world.queue_.push(world.now_ + least + world.law_.sample(world.generator_()), process);
    }
    void await_resume() const noexcept {}
  };
  static floor::Process sleeper(FloorSleepers& world, std::uint32_t process) {
    for (;;) co_await Sleep{world, process};
  }

  const Distribution& law_ = exponential();
  floor::Generator generator_{7};
  floor::Queue queue_;
  std::vector<std::coroutine_handle<floor::Process::promise_type>> frames_;
  std::int64_t now_ = 0;
};

class OurSleepers {
 public:
  explicit OurSleepers(std::uint32_t processes) { add(processes); }
  void add(std::uint32_t processes) {
    for (std::uint32_t i = 0; i < processes; ++i) scope_.spawn(sleeper(*this));
  }
  void run(std::uint64_t steps) {
    left_ = steps;
    kernel_.run_until(end_of_time);
  }

 private:
  static Task<> sleeper(OurSleepers& world) {
    for (;;) {
      co_await Sleep(world.kernel_, Duration{least + world.law_.sample(world.generator_())});
      if (--world.left_ == 0) world.kernel_.stop();
    }
  }

  const Distribution& law_ = exponential();
  floor::Generator generator_{7};
  std::uint64_t left_ = 0;
  Kernel kernel_;
  Scope scope_{kernel_};
};

// Goal: at least 0.7 of the floor.
void sleepers(benchmark::State& state) {
  const auto processes = static_cast<std::uint32_t>(state.range(0));
  FloorSleepers floor(processes);
  OurSleepers ours(processes);
  side_by_side(state, floor, ours, 400'000);
}
BENCHMARK(sleepers)
    ->ArgName("processes")
    ->Arg(1000)
    ->Arg(100'000)
    ->Iterations(rounds)
    ->UseManualTime();

double resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  double size = 0;
  double resident = 0;
  statm >> size >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

// Goal: at most 300 bytes per process, from the second 100,000 (the first may use what others
// freed).
void memory_per_sleeper(benchmark::State& state) {
  constexpr std::uint32_t processes = 100'000;
  double bytes = 0;
  for (auto _ : state) {
    OurSleepers ours(processes);
    ours.run(processes);
    const double before = resident_bytes();
    ours.add(processes);
    ours.run(2 * processes);
    bytes = (resident_bytes() - before) / processes;
  }
  state.counters["bytes"] = bytes;
}
BENCHMARK(memory_per_sleeper)->Iterations(1);

}  // namespace
}  // namespace txlab::bench
