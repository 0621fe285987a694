// Stations of which the steady state is known in closed form: L. Kleinrock, "Queueing Systems",
// volume 1 (1975), chapters 3 (M/M/c, M/M/1/K) and 5 (M/G/1); A. K. Erlang, 1917.
#include <fmt/format.h>

#include <cmath>

#include "scenarios/validation/checks.hpp"
#include "scenarios/validation/replications.hpp"
#include "scenarios/validation/server.hpp"
#include "scenarios/validation/station.hpp"

namespace txlab::validation {

namespace {

constexpr std::uint64_t busy_samples = 5'000'000;

// A twenty-fifth of these replications would be too short for their means to be nearly normal.
bool too_long(const Effort& effort, std::uint64_t samples) {
  return effort.form == Effort::Form::brief && samples > 10'000'000;
}

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
      mean_row("M/M/1 P(at least 10 present), host", 0.1073741824,
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
      {32, 28.8, 0.4581966215, 0.1431864442, 0.0925083024, 110'000'000},
  };
  std::vector<Row> rows;
  for (const Case& one : cases) {
    if (too_long(effort, one.samples)) continue;
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
    rows.push_back(
        mean_row(name + " stay", one.wait + 1, each(seen, [](auto& p) { return p.stay(); }), w));
  }
  return rows;
}

// Nobody waits where there is no room: M/M/1/10 at 90 %.
std::vector<Row> bounded_queue(const Effort& effort) {
  const auto seen = passages(effort, {.arrivals_per_s = 0.9, .room = 10}, 2'000'000);
  const double w = effort.width(0.02);
  return {
      mean_row("M/M/1/10 sent away", 0.05081373133,
               each(seen,
                    [](auto& p) {
                      return static_cast<double>(p.sent_away) / static_cast<double>(p.came);
                    }),
               w),
      mean_row("M/M/1/10 present", 3.969440599, each(seen, [](auto& p) { return p.present; }), w),
      mean_row("M/M/1/10 stay", 4.646600672, each(seen, [](auto& p) { return p.stay(); }), w),
  };
}

namespace {

// Mean 1 s and this coefficient of variation.
Distribution lognormal(double variation) {
  const double s = std::sqrt(std::log1p(variation * variation));
  const double median = second * std::exp(-s * s / 2);
  return Distribution::lognormal(median, median * std::exp(2.3263478740408408 * s));
}

}  // namespace

// M/G/1 at 70 % with a mean service of 1: Pollaczek and Khinchine for the mean wait, Takacs for its
// square.
std::vector<Row> any_service(const Effort& effort) {
  struct Case {
    std::string_view name;
    Distribution service;
    std::uint32_t phases;
    double wait, deviation;  // of the wait; 0: not compared
    std::uint64_t samples;
  };
  const Case cases[] = {
      {"M/D/1", Distribution::constant(1'000'000'000), 1, 1.166666667, 1.462494065, 2'000'000},
      {"M/E2/1", Distribution::exponential(0.5 * second), 2, 1.75, 2.322893311, 3'000'000},
      {"M/U(0,2)/1", Distribution::uniform(0, 2'000'000'000), 1, 1.555555556, 1.993817605,
       3'000'000},
      {"M/M/1 at 70 %:", Distribution::exponential(second), 1, 2.333333333, 3.179797338, 4'000'000},
      {"M/LN(0.5)/1", lognormal(0.5), 1, 1.458333333, 1.909406540, 3'000'000},
      {"M/LN(1)/1", lognormal(1), 1, 2.333333333, 3.415650255, 10'000'000},
      {"M/LN(2)/1", lognormal(2), 1, 5.833333333, 0, 40'000'000},
  };
  std::vector<Row> rows;
  for (const Case& one : cases) {
    if (too_long(effort, one.samples)) continue;
    const auto seen = passages(
        effort, {.arrivals_per_s = 0.7, .service = one.service, .phases = one.phases}, one.samples);
    rows.push_back(mean_row(fmt::format("{} wait", one.name), one.wait,
                            each(seen, [](auto& p) { return p.wait(); }), effort.width(0.02)));
    if (one.deviation == 0) continue;
    rows.push_back(mean_row(fmt::format("{} wait squared", one.name),
                            one.deviation * one.deviation + one.wait * one.wait,
                            each(seen, [](auto& p) { return p.waits_squared; }),
                            effort.width(0.06)));
  }
  return rows;
}

}  // namespace txlab::validation
