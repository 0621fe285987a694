// Stations of which the steady state is known in closed form: L. Kleinrock, "Queueing Systems",
// volume 1 (1975), chapters 3 (M/M/c, M/M/1/K) and 5 (M/G/1); A. K. Erlang, 1917.
#include <fmt/format.h>

#include "scenarios/validation/checks.hpp"
#include "scenarios/validation/replications.hpp"
#include "scenarios/validation/server.hpp"
#include "scenarios/validation/station.hpp"

namespace txlab::validation {

namespace {

constexpr std::uint64_t busy_samples = 5'000'000;

std::vector<Passage> passages(const Effort& effort, const Station& station, std::uint64_t samples) {
  const std::uint64_t each_run = effort.samples(samples) / Effort::replications;
  return replicate(effort, [&](std::uint64_t seed) { return visit(station, each_run, seed); });
}

}  // namespace

// M/M/1 at 80 %: the stay is exponential with mean 5, the number present geometric.
std::vector<Row> one_server(const Effort& effort) {
  const std::uint64_t each_run = effort.samples(busy_samples) / Effort::replications;
  const auto calls =
      replicate(effort, [&](std::uint64_t seed) { return serve({.requests = each_run}, seed); });
  const auto queue = passages(effort, {}, busy_samples);
  const double w = effort.width(0.02);
  return {
      mean_row("M/M/1 present, host", 4, each(calls, [](auto& c) { return c.present; }), w),
      mean_row("M/M/1 stay, host", 5, each(calls, [](auto& c) { return c.stay(); }), w),
      mean_row("M/M/1 stay p95, host", 14.97866137,
               each(calls, [](auto& c) { return c.stays.quantile(0.95) / second; }),
               effort.width(0.04)),
      mean_row("M/M/1 stay p99, host", 23.02585093,
               each(calls, [](auto& c) { return c.stays.quantile(0.99) / second; }),
               effort.width(0.04)),
      mean_row("M/M/1 P(10 present), host", 0.1073741824,
               each(calls, [](auto& c) { return c.ten_present; }), effort.width(0.04)),
      mean_row("M/M/1 wait", 4, each(queue, [](auto& p) { return p.wait(); }), w),
      mean_row("M/M/1 waiting", 3.2, each(queue, [](auto& p) { return p.waiting; }), w),
  };
}

std::vector<Row> several_servers(const Effort& effort) {
  struct Case {
    std::uint32_t servers;
    double rate;
    double waits, wait, waits_half;
    std::uint64_t samples;
  };
  constexpr Case cases[] = {
      {2, 1.6, 0.7111111111, 1.777777778, 0.5822085355, 6'000'000},
      {4, 3.2, 0.5964324718, 0.7455405897, 0.3998006419, 4'000'000},
      {16, 14, 0.5084822061, 0.2542411030, 0.1870601498, 18'000'000},
      {32, 28.8, 0.4581966215, 0.1431864442, 0.0925083024, 42'000'000},
  };
  std::vector<Row> rows;
  for (const Case& one : cases) {
    const auto seen =
        passages(effort, {.arrivals_per_s = one.rate, .servers = one.servers, .warm_up_s = 500},
                 one.samples);
    const std::string name = fmt::format("M/M/{}", one.servers);
    const double w = effort.width(0.02);
    rows.push_back(mean_row(name + " P(wait)", one.waits,
                            each(seen, [](auto& p) { return p.share_waiting; }), w));
    rows.push_back(
        mean_row(name + " wait", one.wait, each(seen, [](auto& p) { return p.wait(); }), w));
    rows.push_back(mean_row(name + " P(wait > 0.5)", one.waits_half,
                            each(seen, [](auto& p) { return p.share_waiting_half; }), w));
  }
  return rows;
}

}  // namespace txlab::validation
