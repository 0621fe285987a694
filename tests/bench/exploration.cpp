// Exploration of small scenarios: runs per second and core, and what a run consists of. Bar: 8,000
// runs of one purchase per second and core; goal: 20,000.
#include <benchmark/benchmark.h>

#include "scenarios/study/hunt.hpp"
#include "scenarios/study/run_world.hpp"
#include "sim/explore/crash_points.hpp"
#include "sim/explore/placed_faults.hpp"
#include "sim/history/happens_before.hpp"
#include "tests/scenarios/study/small_scenario.hpp"

namespace txlab::bench {
namespace {

constexpr const char* protocols_compared[] = {"none", "local-message-table",
                                              "transactional-message", "tcc", "xa"};

// Latencies that vary, as in scenarios of users: laws are tables, which a set-up must not copy.
ExploredWorld world_of(const char* protocol, std::vector<Duration> arrivals) {
  Scenario scenario = small_scenario(std::move(arrivals));
  const Distribution law = Distribution::lognormal(350e3, 2e6);
  scenario.network.latency = law;
  for (HostSettings& host : scenario.hosts) host.service = law;
  for (DatabaseSettings& database : scenario.databases) database.fsync = database.statement = law;
  scenario.broker.fsync = law;
  scenario.strategies = {strategy(protocol)};
  return ExploredWorld(std::move(scenario), 7, (1u << properties) - 1);
}

// A fault at every place, as the first search of `txlab explore` does.
void explored_runs(benchmark::State& state) {
  const ExploredWorld world = world_of(protocols_compared[state.range(0)], {1s});
  PlaceList list;
  world.run(list);
  const CrashPoints search(list.places());
  std::uint64_t run = 0;
  std::uint64_t events = 0;
  for (auto _ : state) {
    const auto policy = search.policy(run++ % *search.runs());
    events += world.explore(*policy).events;
  }
  state.SetLabel(protocols_compared[state.range(0)]);
  state.counters["runs/s"] =
      benchmark::Counter(static_cast<double>(run), benchmark::Counter::kIsRate);
  state.counters["events/run"] = static_cast<double>(events) / static_cast<double>(run);
  state.counters["us/event"] = benchmark::Counter(
      static_cast<double>(events) / 1e6, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(explored_runs)->DenseRange(0, 4)->Unit(benchmark::kMicrosecond);

// The world of one run, made and taken down again.
void set_up(benchmark::State& state) {
  const ExploredWorld world = world_of(protocols_compared[state.range(0)], {1s});
  const Customers customers(world.scenario().workload, world.seed());
  for (auto _ : state) {
    RunWorld ready(world.scenario(), world.entry(), world.seed(), &customers);
    ready.start();
    benchmark::DoNotOptimize(ready.deadline());
  }
  state.SetLabel(protocols_compared[state.range(0)]);
}
BENCHMARK(set_up)->DenseRange(0, 4)->Unit(benchmark::kMicrosecond);

class Counted final : public Observer {
 public:
  void on(const Happening&, Instant) override { ++happenings; }
  std::uint64_t happenings = 0;
};

// Time per fingerprint of a run of one purchase with tcc.
void fingerprint(benchmark::State& state) {
  const ExploredWorld world = world_of("tcc", {1s});
  Counted counted;
  Observer* const observers[] = {&counted};
  PlacedFaults nothing({});
  world.run(nothing, observers);
  const Happening sent{.kind = Happening::Kind::sent,
                       .host = HostId{1},
                       .peer = HostId{2},
                       .code = 7,
                       .intent = IntentId{1},
                       .message = 1};
  Happening delivered = sent;
  delivered.kind = Happening::Kind::delivered;
  for (auto _ : state) {
    HappensBefore order;
    for (std::uint64_t i = 0; i < counted.happenings; i += 2) {
      order.on(sent, start_of_run);
      order.on(delivered, start_of_run);
    }
    benchmark::DoNotOptimize(order.value());
  }
  state.counters["happenings"] = static_cast<double>(counted.happenings);
}
BENCHMARK(fingerprint)->Unit(benchmark::kMicrosecond);

// All searches in their shares. `repeated` is the share of questions that a run answers only to
// come to where it differs from others.
void portfolio(benchmark::State& state) {
  const ExploredWorld one = world_of("tcc", {1s});
  const ExploredWorld two = world_of("tcc", {1s, 1002ms});
  constexpr std::uint64_t runs = 4000;
  HuntResult result;
  for (auto _ : state) result = hunt({one, two}, {.budget = runs});
  state.counters["runs/s"] =
      benchmark::Counter(static_cast<double>(runs), benchmark::Counter::kIsIterationInvariantRate);
  state.counters["repeated"] = static_cast<double>(result.coverage.repeated) /
                               static_cast<double>(result.coverage.questions);
}
BENCHMARK(portfolio)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace txlab::bench
