#include "sim/base/distribution.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "sim/base/elementary.hpp"
#include "sim/base/random.hpp"

namespace txlab {
namespace {

constexpr double ms = 1e6;

// A law as probability theory knows it: F(x), its inverse, and the moments.
struct Law {
  std::string name;
  Distribution compiled;
  std::function<double(double)> cumulative;
  std::function<double(double)> quantile;
  double mean;
  double deviation;  // infinite: the mean of samples says little
};

double normal_cumulative(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

Law uniform_law() {
  return {"uniform",
          Distribution::uniform(2'000'000, 10'000'000),
          [](double x) { return (x - 2 * ms) / (8 * ms); },
          [](double p) { return 2 * ms + 8 * ms * p; },
          6 * ms,
          8 * ms / std::sqrt(12.0)};
}

Law exponential_law() {
  return {"exponential",
          Distribution::exponential(5 * ms),
          [](double x) { return -std::expm1(-x / (5 * ms)); },
          [](double p) { return -5 * ms * std::log1p(-p); },
          5 * ms,
          5 * ms};
}

Law normal_law() {
  return {"normal",
          Distribution::normal(50 * ms, 3 * ms),
          [](double x) { return normal_cumulative((x - 50 * ms) / (3 * ms)); },
          [](double p) { return 50 * ms + 3 * ms * normal_quantile(p); },
          50 * ms,
          3 * ms};
}

Law lognormal_law() {
  const double sigma = std::log(20.0) / normal_quantile(0.99);
  const double mean = ms * std::exp(sigma * sigma / 2);
  return {"lognormal",
          Distribution::lognormal(ms, 20 * ms),
          [=](double x) { return normal_cumulative(std::log(x / ms) / sigma); },
          [=](double p) { return ms * std::exp(sigma * normal_quantile(p)); },
          mean,
          mean * std::sqrt(std::expm1(sigma * sigma))};
}

Law pareto_law() {
  return {"pareto",
          Distribution::pareto(ms, 3),
          [](double x) { return 1 - std::pow(ms / x, 3); },
          [](double p) { return ms * std::pow(1 - p, -1.0 / 3); },
          1.5 * ms,
          ms * std::sqrt(0.75)};
}

class CompiledLaw : public testing::TestWithParam<Law> {};

TEST_P(CompiledLaw, QuantilesAreWithinTheStatedErrorDownToBothTails) {
  const Law& law = GetParam();
  for (const double p : {1e-9, 1e-6, 1e-4, 0.003, 0.01, 0.1, 0.3, 0.49, 0.5, 0.51, 0.7, 0.9, 0.95,
                         0.99, 0.999, 1 - 1e-5, 1 - 1e-7, 1 - 1e-9}) {
    const double truth = law.quantile(p);
    EXPECT_NEAR(static_cast<double>(law.compiled.quantile(p)), truth, 2e-4 * truth + 1) << p;
  }
}

TEST_P(CompiledLaw, TheMeanIsTheClosedForm) {
  const Law& law = GetParam();
  EXPECT_NEAR(law.compiled.mean(), law.mean, 2e-4 * law.mean);
}

TEST_P(CompiledLaw, SamplesPassKolmogorovAndSmirnov) {
  const Law& law = GetParam();
  const Stream stream(20, "test.samples", hash_of(law.name));
  constexpr std::size_t count = 100'000;
  std::vector<double> drawn;
  double sum = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    drawn.push_back(static_cast<double>(law.compiled.sample(stream.at(i).bits)));
    sum += drawn.back();
  }
  std::sort(drawn.begin(), drawn.end());
  double distance = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double truth = law.cumulative(drawn[i]);
    distance = std::max({distance, std::abs(truth - static_cast<double>(i) / count),
                         std::abs(truth - static_cast<double>(i + 1) / count)});
  }
  EXPECT_LT(distance, 1.63 / std::sqrt(1.0 * count));  // the 0.99 quantile of the statistic
  EXPECT_NEAR(sum / count, law.mean, 4 * law.deviation / std::sqrt(1.0 * count));
}

TEST_P(CompiledLaw, LargerBitsGiveLargerValues) {
  const Law& law = GetParam();
  const Stream stream(21, "test.order");
  std::vector<std::uint64_t> bits = {0,
                                     1,
                                     ~std::uint64_t{0},
                                     ~std::uint64_t{0} - 1,
                                     std::uint64_t{1} << 63,
                                     (std::uint64_t{1} << 63) - 1};
  for (std::uint64_t i = 0; i < 1000; ++i) bits.push_back(stream.at(i).bits >> (i % 60));
  for (std::uint64_t i = 0; i < 1000; ++i) bits.push_back(~(stream.at(i).bits >> (i % 60)));
  std::sort(bits.begin(), bits.end());
  for (std::size_t i = 1; i < bits.size(); ++i) {
    EXPECT_LE(law.compiled.sample(bits[i - 1]), law.compiled.sample(bits[i])) << bits[i];
  }
}

INSTANTIATE_TEST_SUITE_P(Laws, CompiledLaw,
                         testing::Values(uniform_law(), exponential_law(), normal_law(),
                                         lognormal_law(), pareto_law()),
                         [](const auto& law) { return law.param.name; });

TEST(Distribution, AConstantIsAlwaysItself) {
  const auto five = Distribution::constant(5);
  EXPECT_TRUE(five.is_constant());
  EXPECT_EQ(five.sample(0), 5);
  EXPECT_EQ(five.sample(~std::uint64_t{0}), 5);
  EXPECT_EQ(five.mean(), 5);
  EXPECT_EQ(Distribution().sample(123), 0);
}

TEST(Distribution, UniformKeepsToItsBounds) {
  const auto amount = Distribution::uniform(100, 1'000'000);
  EXPECT_FALSE(amount.is_constant());
  EXPECT_EQ(amount.sample(0), 100);
  EXPECT_EQ(amount.sample(~std::uint64_t{0}), 1'000'000);
}

TEST(Distribution, NormalIsCutAtItsFloor) {
  const auto often_negative = Distribution::normal(1000, 1000, 10);
  EXPECT_EQ(often_negative.quantile(0.01), 10);
  EXPECT_EQ(often_negative.sample(0), 10);
  EXPECT_GT(often_negative.quantile(0.5), 990);
}

TEST(Distribution, PercentilesReproduceTheGivenPoints) {
  const std::vector<std::pair<double, double>> measured = {
      {0.5, 450e3}, {0.9, 900e3}, {0.99, 6e6}, {0.999, 45e6}};
  const auto compiled = Distribution::percentiles(measured);
  for (const auto& [p, value] : measured) {
    EXPECT_NEAR(static_cast<double>(compiled.quantile(p)), value, 2e-3 * value) << p;
  }
  EXPECT_LT(compiled.quantile(0.1), 450e3);
  EXPECT_GT(compiled.quantile(0.9999), 45e6);
}

TEST(Distribution, PercentilesOfALognormalAreThatLognormal) {
  const auto law = lognormal_law();
  const auto compiled =
      Distribution::percentiles({{0.5, law.quantile(0.5)}, {0.99, law.quantile(0.99)}});
  for (const double p : {0.001, 0.2, 0.7, 0.9999}) {
    EXPECT_NEAR(static_cast<double>(compiled.quantile(p)), law.quantile(p), 1e-3 * law.quantile(p));
  }
}

TEST(Distribution, SamplesGiveTheEmpiricalDistribution) {
  std::vector<std::int64_t> values;
  for (std::int64_t i = 1000; i >= 0; --i) values.push_back(i * i);
  const auto compiled = Distribution::samples(values);
  for (const std::int64_t i : {1, 10, 100, 500, 900, 999}) {
    const double p = static_cast<double>(i) / 1000;
    EXPECT_NEAR(static_cast<double>(compiled.quantile(p)), static_cast<double>(i * i),
                2e-3 * static_cast<double>(i * i) + 1);
  }
  EXPECT_EQ(compiled.sample(0), 0);
  EXPECT_EQ(compiled.sample(~std::uint64_t{0}), 1'000'000);
  EXPECT_EQ(Distribution::samples({7}).sample(123), 7);
}

TEST(Distribution, HeavyTailsEndBeforeTheIntegersDo) {
  const auto monstrous = Distribution::pareto(1e9, 0.01);
  EXPECT_GT(monstrous.sample(~std::uint64_t{0}), 8'000'000'000'000'000'000);
  EXPECT_GT(Distribution::lognormal(1e9, 1e18).sample(~std::uint64_t{0}), 0);
}

TEST(ABorrowedLaw, IsTheSameLawAndStaysSoWhenTheOthersMove) {
  Distribution owner = Distribution::lognormal(2e6, 9e6);
  const Distribution borrowed = owner.borrowed();
  const Distribution copy_of_borrowed = borrowed;
  const Distribution copy = owner;
  const Distribution moved = std::move(owner);  // takes the table with it
  for (const std::uint64_t bits : {std::uint64_t{0}, std::uint64_t{1} << 63, ~std::uint64_t{0}}) {
    EXPECT_EQ(borrowed.sample(bits), moved.sample(bits));
    EXPECT_EQ(copy_of_borrowed.sample(bits), moved.sample(bits));
    EXPECT_EQ(copy.sample(bits), moved.sample(bits));
  }
  EXPECT_EQ(borrowed.mean(), moved.mean());
  EXPECT_FALSE(borrowed.is_constant());
  EXPECT_EQ(Distribution::constant(7).borrowed().sample(3), 7);
}

TEST(ALaw, ThatWasAssignedKeepsItsOwnTable) {
  Distribution law = Distribution::constant(1);
  {
    const Distribution other = Distribution::exponential(5e6);
    law = other;
  }
  EXPECT_EQ(law.sample(std::uint64_t{1} << 63), Distribution::exponential(5e6).quantile(0.5));
}

}  // namespace
}  // namespace txlab
