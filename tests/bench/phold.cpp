// PHOLD: every event counts at its place and schedules one event at another (R. Fujimoto,
// "Performance of Time Warp under synthetic workloads", 1990).
#include <deque>

#include "floor.hpp"
#include "side_by_side.hpp"
#include "sim/kernel/kernel.hpp"

namespace txlab::bench {
namespace {

// Exponential with mean 1 s, in ns; every delay is 10 ms longer.
const Distribution& exponential() {
  static const Distribution law = Distribution::exponential(1e9);
  return law;
}
constexpr std::int64_t least = 10'000'000;

struct Place {
  std::uint64_t count = 0;
  std::int64_t last = 0;
};

class FloorPhold {
 public:
  FloorPhold(std::uint32_t places, std::uint32_t events_per_place)
      : queue_(places * events_per_place), places_(places) {
    for (std::uint32_t i = 0; i < places * events_per_place; ++i) {
      queue_.push(least + law_.sample(generator_()), i % places);
    }
  }
  void run(std::uint64_t steps) {
    const auto places = static_cast<std::uint32_t>(places_.size());
    for (std::uint64_t i = 0; i < steps; ++i) {
      const auto key = queue_.pop();
      const std::int64_t now = floor::Queue::time_of(key);
      Place& place = places_[floor::Queue::slot_of(key)];
      ++place.count;
      place.last = now;
      const std::uint32_t to = generator_.below(places);
      queue_.push(now + least + law_.sample(generator_()), to);
    }
  }

 private:
  const Distribution& law_ = exponential();
  floor::Generator generator_{12345};
  floor::Queue queue_;
  std::vector<Place> places_;
};

class OurPhold {
 public:
  OurPhold(std::uint32_t places, std::uint32_t events_per_place) : places_(places) {
    for (std::uint32_t i = 0; i < places * events_per_place; ++i) {
      Job& job = jobs_.emplace_back(*this, places_[i % places]);
      kernel_.agenda().add(start_of_run + Duration{least + law_.sample(generator_())}, job);
    }
  }
  void run(std::uint64_t steps) {
    left_ = steps;
    kernel_.run_until(end_of_time);
  }

 private:
  struct Job : Event {
    Job(OurPhold& its_phold, Place& its_place)
        : Event(&Job::fire), phold(its_phold), place(&its_place) {}
    ~Job() { phold.kernel_.agenda().cancel(*this); }
    static void fire(Event& event) {
      auto& self = static_cast<Job&>(event);
      self.phold.visit(self);
    }
    OurPhold& phold;
    Place* place;
  };

  void visit(Job& job) {
    ++job.place->count;
    job.place->last = kernel_.now().time_since_epoch().count();
    job.place = &places_[generator_.below(static_cast<std::uint32_t>(places_.size()))];
    kernel_.agenda().add(kernel_.now() + Duration{least + law_.sample(generator_())}, job);
    if (--left_ == 0) kernel_.stop();
  }

  const Distribution& law_ = exponential();
  floor::Generator generator_{12345};
  Kernel kernel_;
  std::vector<Place> places_;
  std::deque<Job> jobs_;
  std::uint64_t left_ = 0;
};

void phold(benchmark::State& state) {
  const auto places = static_cast<std::uint32_t>(state.range(0));
  const auto events = static_cast<std::uint32_t>(state.range(1));
  FloorPhold floor(places, events);
  OurPhold ours(places, events);
  side_by_side(state, floor, ours, 400'000);
}
BENCHMARK(phold)
    ->ArgNames({"places", "events"})
    ->Args({1000, 1})
    ->Args({1000, 16})
    ->Args({100'000, 1})
    ->Iterations(rounds)
    ->UseManualTime();

// For instructions.sh, which counts them under callgrind: the slope between two lengths.
template <typename Phold>
void instructions(benchmark::State& state) {
  for (auto _ : state) {
    Phold phold(1000, 1);
    phold.run(static_cast<std::uint64_t>(state.range(0)));
  }
}
BENCHMARK(instructions<FloorPhold>)
    ->Name("instructions/floor")
    ->Arg(100'000)
    ->Arg(300'000)
    ->Iterations(1);
BENCHMARK(instructions<OurPhold>)
    ->Name("instructions/ours")
    ->Arg(100'000)
    ->Arg(300'000)
    ->Iterations(1);

}  // namespace
}  // namespace txlab::bench
