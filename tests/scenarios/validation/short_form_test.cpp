// The short form of the whole table, and that it does not depend on the number of threads.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "scenarios/validation/validate.hpp"

namespace txlab::validation {
namespace {

constexpr Effort brief{.form = Effort::Form::brief};

TEST(ShortForm, agrees_with_theory) {
  const auto rows = validate(checks(), {.effort = brief, .jobs = 2});
  std::size_t passed = 0;
  std::set<std::string> names;
  for (const Row& row : rows) {
    EXPECT_NE(row.verdict, Verdict::fail)
        << row.section << ", " << row.name << ": " << row.measured << " instead of " << row.expected
        << " [" << row.low << ", " << row.high << "] " << row.note;
    EXPECT_TRUE(names.insert(row.section + ": " + row.name).second) << row.name << " twice";
    passed += row.verdict == Verdict::pass;
  }
  // An interval may be a little too wide by chance.
  EXPECT_GT(static_cast<double>(passed), 0.95 * static_cast<double>(rows.size()));
}

bool same(const Row& a, const Row& b) {
  return a.name == b.name && a.measured == b.measured && a.low == b.low && a.high == b.high;
}

TEST(ShortForm, is_the_same_for_any_number_of_threads) {
  const auto wanted = checks_named("retries");
  const auto one = validate(wanted, {.effort = brief, .jobs = 1});
  const auto three = validate(wanted, {.effort = brief, .jobs = 3});
  EXPECT_TRUE(std::ranges::equal(one, three, same));
  Effort other = brief;
  other.seed = 99;
  EXPECT_FALSE(std::ranges::equal(one, validate(wanted, {.effort = other, .jobs = 1}), same));
}

}  // namespace
}  // namespace txlab::validation
