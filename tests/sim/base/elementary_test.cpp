#include "sim/base/elementary.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/base/random.hpp"

namespace txlab {
namespace {

// A number in (0, 1), never either end.
double share(const Stream& stream, std::uint64_t index) {
  return (static_cast<double>(stream.at(index).first) + 0.5) / 4294967296.0;
}

double relative_error(double value, double truth) {
  return truth == 0 ? std::abs(value) : std::abs(value - truth) / std::abs(truth);
}

TEST(Elementary, ExpAgreesWithLibmTo1e15) {
  const Stream stream(1, "test.exp");
  double worst = 0;
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    const double x = 1400 * share(stream, i) - 700;
    worst = std::max(worst, relative_error(fixed_exp(x), std::exp(x)));
  }
  EXPECT_LT(worst, 1e-15);
  EXPECT_EQ(fixed_exp(0), 1);
}

TEST(Elementary, LogAgreesWithLibmTo1e15) {
  const Stream stream(1, "test.log");
  double worst = 0;
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    const double far = std::exp(1400 * share(stream, i) - 700);
    const double near = 0.5 + share(stream, i);  // around 1 the logarithm is small
    worst = std::max({worst, relative_error(fixed_log(far), std::log(far)),
                      relative_error(fixed_log(near), std::log(near))});
  }
  EXPECT_LT(worst, 1e-15);
  EXPECT_EQ(fixed_log(1), 0);
}

TEST(Elementary, PowIsExpOfLog) {
  EXPECT_NEAR(fixed_pow(2, 10), 1024, 1e-11);
  EXPECT_NEAR(fixed_pow(0.5, -0.5), std::sqrt(2.0), 1e-14);
}

TEST(Elementary, NormalQuantileInvertsTheDistributionFunction) {
  const Stream stream(1, "test.normal");
  double worst = 0;
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    const double p = i % 2 == 0 ? share(stream, i) : fixed_exp(-25 * share(stream, i));
    const double z = normal_quantile(p);
    const double density = std::exp(-z * z / 2) / std::sqrt(2 * std::acos(-1.0));
    const double miss = 0.5 * std::erfc(-z / std::sqrt(2.0)) - p;
    worst = std::max(worst, std::abs(miss / (density * z)));
  }
  EXPECT_LT(worst, 1.2e-9);
}

TEST(Elementary, NormalQuantileIsSymmetric) {
  EXPECT_EQ(normal_quantile(0.5), 0);
  for (const double p : {1e-9, 0.001, 0.02425, 0.1, 0.4}) {
    EXPECT_NEAR(normal_quantile(p), -normal_quantile(1 - p), 1e-6);
  }
  EXPECT_NEAR(normal_quantile(0.975), 1.959963985, 1e-8);
}

TEST(ElementaryDeathTest, ArgumentsOutsideOfTheDomainAreInternalErrors) {
  EXPECT_EXIT(fixed_exp(701), testing::ExitedWithCode(70), "internal error");
  EXPECT_EXIT(fixed_log(0), testing::ExitedWithCode(70), "internal error");
  EXPECT_EXIT(normal_quantile(1), testing::ExitedWithCode(70), "internal error");
}

}  // namespace
}  // namespace txlab
