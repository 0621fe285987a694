#include "reports/units.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace txlab {
namespace {

const double infinite = std::numeric_limits<double>::infinity();

TEST(Units, DurationsHaveThreeDigitsAndTheUnitThatSuits) {
  const std::pair<double, const char*> cases[] = {{0, "0"},
                                                  {0.001, "0"},
                                                  {1, "1.00ns"},
                                                  {350e3, "350us"},
                                                  {61.24e6, "61.2ms"},
                                                  {912e6, "912ms"},
                                                  {1.4849e9, "1.48s"},
                                                  {291e9, "4m51s"},
                                                  {86400e9, "24.0h"},
                                                  {108000e9, "30.0h"},
                                                  {3600e9, "1.00h"},
                                                  {1e6 * 3600e9, "41.7kd"},
                                                  {-61.24e6, "-61.2ms"},
                                                  {120 * 3600e9, "5.00d"}};
  for (const auto& [nanoseconds, text] : cases) EXPECT_EQ(format_duration(nanoseconds), text);
}

TEST(Units, RoundingNeverReachesTheNextUnit) {
  EXPECT_EQ(format_duration(999.94e6), "1.00s");
  EXPECT_EQ(format_duration(999.4e6), "999ms");
  EXPECT_EQ(format_duration(59.97e9), "1m00s");
  EXPECT_EQ(format_duration(59.94e9), "59.9s");
  EXPECT_EQ(format_duration(3599.6e9), "1.00h");
  EXPECT_EQ(format_number(999.6), "1.00k");
  EXPECT_EQ(format_number(99.96), "100");
}

TEST(Units, HalfWidthsNeedTwoDigits) {
  EXPECT_EQ(format_duration(41.3e6, 2), "41ms");
  EXPECT_EQ(format_duration(412e6, 2), "410ms");
  EXPECT_EQ(format_duration(4.13e6, 2), "4.1ms");
  EXPECT_EQ(format_duration(2700e9, 2), "45m");
  EXPECT_EQ(format_duration(70e9, 2), "1m10s");
  EXPECT_EQ(format_duration(3599e9, 2), "60m");
}

TEST(Units, NumbersOfEverySize) {
  const std::pair<double, const char*> cases[] = {
      {0, "0"},           {8, "8.00"},        {0.01234, "0.0123"}, {61.24, "61.2"},
      {912, "912"},       {12345, "12.3k"},   {1.234e6, "1.23M"},  {9.9999e8, "1.00G"},
      {1.2e15, "1.2e15"}, {1.2e-5, "1.2e-5"}, {-4.5, "-4.50"},     {infinite, "inf"}};
  for (const auto& [value, text] : cases) EXPECT_EQ(format_number(value), text);
  EXPECT_EQ(format_number(std::nan("")), "");
  EXPECT_EQ(format_duration(std::nan("")), "");
  EXPECT_EQ(format_duration(-infinite), "-inf");
}

TEST(Units, OnlyEverythingIsAHundredPercent) {
  EXPECT_EQ(format_share(1), "100%");
  EXPECT_EQ(format_share(0.99999), ">99.9%");
  EXPECT_EQ(format_share(0.961), "96.1%");
  EXPECT_EQ(format_share(0.0004), "0.0400%");
  EXPECT_EQ(format_share(0), "0%");
  EXPECT_NE(format_share(1e-9), "0%");
}

TEST(Units, YuanAreCounted) {
  EXPECT_EQ(format_yuan(1234567), "1,234,567 yuan");
  EXPECT_EQ(format_yuan(12.5), "12.50 yuan");
  EXPECT_EQ(format_yuan(0), "0 yuan");
  EXPECT_EQ(format_yuan(-1000), "-1,000 yuan");
  EXPECT_EQ(format_count(999), "999");
  EXPECT_EQ(format_count(1000), "1,000");
}

TEST(Units, QuantitiesFollowTheUnitOfTheMetric) {
  EXPECT_EQ(format_quantity(61.24, "ms"), "61.2ms");
  EXPECT_EQ(format_quantity(86400, "s"), "24.0h");
  EXPECT_EQ(format_quantity(1234, "CNY x s"), "1.23k");
  EXPECT_EQ(format_quantity(4, "1"), "4.00");
}

// Whatever the number, the text stays short enough for a column.
TEST(Units, NothingIsLong) {
  for (double value = 1e-300; value < 1e300; value *= 3.7) {
    EXPECT_LE(format_number(value).size(), 8u) << value;
    EXPECT_LE(format_duration(value).size(), 9u) << value;
    EXPECT_LE(format_number(-value, 2).size(), 9u) << value;
  }
}

}  // namespace
}  // namespace txlab
