#include "sim/stats/time_average.hpp"

#include <gtest/gtest.h>

#include "sim/base/random.hpp"

namespace txlab {
namespace {

constexpr Instant at(Duration since_start) { return start_of_run + since_start; }

TEST(TimeAverage, IsTheAreaUnderTheStepsOverTheTime) {
  TimeAverage in_doubt;
  in_doubt.add(at(10s), 2);
  in_doubt.add(at(20s), 1);
  in_doubt.add(at(30s), -3);
  EXPECT_DOUBLE_EQ(in_doubt.area(at(30s)), 2 * 10 + 3 * 10);
  EXPECT_DOUBLE_EQ(in_doubt.average(at(100s)), 0.5);
  EXPECT_EQ(in_doubt.maximum(), 3);
  EXPECT_EQ(in_doubt.current(), 0);
}

TEST(TimeAverage, AskingDoesNotChangeTheAnswer) {
  TimeAverage backlog;
  backlog.set(at(0s), 4);
  EXPECT_DOUBLE_EQ(backlog.average(at(5s)), 4);
  EXPECT_DOUBLE_EQ(backlog.average(at(5s)), 4);
  backlog.set(at(10s), 0);
  EXPECT_DOUBLE_EQ(backlog.average(at(20s)), 2);
}

TEST(TimeAverage, TheWarmUpMovesTheCountOnly) {
  TimeAverage backlog(at(10s));
  backlog.add(at(1s), 100);
  backlog.add(at(2s), -95);
  backlog.add(at(20s), -5);
  EXPECT_DOUBLE_EQ(backlog.average(at(30s)), 2.5);
  EXPECT_EQ(backlog.maximum(), 5) << "what held when the observation began was seen";
  TimeAverage quiet(at(10s));
  quiet.add(at(1s), 3);
  EXPECT_EQ(quiet.maximum(), 3);
  EXPECT_DOUBLE_EQ(quiet.average(at(10s)), 3);
}

TEST(TimeAverage, APeakOfNoDurationIsAPeak) {
  TimeAverage backlog;
  backlog.add(at(1s), 9);
  backlog.add(at(1s), -9);
  EXPECT_EQ(backlog.maximum(), 9);
  EXPECT_DOUBLE_EQ(backlog.area(at(2s)), 0);
}

TEST(TimeAverage, LongRunsAndLargeCountsStayExact) {
  TimeAverage backlog;
  const std::int64_t many = 10'000'000;
  backlog.set(at(0s), many);
  backlog.set(at(1000h), many + 1);
  EXPECT_DOUBLE_EQ(backlog.average(at(2000h)), 10'000'000.5);
}

TEST(TimeAverage, AgreesWithASumOfResidences) {
  const Stream stream(2, "test.residence");
  TimeAverage present;
  Duration total{0};
  for (std::uint64_t i = 0; i < 1000; ++i) {
    const Duration arrival = 1s * i;
    const Duration stay{static_cast<std::int64_t>(stream.below(900'000'000, i))};
    present.add(at(arrival), 1);
    present.add(at(arrival + stay), -1);
    total += stay;
  }
  EXPECT_DOUBLE_EQ(present.area(at(1000s)), static_cast<double>(total.count()) / 1e9);
}

}  // namespace
}  // namespace txlab
