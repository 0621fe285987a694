// The planted mistake of simulation: an interval over purchases instead of over replications.
//
// Waits in an M/M/1 queue at 80 % load depend on each other so strongly that the variance of their
// mean is 82.33 times what independent ones would have. The interval that ignores this covers
// P(|Z| < 1.96/sqrt(82.33)) = 17.1 % of the time instead of 95 %; ours must not.

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "sim/base/elementary.hpp"
#include "sim/base/random.hpp"
#include "sim/stats/interval.hpp"

namespace txlab {
namespace {

constexpr double load = 0.8;
constexpr double true_wait = 4;  // load / (1 - load) of the mean service time
constexpr std::size_t customers = 4000;
constexpr std::size_t replications = 10;
constexpr std::size_t experiments = 400;

double exponential(std::uint64_t bits) {
  return -fixed_log((static_cast<double>(bits >> 12) + 0.5) / 4503599627370496.0);
}

// Lindley's recursion, started in steady state.
std::vector<double> waits_of(std::uint64_t run) {
  const Stream stream(5, "test.queue", run);
  const Draw start = stream.at(0, 1);
  const bool busy = Probability(load).happens(start.first);
  double wait = busy ? exponential(start.bits) / (1 - load) : 0;
  std::vector<double> waits;
  for (std::size_t i = 0; i < customers; ++i) {
    waits.push_back(wait);
    const Draw draw = stream.at(i);
    const std::uint64_t other = std::uint64_t{draw.first} << 32 | draw.second;
    wait = std::fmax(0, wait + exponential(draw.bits) - exponential(other) / load);
  }
  return waits;
}

bool covers(const Interval& interval) {
  return interval.low <= true_wait && true_wait <= interval.high;
}

TEST(Autocorrelation, AnIntervalOverPurchasesCoversFarTooLittle) {
  std::size_t naive = 0;
  std::size_t honest = 0;
  for (std::size_t experiment = 0; experiment < experiments; ++experiment) {
    std::vector<double> means;
    for (std::size_t replication = 0; replication < replications; ++replication) {
      const auto waits = waits_of(experiment * replications + replication);
      const Interval over_purchases = mean_interval(waits, 0.95);
      naive += covers(over_purchases);
      means.push_back(over_purchases.value);
    }
    honest += covers(mean_interval(means, 0.95));
  }
  const double naive_share = static_cast<double>(naive) / (experiments * replications);
  const double honest_share = static_cast<double>(honest) / experiments;
  EXPECT_NEAR(naive_share, 0.171, 0.03);
  EXPECT_NEAR(honest_share, 0.95, 0.028);  // 99 % of the time, if it is right
}

}  // namespace
}  // namespace txlab
