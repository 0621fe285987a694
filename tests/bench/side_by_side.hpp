// Measures two workloads in turns, so that whatever else the machine does happens to both.
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <vector>

namespace txlab::bench {

inline double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

template <typename Workload>
double seconds(Workload& workload, std::uint64_t steps) {
  const auto begin = std::chrono::steady_clock::now();
  workload.run(steps);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

// A workload has run(steps) and goes on where it stopped. The counters are medians over the
// iterations; `ratio` is our speed over that of the floor.
template <typename Floor, typename Ours>
void side_by_side(benchmark::State& state, Floor& floor, Ours& ours, std::uint64_t steps) {
  floor.run(steps / 4);
  ours.run(steps / 4);
  std::vector<double> floor_seconds;
  std::vector<double> our_seconds;
  std::vector<double> ratios;
  for (auto _ : state) {
    floor_seconds.push_back(seconds(floor, steps));
    our_seconds.push_back(seconds(ours, steps));
    ratios.push_back(floor_seconds.back() / our_seconds.back());
    state.SetIterationTime(our_seconds.back());
  }
  state.counters["floor_per_s"] = static_cast<double>(steps) / median(floor_seconds);
  state.counters["ours_per_s"] = static_cast<double>(steps) / median(our_seconds);
  state.counters["ratio"] = median(ratios);
}

inline constexpr int rounds = 15;

}  // namespace txlab::bench
