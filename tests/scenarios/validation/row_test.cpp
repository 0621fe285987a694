// What passes, what fails, and what says nothing.
#include "scenarios/validation/row.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "scenarios/validation/validate.hpp"

namespace txlab::validation {
namespace {

// Mean 10 and, at 99 % with three degrees of freedom, a half-width of 5.841 * 0.645 = 3.77.
const std::vector<double> values{8.5, 9.5, 10.5, 11.5};

TEST(Row, passes_inside_a_narrow_interval) {
  const Row row = mean_row("row", 11, values, 0.4);
  EXPECT_EQ(row.verdict, Verdict::pass);
  EXPECT_NEAR(row.low, 10 - 3.77, 0.01);
  EXPECT_NEAR(row.half_width_wanted, 4.4, 1e-12);
}

TEST(Row, says_nothing_inside_a_wide_interval) {
  EXPECT_EQ(mean_row("row", 11, values, 0.1).verdict, Verdict::inconclusive);
}

TEST(Row, fails_outside_however_wide_the_interval) {
  EXPECT_EQ(mean_row("row", 14, values, 1).verdict, Verdict::fail);
  EXPECT_EQ(mean_row("row", 14, values, 0.001).verdict, Verdict::fail);
}

TEST(Row, says_nothing_about_one_replication) {
  const std::vector<double> one{11};
  EXPECT_EQ(mean_row("row", 11, one, 1).verdict, Verdict::inconclusive);
}

TEST(Row, counts_shares_with_wilsons_interval) {
  EXPECT_EQ(share_row("row", 0.5, 5010, 10'000, 0.05).verdict, Verdict::pass);
  EXPECT_EQ(share_row("row", 0.5, 51, 100, 0.05).verdict, Verdict::inconclusive);
  EXPECT_EQ(share_row("row", 0.5, 5500, 10'000, 0.05).verdict, Verdict::fail);
}

TEST(Row, allows_an_error_relative_to_what_is_expected) {
  EXPECT_EQ(error_row("row", 200, 209, 0.05).verdict, Verdict::pass);
  EXPECT_EQ(error_row("row", 200, 211, 0.05).verdict, Verdict::fail);
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(error_row("row", 200, nothing, 0.05).verdict, Verdict::inconclusive);
}

TEST(Row, wants_exact_counts_every_time) {
  EXPECT_EQ(exact_row("row", 5, {5, 5}).verdict, Verdict::pass);
  EXPECT_EQ(exact_row("row", 5, {5, 6}).verdict, Verdict::fail);
  EXPECT_EQ(exact_row("row", 5, {4, 5}).verdict, Verdict::fail);
}

TEST(Row, believes_a_law_unless_the_data_are_incredible) {
  EXPECT_EQ(fit_row("row", 0.02).verdict, Verdict::pass);
  EXPECT_EQ(fit_row("row", 0.0005).verdict, Verdict::fail);
}

Row with(Verdict verdict) {
  Row row;
  row.verdict = verdict;
  return row;
}

TEST(Overall, puts_failures_before_what_cannot_be_told) {
  const Row pass = with(Verdict::pass);
  const Row open = with(Verdict::inconclusive);
  const Row fail = with(Verdict::fail);
  EXPECT_EQ(overall(std::vector{pass, pass}), Verdict::pass);
  EXPECT_EQ(overall(std::vector{pass, open}), Verdict::inconclusive);
  EXPECT_EQ(overall(std::vector{open, fail, pass}), Verdict::fail);
}

// One row that fails at the first look only, one that always fails.
std::vector<Row> unlucky(const Effort& effort) {
  const bool first = effort.seed < 1000;
  return {error_row("unlucky", 1, first ? 2 : 1, 0.1), error_row("wrong", 1, 2, 0.1)};
}

TEST(SecondLook, is_taken_at_what_failed) {
  const auto rows = measure({"unlucky", "test", unlucky}, {.seed = 7});
  EXPECT_EQ(rows[0].verdict, Verdict::pass);
  EXPECT_EQ(rows[0].note, "second look");
  EXPECT_EQ(rows[1].verdict, Verdict::fail);
  EXPECT_EQ(rows[1].section, "test");
}

TEST(Checks, are_found_by_name_and_by_section) {
  EXPECT_EQ(checks_named("").size(), checks().size());
  EXPECT_EQ(checks_named("hot-row").size(), 1u);
  EXPECT_GT(checks_named("1.1").size(), 3u);
  EXPECT_TRUE(checks_named("no such check").empty());
}

}  // namespace
}  // namespace txlab::validation
