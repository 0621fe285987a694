#include "sim/stats/stopping.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "sim/base/elementary.hpp"
#include "sim/base/random.hpp"

namespace txlab {
namespace {

TEST(Stopping, LooksAreFixedBeforehandAndEndAtTheMaximum) {
  EXPECT_EQ(looks(10, 60), (std::vector<std::uint32_t>{10, 15, 23, 35, 53, 60}));
  EXPECT_EQ(looks(20, 20), (std::vector<std::uint32_t>{20}));
  EXPECT_EQ(looks(1, 3), (std::vector<std::uint32_t>{1, 2, 3}));
}

TEST(Stopping, PrecisionIsRelativeAndMeasuredAgainstTheEstimate) {
  EXPECT_TRUE(precise_enough({100, 96, 104, true}, 0.05));
  EXPECT_FALSE(precise_enough({100, 95.1, 104.9, true}, 0.05)) << "5 % of the estimate is too wide";
  EXPECT_TRUE(precise_enough({-100, -104, -96, true}, 0.05));
  EXPECT_FALSE(precise_enough({100, 100, 100, false}, 0.05)) << "one replication";
  EXPECT_TRUE(precise_enough({0, 0, 0, true}, 0.05));
  EXPECT_FALSE(precise_enough({0, -1, 1, true}, 0.05));
}

// With s = 1 and a bound a tenth away, t(n - 1) / sqrt(n) < 0.1 first at n = 387: t(386) = 1.9661.
TEST(Stopping, SaysHowManyWouldTell) {
  const double half_width = 2.0930 / std::sqrt(20);  // t(19)
  const Interval interval{1, 1 - half_width, 1 + half_width, true};
  EXPECT_NEAR(static_cast<double>(*replications_to_tell(interval, 20, 1.1, 0.95)), 387, 1);
  EXPECT_EQ(replications_to_tell(interval, 20, 5, 0.95), 20u) << "these tell already";
  EXPECT_EQ(replications_to_tell(interval, 20, 1, 0.95), std::nullopt) << "it lies on the bound";
  EXPECT_EQ(replications_to_tell({1, 1, 1, false}, 1, 2, 0.95), std::nullopt);
}

// Stopping at a look must not cost more than a few points of the coverage asked for.
TEST(Stopping, CoverageSurvivesTheLooks) {
  const Stream stream(21, "test.stopping");
  const auto counts = looks(10, 200);
  int covering = 0;
  std::size_t used = 0;
  for (std::uint64_t trial = 0; trial < 1000; ++trial) {
    std::vector<double> values;
    Interval interval;
    for (const auto count : counts) {
      while (values.size() < count) {
        const double uniform = (stream.at(trial, values.size()).first + 0.5) / 4294967296.0;
        values.push_back(-fixed_log(uniform));
      }
      interval = mean_interval(values, 0.90);
      if (precise_enough(interval, 0.15)) break;
    }
    used += values.size();
    covering += interval.low <= 1 && 1 <= interval.high;
  }
  EXPECT_GE(covering, 830);
  EXPECT_LT(used, 200'000u) << "it never stopped early";
}

}  // namespace
}  // namespace txlab
