#include "sim/stats/queueing.hpp"

#include <cmath>
#include <limits>

#include "sim/base/check.hpp"

namespace txlab::queueing {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

// Everything else about a station follows from its mean wait by Little's law.
Station from_wait(double arrival_rate, double service_time, std::uint32_t servers, double wait,
                  double waits) {
  Station station;
  station.utilisation = arrival_rate * service_time / servers;
  station.wait = wait;
  station.stay = wait + service_time;
  station.waiting = arrival_rate == 0 ? 0 : arrival_rate * wait;
  station.present = station.waiting + arrival_rate * service_time;
  station.waits = waits;
  return station;
}

}  // namespace

double erlang_b(double offered, std::uint32_t servers) {
  CHECK(offered >= 0);
  double lost = 1;
  for (std::uint32_t k = 1; k <= servers; ++k) lost = offered * lost / (k + offered * lost);
  return lost;
}

double erlang_c(double offered, std::uint32_t servers) {
  CHECK(servers >= 1);
  if (offered >= servers) return 1;
  const double lost = erlang_b(offered, servers);
  return lost / (1 - offered / servers * (1 - lost));
}

Station mmc(Load load, std::uint32_t servers) {
  CHECK(load.service_rate > 0);
  const double offered = load.arrival_rate / load.service_rate;
  const double waits = erlang_c(offered, servers);
  const double spare = servers * load.service_rate - load.arrival_rate;
  const double wait = spare > 0 ? waits / spare : infinite;
  return from_wait(load.arrival_rate, 1 / load.service_rate, servers, wait, waits);
}

double mmc_waits_longer(Load load, std::uint32_t servers, double t) {
  CHECK(load.service_rate > 0);
  const double spare = servers * load.service_rate - load.arrival_rate;
  if (spare <= 0) return 1;
  return erlang_c(load.arrival_rate / load.service_rate, servers) * std::exp(-spare * t);
}

Station mm1(Load load) { return mmc(load, 1); }

double mm1_stay_quantile(Load load, double p) {
  CHECK(p >= 0 && p < 1);
  const double spare = load.service_rate - load.arrival_rate;
  return spare > 0 ? -std::log1p(-p) / spare : infinite;
}

double mm1_at_least(Load load, std::uint32_t n) {
  CHECK(load.service_rate > 0);
  const double utilisation = load.arrival_rate / load.service_rate;
  return utilisation >= 1 ? 1 : std::pow(utilisation, n);
}

Station mg1(double arrival_rate, Service service) {
  CHECK(service.mean > 0);
  const double utilisation = arrival_rate * service.mean;
  if (utilisation >= 1) return from_wait(arrival_rate, service.mean, 1, infinite, 1);
  const double second_moment =
      service.mean * service.mean * (1 + service.variation * service.variation);
  const double wait = arrival_rate * second_moment / (2 * (1 - utilisation));
  return from_wait(arrival_rate, service.mean, 1, wait, utilisation);
}

}  // namespace txlab::queueing
