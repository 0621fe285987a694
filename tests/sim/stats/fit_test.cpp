#include "sim/stats/fit.hpp"

#include <gtest/gtest.h>

#include "sim/base/random.hpp"

namespace txlab {
namespace {

// Tables of the chi-square distribution: 3.841 is the 95 % point of one degree of freedom, 11.345
// the 99 % point of three.
TEST(ChiSquare, AgreesWithTheTables) {
  const std::vector<double> halves{0.5, 0.5};
  const std::vector<std::uint64_t> counts{549, 451};  // 2 * 49^2 / 500 = 9.604
  EXPECT_NEAR(chi_square_p(counts, halves), 0.00194, 1e-5);
  const std::vector<std::uint64_t> even{500, 500};
  EXPECT_DOUBLE_EQ(chi_square_p(even, halves), 1);
  const std::vector<double> quarters(4, 0.25);
  const std::vector<std::uint64_t> skewed{120, 100, 100, 80};  // 8.0 with three degrees: 0.04601
  EXPECT_NEAR(chi_square_p(skewed, quarters), 0.04601, 1e-4);
}

// The largest distance of 100 values that has the p-value 5 % is about 0.134 (Kolmogorov's 1.358).
TEST(Uniform, AgreesWithTheTables) {
  std::vector<double> values;
  for (int i = 0; i < 100; ++i) values.push_back((i + 0.5) / 100);
  EXPECT_GT(uniform_p(values), 0.999);
  for (double& value : values) value = 0.129 + value * 0.871;  // a gap of 0.134 at the left end
  EXPECT_NEAR(uniform_p(values), 0.05, 0.005);
}

TEST(Uniform, BelievesUniformNumbersAndNotAConstant) {
  const Stream stream(11, "test.fit");
  std::vector<double> values;
  for (std::uint64_t i = 0; i < 2000; ++i) {
    values.push_back(static_cast<double>(stream.at(i).first) / 4294967296.0);
  }
  EXPECT_GT(uniform_p(values), 0.001);
  EXPECT_LT(uniform_p(std::vector<double>(2000, 0.5)), 1e-12);
}

}  // namespace
}  // namespace txlab
