#include "sim/stats/histogram.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/base/elementary.hpp"
#include "sim/base/random.hpp"

namespace txlab {
namespace {

// Values of every magnitude: 2^0 .. 2^bits, evenly spread over the logarithm.
std::vector<std::int64_t> values_of_all_sizes(std::size_t count, double bits) {
  const Stream stream(7, "test.histogram");
  std::vector<std::int64_t> values;
  for (std::size_t i = 0; i < count; ++i) {
    const double share = static_cast<double>(stream.at(i).first) / 4294967296.0;
    values.push_back(static_cast<std::int64_t>(fixed_exp(share * bits * 0.6931471805599453)));
  }
  return values;
}

Histogram histogram_of(const std::vector<std::int64_t>& values) {
  Histogram histogram;
  for (const auto value : values) histogram.record(value);
  return histogram;
}

std::int64_t of_rank(const std::vector<std::int64_t>& sorted, double q) {
  const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(sorted.size())));
  return sorted[std::max<std::size_t>(rank, 1) - 1];
}

void expect_equal(const Histogram& a, const Histogram& b) {
  EXPECT_EQ(a.count(), b.count());
  EXPECT_EQ(a.censored_count(), b.censored_count());
  EXPECT_EQ(a.minimum(), b.minimum());
  EXPECT_EQ(a.maximum(), b.maximum());
  EXPECT_EQ(a.sum(), b.sum());
  const auto left = a.buckets();
  const auto right = b.buckets();
  ASSERT_EQ(left.size(), right.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    EXPECT_EQ(left[i].first, right[i].first);
    EXPECT_EQ(left[i].last, right[i].last);
    EXPECT_EQ(left[i].count, right[i].count);
  }
  for (const double q : {0.0, 0.1, 0.5, 0.95, 0.999, 1.0}) {
    EXPECT_EQ(a.quantile(q), b.quantile(q));
    EXPECT_EQ(a.quantile_is_censored(q), b.quantile_is_censored(q));
  }
}

TEST(Histogram, QuantilesAreWithinTheirErrorBoundOfSortedData) {
  for (const double bits : {3.0, 8.0, 20.0, 40.0, 62.0}) {
    auto values = values_of_all_sizes(20'001, bits);
    const Histogram histogram = histogram_of(values);
    std::sort(values.begin(), values.end());
    for (int permille = 0; permille <= 1000; ++permille) {
      const double q = permille / 1000.0;
      const auto truth = static_cast<double>(of_rank(values, q));
      EXPECT_LE(std::abs(histogram.quantile(q) - truth), truth / 128) << "2^" << bits << " q " << q;
    }
  }
}

TEST(Histogram, SmallValuesAndConstantsAreExact) {
  Histogram small;
  for (std::int64_t value = 0; value <= 255; ++value) small.record(value);
  for (std::int64_t value = 0; value <= 255; ++value) {
    EXPECT_EQ(small.quantile(static_cast<double>(value + 1) / 256), static_cast<double>(value));
  }
  Histogram constant;
  constant.record(61'234'567, 1000);
  EXPECT_EQ(constant.quantile(0.5), 61'234'567);
  EXPECT_EQ(constant.quantile(0.99), 61'234'567);
  EXPECT_EQ(constant.mean(), 61'234'567);
}

TEST(Histogram, TheWholeRangeHasBuckets) {
  const std::int64_t largest = std::numeric_limits<std::int64_t>::max();
  Histogram histogram;
  histogram.record(0);
  histogram.record(largest);
  EXPECT_EQ(histogram.quantile(0), 0);
  EXPECT_EQ(histogram.quantile(1), static_cast<double>(largest));
  EXPECT_EQ(histogram.buckets().back().last, largest);
}

TEST(Histogram, BucketsLeaveNoGap) {
  std::int64_t next = 0;
  for (std::size_t octave = 0; octave < Buckets::octaves; ++octave) {
    for (std::size_t step = 0; step < Buckets::per_octave; ++step) {
      const Bucket bucket = Buckets::bounds(octave, step);
      ASSERT_EQ(bucket.first, next);
      ASSERT_LE(bucket.last - bucket.first, bucket.first / 128);
      Buckets buckets;
      buckets.add(bucket.first, 2);
      buckets.add(bucket.last, 3);
      ASSERT_EQ(buckets.count(octave, step), 5u);
      next =
          octave + 1 == Buckets::octaves && step + 1 == Buckets::per_octave ? 0 : bucket.last + 1;
    }
  }
}

TEST(Histogram, MergedHalvesAreTheWhole) {
  const auto values = values_of_all_sizes(10'000, 50);
  Histogram whole;
  Histogram left;
  Histogram right;
  for (std::size_t i = 0; i < values.size(); ++i) {
    Histogram& half = i % 3 == 0 ? left : right;
    if (i % 100 == 0) {
      whole.record_censored(values[i]);
      half.record_censored(values[i]);
    } else {
      whole.record(values[i]);
      half.record(values[i]);
    }
  }
  left.merge(right);
  expect_equal(left, whole);
  left.merge(Histogram{});
  expect_equal(left, whole);
  Histogram empty;
  empty.merge(whole);
  expect_equal(empty, whole);
}

TEST(Histogram, RecordingManyTimesIsRecordingAgainAndAgain) {
  Histogram at_once;
  Histogram one_by_one;
  at_once.record(12345, 100);
  at_once.record(5, 0);
  for (int i = 0; i < 100; ++i) one_by_one.record(12345);
  expect_equal(at_once, one_by_one);
}

TEST(Histogram, SumsDoNotOverflow) {
  Histogram histogram;
  const std::int64_t thirty_hours = 30LL * 3600 * 1'000'000'000;
  histogram.record(thirty_hours, 10'000'000);
  histogram.record(1, 10'000'000);
  EXPECT_DOUBLE_EQ(histogram.sum(), 1.0e7 * (1.08e14 + 1));
  EXPECT_DOUBLE_EQ(histogram.mean(), (1.08e14 + 1) / 2);
}

TEST(Histogram, AnEmptyOneHasNoQuantiles) {
  const Histogram empty;
  EXPECT_EQ(empty.count(), 0u);
  EXPECT_EQ(empty.minimum(), 0);
  EXPECT_EQ(empty.maximum(), 0);
  EXPECT_TRUE(std::isnan(empty.mean()));
  EXPECT_TRUE(std::isnan(empty.quantile(0.5)));
  EXPECT_FALSE(empty.quantile_is_censored(0.5));
}

TEST(Histogram, CensoredValuesCountAsAtLeastWhatTheyReached) {
  Histogram histogram;
  histogram.record(100, 90);
  histogram.record_censored(5000, 10);
  EXPECT_EQ(histogram.count(), 100u);
  EXPECT_EQ(histogram.censored_count(), 10u);
  EXPECT_EQ(histogram.quantile(0.90), 100);
  EXPECT_FALSE(histogram.quantile_is_censored(0.90));
  EXPECT_NEAR(histogram.quantile(0.95), 5000, 5000 / 128.0);
  EXPECT_TRUE(histogram.quantile_is_censored(0.95));
  EXPECT_EQ(histogram.maximum(), 5000);
}

TEST(Histogram, ACensoredValueBelowTheQuantileMattersOnlyIfItMovesIt) {
  Histogram histogram;
  histogram.record(1000, 500);
  histogram.record(2000, 500);
  histogram.record_censored(10);
  // At worst the 501st of 1001 values becomes the 502nd: 2000 instead of 1000.
  EXPECT_TRUE(histogram.quantile_is_censored(0.5));
  EXPECT_FALSE(histogram.quantile_is_censored(0.25));
  EXPECT_FALSE(histogram.quantile_is_censored(0.75));
  EXPECT_TRUE(histogram.quantile_is_censored(1));
}

}  // namespace
}  // namespace txlab
