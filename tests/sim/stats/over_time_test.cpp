// How a level goes over time in bins, and how a quantity survives.
#include <gmock/gmock.h>

#include "sim/base/random.hpp"
#include "sim/stats/binned_level.hpp"
#include "sim/stats/survival.hpp"

namespace txlab {
namespace {

constexpr Instant at(Duration since_start) { return start_of_run + since_start; }

TEST(TimeBins, AreOfOneWidthWhereOneLooksAndEverWiderBehind) {
  const TimeBins bins(180s, 30h);
  for (std::size_t i = 0; i < 180; ++i) EXPECT_EQ(bins.end_of(i) - bins.begin_of(i), 1s);
  for (std::size_t i = 180; i + 1 < bins.size(); ++i) {
    EXPECT_LT(bins.end_of(i) - bins.begin_of(i), bins.end_of(i + 1) - bins.begin_of(i + 1));
  }
  EXPECT_GE(bins.edges().back(), at(30h));
  EXPECT_LE(bins.size(), 600u);
  EXPECT_LE(TimeBins(1ms, 3000h).size(), 600u);
  EXPECT_LE(TimeBins(24h, 3000h).size(), 600u);
}

TEST(TimeBins, EveryInstantIsInOne) {
  const TimeBins bins(3s, 1h);
  for (std::size_t i = 0; i < bins.size(); ++i) {
    EXPECT_EQ(bins.bin_of(bins.begin_of(i)), i);
    EXPECT_EQ(bins.bin_of(bins.end_of(i) - 1ns), i);
  }
  EXPECT_EQ(bins.bin_of(end_of_time), bins.size() - 1);
}

TEST(BinnedLevel, NoSpikeIsAveragedAway) {
  const TimeBins bins(180s, 180s);  // of a second
  BinnedLevel level(bins);
  level.set(at(500ms), 4);
  level.set(at(2s + 100ms), 1000);
  level.set(at(2s + 100ms + 1us), 4);
  level.set(at(4s), 0);
  const auto found = level.finish();
  EXPECT_EQ(found[0].least, 0);
  EXPECT_EQ(found[0].greatest, 4);
  EXPECT_DOUBLE_EQ(found[0].mean, 2);
  EXPECT_EQ(found[1].least, 4);
  EXPECT_EQ(found[1].greatest, 4);
  EXPECT_EQ(found[2].greatest, 1000);
  EXPECT_DOUBLE_EQ(found[2].mean, 4 + 996e-6);
  EXPECT_EQ(found[4].greatest, 0) << "what ended when the bin began was not in it";
  EXPECT_EQ(found.back().greatest, 0);
}

TEST(BinnedLevel, HasTheAreaOfTheStepsWhateverTheBins) {
  for (const Duration looked_at : {10s, 1000s}) {
    const TimeBins bins(looked_at, 1h);
    BinnedLevel level(bins);
    const Stream stream(7, "steps");
    double area = 0;
    Duration now{0};
    for (std::uint64_t i = 0; i < 1000; ++i) {
      const Duration lasts{stream.at(i).first % 3'000'000'000u};
      area += static_cast<double>(level.current()) * static_cast<double>(lasts.count());
      now += lasts;
      level.set(at(now), static_cast<std::int64_t>(stream.at(i).second % 50u));
    }
    area += static_cast<double>(level.current()) *
            static_cast<double>((bins.edges().back() - at(now)).count());
    double found = 0;
    const auto levels = level.finish();
    for (std::size_t i = 0; i < levels.size(); ++i) {
      found += levels[i].mean * static_cast<double>((bins.end_of(i) - bins.begin_of(i)).count());
    }
    EXPECT_NEAR(found / area, 1, 1e-12);
  }
}

// Remission of leukaemia under 6-MP in weeks (Freireich et al., Blood 21, 1963), the example of
// every textbook on survival: twelve of 21 patients were still in remission when last seen.
TEST(Survival, IsThatOfTheTextbooksWhereValuesAreCutOff) {
  Histogram weeks;
  for (const int ended : {6, 6, 6, 7, 10, 13, 16, 22, 23}) weeks.record(ended);
  for (const int seen : {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}) weeks.record_censored(seen);
  const std::vector<SurvivalPoint> curve = survival_curve(weeks);
  ASSERT_EQ(curve.size(), 7u);
  const double expected[][2] = {{6, 0.857},  {7, 0.807},  {10, 0.753}, {13, 0.690},
                                {16, 0.627}, {22, 0.538}, {23, 0.448}};
  for (std::size_t i = 0; i < curve.size(); ++i) {
    EXPECT_EQ(curve[i].at, expected[i][0]);
    EXPECT_NEAR(curve[i].above, expected[i][1], 0.0005);
  }
}

TEST(Survival, IsTheShareAboveIfNothingIsCutOff) {
  Histogram pieces;
  for (const int value : {0, 0, 0, 1, 2, 2, 5, 9}) pieces.record(value);
  std::vector<double> above;
  for (const SurvivalPoint& point : survival_curve(pieces)) above.push_back(point.above);
  EXPECT_THAT(above, testing::ElementsAre(testing::DoubleEq(5. / 8), testing::DoubleEq(4. / 8),
                                          testing::DoubleEq(2. / 8), testing::DoubleEq(1. / 8), 0));
}

TEST(Survival, KeepsTheTailWhenItIsThinned) {
  Histogram latency;
  const Stream stream(3, "latency");
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    latency.record(1'000'000'000 / (1 + stream.at(i).first % 100'000u));
  }
  const auto curve = survival_curve(latency);
  const auto few = thinned(curve);
  EXPECT_LT(few.size(), 300u);
  EXPECT_EQ(few.back().at, curve.back().at);
  std::size_t next = 0;
  for (const SurvivalPoint& point : curve) {
    while (next + 1 < few.size() && few[next + 1].at <= point.at) ++next;
    // What a reader of the thin curve takes it for is off by so little.
    EXPECT_LE(few[next].above - point.above, std::max(0.01, few[next].above / 14 + 1e-12));
  }
}

}  // namespace
}  // namespace txlab
