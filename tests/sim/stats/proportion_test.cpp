#include "sim/stats/proportion.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/base/random.hpp"

namespace txlab {
namespace {

TEST(BoundWithoutHits, IsExactAndAtMostThreeOverN) {
  EXPECT_NEAR(bound_without_hits(1000), 0.002991249545, 1e-12);
  EXPECT_EQ(bound_without_hits(0), 1);
  EXPECT_DOUBLE_EQ(bound_without_hits(1), 0.95);
  for (std::uint64_t n = 1; n < 1'000'000'000'000; n = n * 3 + 1) {
    EXPECT_LE(bound_without_hits(n), 3.0 / static_cast<double>(n));
    EXPECT_GT(bound_without_hits(n), 0);
    // If it happened that often, not having seen it would have had a probability of 5 %.
    const auto trials = static_cast<double>(n);
    EXPECT_NEAR(trials * std::log1p(-bound_without_hits(n)), std::log(0.05), 1e-9);
  }
  EXPECT_GT(bound_without_hits(1000, 0.99), bound_without_hits(1000, 0.95));
}

TEST(Wilson, AgreesWithReferenceValues) {
  const auto expect = [](std::uint64_t hits, std::uint64_t trials, double low, double high) {
    const Interval interval = wilson_interval(hits, trials, 0.95);
    EXPECT_TRUE(interval.known);
    EXPECT_NEAR(interval.low, low, 1e-6 * high);
    EXPECT_NEAR(interval.high, high, 1e-6 * high);
  };
  expect(0, 1000, 0, 0.003826759);
  expect(3, 1000, 0.001020784, 0.008783014);
  expect(10, 10000, 0.0005432860, 0.001839944);
  expect(1, 100000, 1.765248e-06, 5.664710e-05);
  EXPECT_EQ(wilson_interval(7, 7, 0.95).high, 1);
  EXPECT_FALSE(wilson_interval(0, 0, 0.95).known);
}

TEST(Wilson, CoversARareEventWhereTheUsualIntervalFails) {
  const double truth = 0.01;
  const Stream stream(9, "test.wilson");
  int wilson = 0;
  int usual = 0;
  for (std::uint64_t trial = 0; trial < 2000; ++trial) {
    std::uint64_t hits = 0;
    for (std::uint64_t i = 0; i < 100; ++i) hits += stream.below(100, trial, i) == 0;
    const Interval interval = wilson_interval(hits, 100, 0.95);
    wilson += interval.low <= truth && truth <= interval.high;
    const double share = static_cast<double>(hits) / 100;
    usual += std::abs(share - truth) <= 1.96 * std::sqrt(share * (1 - share) / 100);
  }
  EXPECT_GT(wilson, 1800);
  EXPECT_LT(usual, 1400);
}

}  // namespace
}  // namespace txlab
