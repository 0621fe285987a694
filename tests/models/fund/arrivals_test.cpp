// When customers come: each arrival process, and one phase after the other.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/fund/customers.hpp"

namespace txlab {
namespace {

using Process = ArrivalPhase::Process;

std::vector<Duration> arrivals(std::vector<ArrivalPhase> phases, std::uint64_t seed = 5) {
  WorkloadSettings workload;
  workload.arrivals = std::move(phases);
  Arrivals source(workload, seed);
  std::vector<Duration> instants;
  for (auto at = source.next(); at; at = source.next()) instants.push_back(*at - start_of_run);
  EXPECT_TRUE(std::ranges::is_sorted(instants));
  return instants;
}

std::size_t between(const std::vector<Duration>& instants, Duration from, Duration to) {
  return static_cast<std::size_t>(
      std::ranges::count_if(instants, [&](Duration at) { return from <= at && at < to; }));
}

// Within four standard deviations of a Poisson count.
void expect_about(double expected, std::size_t seen) {
  EXPECT_NEAR(static_cast<double>(seen), expected, 4 * std::sqrt(expected));
}

TEST(Arrivals, of_a_poisson_process_have_its_rate_and_its_variance) {
  const auto instants =
      arrivals({{.process = Process::poisson, .rate_per_s = 100, .lasts = 1000s}});
  expect_about(100'000, instants.size());
  double sum = 0;
  double squares = 0;
  for (int second = 0; second < 1000; ++second) {
    const auto count = static_cast<double>(between(instants, second * 1s, (second + 1) * 1s));
    sum += count;
    squares += count * count;
  }
  const double mean = sum / 1000;
  EXPECT_NEAR((squares / 1000 - mean * mean) / mean, 1, 0.2);  // index of dispersion
}

TEST(Arrivals, of_a_constant_process_are_evenly_spaced) {
  const auto instants = arrivals({{.process = Process::constant, .rate_per_s = 8, .lasts = 2s}});
  ASSERT_EQ(instants.size(), 15u);
  for (std::size_t i = 0; i < instants.size(); ++i) {
    EXPECT_EQ(instants[i], (i + 1) * 125ms);
  }
}

TEST(Arrivals, of_a_burst_rise_to_the_peak_and_fall_again_inside_their_phase) {
  const auto instants = arrivals({{.process = Process::burst,
                                   .base_per_s = 100,
                                   .peak_per_s = 1'000,
                                   .ramp = 10s,
                                   .lasts = 60s}});
  expect_about(5'500, between(instants, 0s, 10s));  // the ramp, on average half way up
  expect_about(1'625, between(instants, 0s, 5s));   // from 100 to 550 per second
  expect_about(40'000, between(instants, 10s, 50s));
  expect_about(5'500, between(instants, 50s, 60s));
  EXPECT_EQ(between(instants, 60s, 1h), 0u);
}

TEST(Arrivals, of_a_burst_without_ramp_come_at_the_peak_rate) {
  expect_about(
      10'000,
      arrivals({{.process = Process::burst, .base_per_s = 1, .peak_per_s = 1'000, .lasts = 10s}})
          .size());
}

TEST(Arrivals, of_a_day_are_few_at_night_and_many_at_noon) {
  const auto instants = arrivals({{.process = Process::diurnal,
                                   .base_per_s = 1,
                                   .peak_per_s = 9,
                                   .period = 24h,
                                   .lasts = 48h}});
  expect_about(2 * 86'400 * 5, instants.size());  // the shape is symmetric: its mean is half way
  const auto noon = between(instants, 11h, 13h);
  const auto night = between(instants, 23h, 25h);
  EXPECT_GT(noon, 8.5 * 7'200);
  EXPECT_LT(night, 1.5 * 7'200);
  expect_about(static_cast<double>(noon), between(instants, 35h, 37h));  // the next day the same
}

TEST(Arrivals, of_a_trace_come_when_it_says) {
  const auto instants = arrivals({{.process = Process::constant, .rate_per_s = 1, .lasts = 10s},
                                  {.process = Process::trace, .trace = {1s, 1s, 3s}, .lasts = 5s}});
  ASSERT_EQ(instants.size(), 9u + 3u);
  EXPECT_EQ(instants[9], 11s);
  EXPECT_EQ(instants[10], 11s);
  EXPECT_EQ(instants[11], 13s);
}

TEST(Arrivals, of_one_phase_follow_those_of_the_one_before) {
  const auto instants = arrivals({{.process = Process::poisson, .rate_per_s = 50, .lasts = 100s},
                                  {.process = Process::closed, .lasts = 100s},
                                  {.process = Process::poisson, .rate_per_s = 500, .lasts = 100s}});
  expect_about(5'000, between(instants, 0s, 100s));
  EXPECT_EQ(between(instants, 100s, 200s), 0u);  // closed loops have no arrivals of their own
  expect_about(50'000, between(instants, 200s, 300s));
}

TEST(Arrivals, follow_the_seed) {
  const std::vector<ArrivalPhase> phases{
      {.process = Process::poisson, .rate_per_s = 50, .lasts = 10s}};
  EXPECT_EQ(arrivals(phases, 1), arrivals(phases, 1));
  EXPECT_NE(arrivals(phases, 1), arrivals(phases, 2));
}

// Once in 30,000 years, and less often than 64 bits of nanoseconds can tell.
TEST(Arrivals, hardly_ever_come_at_a_tiny_rate) {
  for (const double rate : {1e-12, 1e-15, 1e-25, 1e-300}) {
    for (const Process process : {Process::poisson, Process::constant}) {
      EXPECT_TRUE(arrivals({{.process = process, .rate_per_s = rate, .lasts = 10s},
                            {.process = process, .rate_per_s = rate, .lasts = 24h * 36'000}})
                      .empty());
    }
    for (const Process process : {Process::burst, Process::diurnal}) {
      EXPECT_TRUE(
          arrivals({{.process = process, .peak_per_s = rate, .period = 1h, .lasts = 10s}}).empty());
    }
  }
}

TEST(Arrivals, never_come_at_a_rate_of_zero) {
  EXPECT_TRUE(arrivals({{.process = Process::poisson, .rate_per_s = 0, .lasts = 10s}}).empty());
}

}  // namespace
}  // namespace txlab
