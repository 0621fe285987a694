// Distributions as people see them in a terminal.
#include "reports/distribution_plot.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "reports/terminal/text.hpp"

namespace txlab {
namespace {

using testing::HasSubstr;

constexpr double millisecond = 1e6;
const TerminalStyle ascii{.utf8 = false, .width = 80};
const TerminalStyle wide{.utf8 = true, .width = 80};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// The share at the end of each of the ten rows.
std::vector<double> shares_in(const std::string& plot) {
  std::vector<double> shares;
  for (const std::string& line : lines_of(plot)) {
    if (line.ends_with('%')) shares.push_back(std::stod(line.substr(line.size() - 8)) / 100);
  }
  return shares;
}

const std::vector<Distribution>& laws() {
  static const std::vector<Distribution> all{
      Distribution::lognormal(0.35 * millisecond, 2 * millisecond),
      Distribution::exponential(5 * millisecond),
      Distribution::uniform(1'000'000, 2'000'000),
      Distribution::normal(0, 4 * millisecond, -4'000'000'000'000'000'000),
      Distribution::pareto(1 * millisecond, 1.1),
      Distribution::samples({3, 3, 3, 70'000'000'000}),
      Distribution::percentiles(
          {{0.5, 0.45 * millisecond}, {0.9, 0.9 * millisecond}, {0.999, 45 * millisecond}})};
  return all;
}

TEST(DistributionPlot, has_ten_rows_that_hold_everything) {
  for (const Distribution& law : laws()) {
    const std::vector<double> shares = shares_in(distribution_plot(law, PlottedUnit::time, wide));
    ASSERT_EQ(shares.size(), 10u);
    double sum = 0;
    for (const double share : shares) sum += share;
    EXPECT_NEAR(sum, 1, 0.02) << "two digits each";
  }
}

// Rows from 1.1 ms in steps of 0.1 ms hold a tenth each.
TEST(DistributionPlot, of_a_uniform_law_is_flat) {
  const std::string plot =
      distribution_plot(Distribution::uniform(1'000'000, 2'000'000), PlottedUnit::time, ascii);
  for (const double share : shares_in(plot)) EXPECT_NEAR(share, 0.1, 0.002) << plot;
}

// An exponential law of mean 5 ms: half lies below 5 ln 2 = 3.47 ms, one in a hundred above 23.0.
TEST(DistributionPlot, tells_the_quantiles_and_the_mean) {
  const std::string plot =
      distribution_plot(Distribution::exponential(5 * millisecond), PlottedUnit::time, ascii);
  EXPECT_THAT(plot, HasSubstr("   3.47ms   11.5ms   23.0ms   34.5ms   5.00ms\n"));
}

TEST(DistributionPlot, fits_into_eighty_columns_with_and_without_utf8) {
  for (const Distribution& law : laws()) {
    for (const TerminalStyle& style : {ascii, wide}) {
      for (const PlottedUnit unit : {PlottedUnit::time, PlottedUnit::money}) {
        for (const std::string& line : lines_of(distribution_plot(law, unit, style))) {
          EXPECT_LE(terminal::width_of(line), 80) << line;
          const auto is_ascii = [](char c) { return c > 0; };
          EXPECT_TRUE(style.utf8 || std::ranges::all_of(line, is_ascii)) << line;
        }
      }
    }
  }
}

TEST(DistributionPlot, of_a_constant_is_a_sentence) {
  EXPECT_EQ(distribution_plot(Distribution::constant(3'000'000), PlottedUnit::time, ascii),
            "  always 3.00ms\n");
  EXPECT_EQ(distribution_plot(Distribution::constant(100'000), PlottedUnit::money, ascii),
            "  always 1.00k CNY\n");
  EXPECT_EQ(distribution_plot(Distribution::samples({5, 5}), PlottedUnit::time, ascii),
            "  always 5.00ns\n");
}

// Up to 78 ms lie 2.2 deviations below the mean: 1.39 %, by the tables of the normal law.
TEST(DistributionPlot, looks_like_this) {
  EXPECT_EQ(distribution_plot(Distribution::normal(100 * millisecond, 10 * millisecond),
                              PlottedUnit::time, ascii),
            R"(          up to 78.0ms  ##                                          1.4%
      78.0ms to 84.0ms  #######                                     4.1%
      84.0ms to 90.0ms  ##################                           10%
      90.0ms to 96.0ms  ################################             19%
       96.0ms to 102ms  ########################################     23%
        102ms to 108ms  ####################################         21%
        108ms to 114ms  ######################                       13%
        114ms to 120ms  ##########                                  5.8%
        120ms to 126ms  ###                                         1.8%
           above 126ms  #                                          0.47%

     p0.1       p1      p10      p50      p90      p99    p99.9     mean
   69.1ms   76.7ms   87.2ms    100ms    113ms    123ms    131ms    100ms
)");
}

}  // namespace
}  // namespace txlab
