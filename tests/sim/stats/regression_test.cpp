#include "sim/stats/regression.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace txlab {
namespace {

using Rows = std::vector<std::vector<double>>;

// J. W. Longley's data (JASA 62, 1967), on which programs lose their digits; the certified values
// are those of NIST's Statistical Reference Datasets (linear regression, "Longley").
const Rows longley{
    {83.0, 234289, 2356, 1590, 107608, 1947},  {88.5, 259426, 2325, 1456, 108632, 1948},
    {88.2, 258054, 3682, 1616, 109773, 1949},  {89.5, 284599, 3351, 1650, 110929, 1950},
    {96.2, 328975, 2099, 3099, 112075, 1951},  {98.1, 346999, 1932, 3594, 113270, 1952},
    {99.0, 365385, 1870, 3547, 115094, 1953},  {100.0, 363112, 3578, 3350, 116219, 1954},
    {101.2, 397469, 2904, 3048, 117388, 1955}, {104.6, 419180, 2822, 2857, 118734, 1956},
    {108.4, 442769, 2936, 2798, 120445, 1957}, {110.8, 444546, 4681, 2637, 121950, 1958},
    {112.6, 482704, 3813, 2552, 123366, 1959}, {114.2, 502601, 3931, 2514, 125368, 1960},
    {115.7, 518173, 4806, 2572, 127852, 1961}, {116.9, 554894, 4007, 2827, 130081, 1962}};
const std::vector<double> employed{60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761,
                                   66019, 67857, 68169, 66513, 68655, 69564, 69331, 70551};

TEST(Regression, AgreesWithTheCertifiedValuesOfLongley) {
  const auto regression = least_squares(longley, employed, 0.95);
  ASSERT_TRUE(regression);
  EXPECT_NEAR(regression->intercept.value / -3482258.63459582, 1, 1e-7);
  EXPECT_NEAR(regression->intercept.standard_error / 890420.383607373, 1, 1e-7);
  const double certified[] = {15.0618722713733,  -0.0358191792925910, -2.02022980381683,
                              -1.03322686717359, -0.0511041056535807, 1829.15146461355};
  const double errors[] = {84.9149257747669,  0.0334910077722432, 0.488399681651699,
                           0.214274163161675, 0.226073200069370,  455.478499142212};
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_NEAR(regression->factors[i].value / certified[i], 1, 1e-7) << i;
    EXPECT_NEAR(regression->factors[i].standard_error / errors[i], 1, 1e-7) << i;
  }
}

TEST(Regression, HasIntervalsOfStudentsT) {
  const auto regression = least_squares(longley, employed, 0.95);
  ASSERT_TRUE(regression);
  const Coefficient& year = regression->factors[5];
  // t of nine degrees of freedom at 97.5 %, from any table.
  EXPECT_NEAR(year.high - year.value, 2.262157 * 455.478499142212, 0.01);
  EXPECT_NEAR(year.value - year.low, 2.262157 * 455.478499142212, 0.01);
}

TEST(Regression, FindsWhatValuesWereMadeOf) {
  const Rows rows{{0, 0}, {0, 1}, {1, 0}, {1, 1}, {0.5, 0.5}};
  std::vector<double> values;
  for (const auto& row : rows) values.push_back(3 + 2 * row[0] - 5 * row[1]);
  const auto regression = least_squares(rows, values, 0.95);
  ASSERT_TRUE(regression);
  EXPECT_NEAR(regression->intercept.value, 3, 1e-12);
  EXPECT_NEAR(regression->factors[0].value, 2, 1e-12);
  EXPECT_NEAR(regression->factors[1].value, -5, 1e-12);
  EXPECT_NEAR(regression->factors[1].high, -5, 1e-9);
}

TEST(Regression, KnowsNoIntervalWithoutAValueToSpare) {
  const auto regression = least_squares(Rows{{0}, {1}}, std::vector<double>{1, 4}, 0.95);
  ASSERT_TRUE(regression);
  EXPECT_NEAR(regression->factors[0].value, 3, 1e-12);
  EXPECT_FALSE(regression->factors[0].known);
}

TEST(Regression, IsNoneWhereFactorsCannotBeToldApart) {
  EXPECT_FALSE(least_squares(Rows{{0, 0}, {1, 2}, {2, 4}}, std::vector<double>{1, 2, 3}, 0.95));
  EXPECT_FALSE(least_squares(Rows{{7}, {7}}, std::vector<double>{1, 2}, 0.95));
  EXPECT_FALSE(least_squares(Rows{{1, 2, 3}}, std::vector<double>{1}, 0.95));
  EXPECT_FALSE(least_squares(Rows{}, std::vector<double>{}, 0.95));
}

}  // namespace
}  // namespace txlab
