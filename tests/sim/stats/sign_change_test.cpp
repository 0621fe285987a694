#include "sim/stats/sign_change.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "sim/base/elementary.hpp"
#include "sim/base/random.hpp"
#include "sim/stats/interval.hpp"

namespace txlab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// From -1, without any spread, by 2 +- 0.16: zero at 1/2. The interval holds zero where
// |2u - 1| <= u t sqrt(0.025 / 5), with t = 2.776445105.
TEST(SignChange, OnALineIsFiellersIntervalForARatio) {
  const std::vector<MeasuredPoint> points{{0, {-1, -1, -1, -1, -1}}, {1, {0.8, 0.9, 1, 1.1, 1.2}}};
  const ChangeInterval found = change_interval(points, 0.5, 0.95);
  const double noise = 2.776445105 * std::sqrt(0.025 / 5);
  EXPECT_TRUE(found.known);
  EXPECT_NEAR(found.low, 1 / (2 + noise), 1e-9);
  EXPECT_NEAR(found.high, 1 / (2 - noise), 1e-9);
}

TEST(SignChange, WithoutSpreadIsAPoint) {
  const std::vector<MeasuredPoint> points{{0, {-1, -1}}, {10, {3, 3}}, {20, {3, 3}}};
  const ChangeInterval found = change_interval(points, 2.5, 0.95);
  EXPECT_NEAR(found.low, 2.5, 1e-9);
  EXPECT_NEAR(found.high, 2.5, 1e-9);
}

// What all replications have in common, up or down alike, does not blur where they differ.
TEST(SignChange, GoesOnIntoTheNextPieces) {
  const std::vector<MeasuredPoint> points{
      {0, {-9, -9, -9}}, {1, {-1.5, -0.5, -0.5}}, {2, {0.5, 1.5, 0.5}}, {3, {9, 9, 9}}};
  const ChangeInterval found = change_interval(points, 1.5, 0.95);
  EXPECT_GT(found.low, 0);
  EXPECT_LT(found.low, 1);
  EXPECT_GT(found.high, 2);
  EXPECT_LT(found.high, 3);
}

TEST(SignChange, ThatIsHardlyKnownHasOpenEnds) {
  const std::vector<MeasuredPoint> points{{0, {-9, 5, 3}}, {1, {7, -6, 0}}};
  const ChangeInterval found = change_interval(points, 0.5, 0.95);
  EXPECT_TRUE(found.known);
  EXPECT_EQ(found.low, -infinity);
  EXPECT_EQ(found.high, infinity);
}

TEST(SignChange, NeedsTwoReplicationsThatTell) {
  EXPECT_FALSE(change_interval(std::vector<MeasuredPoint>{{0, {-1}}, {1, {1}}}, 0.5, 0.95).known);
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  const std::vector<MeasuredPoint> points{{0, {-1, -1}}, {1, {1, nothing}}};
  EXPECT_FALSE(change_interval(points, 0.5, 0.95).known);
}

double mean_of(const MeasuredPoint& point) { return moments_of(point.per_replication).mean; }

// Where the line through the means is zero.
double zero_of(const std::vector<MeasuredPoint>& points) {
  for (std::size_t i = 1; i < points.size(); ++i) {
    const double from = mean_of(points[i - 1]);
    const double to = mean_of(points[i]);
    if (from < 0 && to >= 0) return points[i - 1].at - from / (to - from);
  }
  return points.back().at;
}

// Around -1, 0.2 and 2: zero is at 5/6. 99 % of the time the share of 4000 intervals that cover
// lies within 0.9 % of the confidence.
TEST(SignChange, IsCoveredAsOftenAsItSays) {
  const Stream stream(5, "test.sign-change");
  const double means[] = {-1, 0.2, 2};
  constexpr double truth = 5.0 / 6;
  int covering = 0;
  for (std::uint64_t trial = 0; trial < 4000; ++trial) {
    std::vector<MeasuredPoint> points;
    for (std::uint64_t i = 0; i < 3; ++i) {
      points.push_back({static_cast<double>(i), {}});
      for (std::uint64_t replication = 0; replication < 6; ++replication) {
        const Draw draw = stream.at(trial, 6 * i + replication);
        points.back().per_replication.push_back(
            means[i] + 0.5 * normal_quantile((draw.first + 0.5) / 4294967296.0));
      }
    }
    const ChangeInterval found = change_interval(points, zero_of(points), 0.95);
    covering += found.low <= truth && truth <= found.high;
  }
  EXPECT_NEAR(covering / 4000.0, 0.95, 2.576 * std::sqrt(0.95 * 0.05 / 4000));
}

}  // namespace
}  // namespace txlab
