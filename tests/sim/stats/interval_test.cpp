#include "sim/stats/interval.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "sim/base/elementary.hpp"
#include "sim/base/random.hpp"
#include "sim/stats/student_t.hpp"

namespace txlab {
namespace {

const double nothing = std::numeric_limits<double>::quiet_NaN();

TEST(StudentT, QuantilesAreThoseOfTheTables) {
  EXPECT_NEAR(student_t_quantile(0.975, 4), 2.776445105, 1e-9);
  EXPECT_NEAR(student_t_quantile(0.975, 9), 2.262157163, 1e-9);
  EXPECT_NEAR(student_t_quantile(0.975, 19), 2.093024054, 1e-9);
  EXPECT_NEAR(student_t_quantile(0.975, 29), 2.045229642, 1e-9);
  EXPECT_NEAR(student_t_quantile(0.975, 1e7), 1.959964, 1e-5);
}

TEST(StudentT, TwoSidedInvertsTheQuantile) {
  EXPECT_NEAR(student_t_two_sided(2.093024054, 19), 0.05, 1e-9);
  EXPECT_NEAR(student_t_two_sided(-2.093024054, 19), 0.05, 1e-9);
  EXPECT_EQ(student_t_two_sided(0, 5), 1);
  EXPECT_EQ(student_t_two_sided(std::numeric_limits<double>::infinity(), 5), 0);
}

TEST(Interval, IsTheTextbooks) {
  const std::vector<double> values{1, 2, 3, 4, 5};
  const Interval interval = mean_interval(values, 0.95);
  EXPECT_TRUE(interval.known);
  EXPECT_DOUBLE_EQ(interval.value, 3);
  EXPECT_NEAR(interval.half_width(), 2.776445105 * std::sqrt(2.5 / 5), 1e-9);
  EXPECT_NEAR(interval.low + interval.high, 6, 1e-12);
}

TEST(Interval, OneValueHasNoWidthAndIsNotKnown) {
  const std::vector<double> values{42};
  const Interval interval = mean_interval(values, 0.95);
  EXPECT_FALSE(interval.known);
  EXPECT_EQ(interval.value, 42);
  EXPECT_EQ(interval.low, 42);
  EXPECT_EQ(interval.high, 42);
}

TEST(Interval, WhatIsNotFiniteIsLeftOut) {
  const std::vector<double> with{1, nothing, 2, 3, std::numeric_limits<double>::infinity(), 4, 5};
  const std::vector<double> without{1, 2, 3, 4, 5};
  EXPECT_EQ(mean_interval(with, 0.9).low, mean_interval(without, 0.9).low);
  EXPECT_EQ(mean_interval(with, 0.9).high, mean_interval(without, 0.9).high);
  const std::vector<double> one{nothing, 7};
  EXPECT_EQ(mean_interval(one, 0.9).value, 7);
  EXPECT_FALSE(mean_interval(one, 0.9).known);
  EXPECT_TRUE(std::isnan(mean_interval(std::vector<double>{nothing}, 0.9).value));
  EXPECT_TRUE(std::isnan(mean_interval(std::vector<double>{}, 0.9).value));
}

TEST(Interval, EqualValuesAreKnownExactly) {
  const std::vector<double> values(20, 8.0);
  const Interval interval = mean_interval(values, 0.95);
  EXPECT_TRUE(interval.known);
  EXPECT_EQ(interval.low, 8);
  EXPECT_EQ(interval.high, 8);
  const std::vector<double> tenths(20, 0.1);
  EXPECT_NEAR(mean_interval(tenths, 0.95).half_width(), 0, 1e-16);
}

TEST(Interval, KeepsASmallSpreadAroundALargeMean) {
  const std::vector<double> values{1e12 + 1, 1e12 + 2, 1e12 + 3};
  EXPECT_DOUBLE_EQ(moments_of(values).variance, 1);
}

// 99 % of the time the share of 4000 intervals that cover lies within 0.9 % of the confidence.
TEST(Interval, CoversAsOftenAsItSays) {
  const Stream stream(3, "test.coverage");
  for (const double confidence : {0.80, 0.95}) {
    int covering = 0;
    for (std::uint64_t trial = 0; trial < 4000; ++trial) {
      std::vector<double> values;
      for (std::uint64_t i = 0; i < 6; ++i) {
        const Draw draw = stream.at(trial, i);
        values.push_back(10 + 3 * normal_quantile((draw.first + 0.5) / 4294967296.0));
      }
      const Interval interval = mean_interval(values, confidence);
      covering += interval.low <= 10 && 10 <= interval.high;
    }
    const double band = 2.576 * std::sqrt(confidence * (1 - confidence) / 4000);
    EXPECT_NEAR(covering / 4000.0, confidence, band);
  }
}

}  // namespace
}  // namespace txlab
