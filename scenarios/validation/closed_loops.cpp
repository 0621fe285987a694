// Closed loops: a few clients that wait for each other. Mean value analysis (M. Reiser and S. S.
// Lavenberg, JACM 27, 1980) is exact for exponential stations in order of arrival.
#include <fmt/format.h>

#include <algorithm>

#include "scenarios/validation/checks.hpp"
#include "scenarios/validation/closed_network.hpp"
#include "scenarios/validation/replications.hpp"

namespace txlab::validation {

namespace {

std::vector<Turns> runs(const Effort& effort, ClosedNetwork network, double seconds) {
  network.lasts_s = static_cast<double>(effort.samples(static_cast<std::uint64_t>(seconds))) /
                    Effort::replications;
  return replicate(effort, [&](std::uint64_t seed) { return circulate(network, seed); });
}

}  // namespace

// Three hosts with 4, 2 and 0.8 ms of work, one worker each; 20 ms to think.
std::vector<Row> closed_network(const Effort& effort) {
  struct Case {
    std::uint32_t clients;
    double per_s, at_hot;
  };
  constexpr Case cases[] = {{1, 37.31343284, 0.1492537313},
                            {4, 135.1141988, 0.8439727102},
                            {8, 217.9960017, 2.725895902},
                            {16, 249.6402410, 9.767443214},
                            {64, 250, 0}};  // saturated: 1 / 4 ms
  std::vector<Row> rows;
  for (const Case& one : cases) {
    const auto seen = runs(effort,
                           {.clients = one.clients,
                            .think = Distribution::exponential(20e6),
                            .stops = {{4e-3}, {2e-3}, {0.8e-3}}},
                           4000);
    const std::string name = fmt::format("{} clients, 3 hosts: ", one.clients);
    rows.push_back(mean_row(name + "turns/s", one.per_s,
                            each(seen, [](auto& t) { return t.per_s; }), effort.width(0.02)));
    if (one.at_hot > 0) {
      rows.push_back(mean_row(name + "at the hot one", one.at_hot,
                              each(seen, [](auto& t) { return t.at_first_stop; }),
                              effort.width(0.04)));
    }
    if (one.clients == 16) {
      rows.push_back(mean_row(name + "response (s)", 0.04409223104,
                              each(seen, [](auto& t) { return t.response_s; }),
                              effort.width(0.02)));
      // Little's law for one queue, whatever the laws; only the ends of the run may differ.
      const Turns& turns = seen.front();
      const double lasts_s = static_cast<double>(effort.samples(4000)) / Effort::replications;
      rows.push_back(error_row(name + "at the hot one = turns/s x stay", turns.at_first_stop,
                               turns.per_s * turns.first_stop_s,
                               one.clients / (turns.per_s * lasts_s)));
    }
  }
  return rows;
}

// One host with several workers, 5 ms of work; 20 ms to think.
std::vector<Row> closed_workers(const Effort& effort) {
  struct Case {
    std::uint32_t clients, workers;
    double per_s, response_s;
  };
  constexpr Case cases[] = {{16, 2, 397.2759312, 0.02027427474},
                            {16, 4, 610.7687481, 0.006196494253},
                            {64, 4, 800, 0.060}};
  std::vector<Row> rows;
  for (const Case& one : cases) {
    const auto seen = runs(effort,
                           {.clients = one.clients,
                            .think = Distribution::exponential(20e6),
                            .stops = {{5e-3, one.workers}}},
                           4000);
    const std::string name = fmt::format("{} clients, {} workers: ", one.clients, one.workers);
    rows.push_back(mean_row(name + "turns/s", one.per_s,
                            each(seen, [](auto& t) { return t.per_s; }), effort.width(0.02)));
    rows.push_back(mean_row(name + "response (s)", one.response_s,
                            each(seen, [](auto& t) { return t.response_s; }), effort.width(0.02)));
  }
  // N = X (R + Z) whatever the laws; what differs is in the last, unfinished turns.
  ClosedNetwork network{.clients = 16,
                        .think = Distribution::constant(20'000'000),
                        .stops = {{5e-3, 2}},
                        .lasts_s = 100};
  const Turns turns = circulate(network, effort.seed);
  const double clients = turns.per_s * (turns.response_s + 0.020);
  rows.push_back(error_row("clients = turns/s x (response + think)", 16, clients,
                           16 / (turns.per_s * network.lasts_s)));
  return rows;
}

// The machine repairman with the lock of one row as the repairman: 10 ms of work, 10 ms to think.
std::vector<Row> closed_row(const Effort& effort) {
  struct Case {
    std::uint32_t clients;
    double per_s, stay_ms;
  };
  constexpr Case cases[] = {{1, 50, 10}, {4, 98.46153846, 30.625}, {16, 100, 150}};
  std::vector<Row> rows;
  HotRows hot{.think = Distribution::exponential(10e6), .hold = Distribution::exponential(10e6)};
  hot.lasts_s = static_cast<double>(effort.samples(10'000)) / Effort::replications;
  for (const Case& one : cases) {
    hot.clients = one.clients;
    const auto seen = replicate(effort, [&](std::uint64_t seed) { return contend(hot, seed); });
    const std::string name = fmt::format("{} clients, 1 row: ", one.clients);
    rows.push_back(mean_row(name + "turns/s", one.per_s,
                            each(seen, [](auto& r) { return r.per_s(); }), effort.width(0.02)));
    rows.push_back(
        mean_row(name + "wait and hold (ms)", one.stay_ms,
                 each(seen, [](auto& r) { return (r.waits.mean() + r.holds.mean()) / 1e6; }),
                 effort.width(0.02)));
  }
  // Constant times, in order: max(0, N hold - hold - think) exactly, once everybody is in step.
  for (const std::uint32_t clients : {1u, 2u, 3u, 16u}) {
    const RowWaits seen = contend({.clients = clients,
                                   .think = Distribution::constant(10'000'000),
                                   .hold = Distribution::constant(10'000'000),
                                   .hand_over = HandOver::fifo,
                                   .lasts_s = 10},
                                  effort.seed);
    const std::string name = fmt::format("{} clients, constant times: ", clients);
    rows.push_back(exact_row(name + "wait (ms)", std::max(0.0, 10.0 * clients - 20),
                             {static_cast<double>(seen.waits.minimum()) / 1e6,
                              static_cast<double>(seen.waits.maximum()) / 1e6}));
    // min(N / (hold + think), 1 / hold); one turn may be cut off at either end.
    const double per_s = std::min(clients * 50.0, 100.0);
    rows.push_back(error_row(name + "turns/s", per_s, seen.per_s(), 1 / (per_s * seen.lasts_s)));
  }
  return rows;
}

}  // namespace txlab::validation
