#include "sim/stats/comparison.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "sim/base/elementary.hpp"
#include "sim/base/random.hpp"

namespace txlab {
namespace {

double normal(const Stream& stream, std::uint64_t trial, std::uint64_t part) {
  return normal_quantile((stream.at(trial, part).first + 0.5) / 4294967296.0);
}

// Two strategies in the same weather: it moves both by much more than what is between them.
struct Pair {
  std::vector<double> a;
  std::vector<double> b;
};
Pair in_the_same_weather(double difference, std::uint64_t trial = 0) {
  const Stream stream(11, "test.pairs");
  Pair pair;
  for (std::uint64_t i = 0; i < 20; ++i) {
    const double weather = 100 + 20 * normal(stream, trial, 3 * i);
    pair.a.push_back(weather + difference + normal(stream, trial, 3 * i + 1));
    pair.b.push_back(weather + normal(stream, trial, 3 * i + 2));
  }
  return pair;
}

TEST(Comparison, PairingSeesWhatTwoSeparateIntervalsCannot) {
  const Pair pair = in_the_same_weather(-3);
  const auto compared = compare_paired(pair.a, pair.b, {.negligible = 0.001});
  EXPECT_EQ(compared.verdict, PairedVerdict::better);
  EXPECT_LT(compared.difference.high, 0);
  EXPECT_LT(compared.p_value, 1e-5);
  const Interval a = mean_interval(pair.a, 0.95);
  const Interval b = mean_interval(pair.b, 0.95);
  EXPECT_GT(a.high, b.low) << "the separate intervals overlap";
}

TEST(Comparison, PreferenceTurnsTheVerdictRound) {
  const Pair pair = in_the_same_weather(-3);
  const auto compared = compare_paired(pair.a, pair.b, {.preferred = Preferred::more});
  EXPECT_EQ(compared.verdict, PairedVerdict::worse);
  EXPECT_EQ(compare_paired(pair.b, pair.a, {}).verdict, PairedVerdict::worse);
}

TEST(Comparison, SameNeedsEvidenceToo) {
  const Pair pair = in_the_same_weather(0);
  EXPECT_EQ(compare_paired(pair.a, pair.b, {.negligible = 0.02}).verdict, PairedVerdict::same);
  EXPECT_EQ(compare_paired(pair.a, pair.b, {.negligible = 1e-6}).verdict, PairedVerdict::unknown);
  // A difference that is certain but too small to care about.
  const Pair close = in_the_same_weather(1);
  EXPECT_EQ(compare_paired(close.a, close.b, {.negligible = 0.05}).verdict, PairedVerdict::same);
}

TEST(Comparison, ExactNumbersNeedNoChance) {
  const std::vector<double> four(20, 4.0);
  const std::vector<double> eight(20, 8.0);
  const auto fewer = compare_paired(four, eight, {});
  EXPECT_EQ(fewer.verdict, PairedVerdict::better);
  EXPECT_EQ(fewer.p_value, 0);
  EXPECT_EQ(fewer.difference.low, -4);
  const auto equal = compare_paired(four, four, {});
  EXPECT_EQ(equal.verdict, PairedVerdict::same);
  EXPECT_EQ(equal.p_value, 1);
  const std::vector<double> zero(20, 0.0);
  EXPECT_EQ(compare_paired(zero, zero, {}).verdict, PairedVerdict::same);
}

TEST(Comparison, OnePairOrNoneTellsNothing) {
  const std::vector<double> one{1};
  const std::vector<double> two{2};
  EXPECT_EQ(compare_paired(one, two, {}).verdict, PairedVerdict::unknown);
  EXPECT_EQ(compare_paired(one, two, {}).difference.value, -1);
  EXPECT_EQ(compare_paired({}, {}, {}).verdict, PairedVerdict::unknown);
}

TEST(Comparison, APairWithoutBothHalvesIsLeftOut) {
  Pair pair = in_the_same_weather(-3);
  const auto whole = compare_paired(pair.a, pair.b, {});
  pair.a.push_back(std::numeric_limits<double>::quiet_NaN());
  pair.b.push_back(1e9);
  const auto ragged = compare_paired(pair.a, pair.b, {});
  EXPECT_EQ(ragged.difference.value, whole.difference.value);
  EXPECT_EQ(ragged.difference.low, whole.difference.low);
}

TEST(Family, HolmStopsAtTheFirstThatChanceCouldExplain) {
  std::vector<PairedComparison> family(4);
  const double p_values[] = {0.03, 0.004, 0.9, 0.015};
  for (std::size_t i = 0; i < family.size(); ++i) {
    family[i].p_value = p_values[i];
    family[i].verdict = p_values[i] < 0.05 ? PairedVerdict::worse : PairedVerdict::unknown;
  }
  judge_family(family, 0.95);
  // 0.004 <= 0.05/4, 0.015 <= 0.05/3, but 0.03 > 0.05/2.
  EXPECT_TRUE(family[1].survives_family);
  EXPECT_TRUE(family[3].survives_family);
  EXPECT_FALSE(family[0].survives_family);
  EXPECT_FALSE(family[2].survives_family);
}

// Thirty questions about nothing, 300 times: without the correction most families contain a
// "finding".
TEST(Family, WithoutTheCorrectionManyQuestionsFindSomething) {
  int naive = 0;
  int corrected = 0;
  for (std::uint64_t trial = 0; trial < 300; ++trial) {
    std::vector<PairedComparison> family;
    for (std::uint64_t question = 0; question < 30; ++question) {
      const Pair pair = in_the_same_weather(0, 1 + trial * 30 + question);
      family.push_back(compare_paired(pair.a, pair.b, {.negligible = 0}));
    }
    judge_family(family, 0.95);
    bool found = false;
    bool survived = false;
    for (const auto& one : family) {
      found = found || one.verdict != PairedVerdict::unknown;
      survived = survived || one.survives_family;
    }
    naive += found;
    corrected += survived;
  }
  EXPECT_GT(naive, 200);     // 1 - 0.95^30 = 79 %
  EXPECT_LT(corrected, 26);  // 5 % and 2.9 standard deviations
}

}  // namespace
}  // namespace txlab
