// A row whose transaction waits for a coordinator that is dead, engine by engine.
#include "scenarios/measured/in_doubt.hpp"

#include <gtest/gtest.h>

#include <string>

#include "models/parts/database/profiles.hpp"

namespace txlab {
namespace {

// One letter for each question: y or n.
std::string answers(std::string_view profile) {
  DatabaseSettings settings;
  for (const DatabaseProfile& known : database_profiles()) {
    if (known.name == profile) known.apply(settings);
  }
  std::string letters;
  for (const InDoubtAnswer& answer : in_doubt_answers(settings)) letters += answer.yes ? 'y' : 'n';
  return letters;
}

TEST(InDoubt, is_what_real_postgres_answers) { EXPECT_EQ(answers("postgres-15"), "yyyyyyyy"); }

TEST(InDoubt, is_the_same_where_the_coordinators_session_is_over) {
  EXPECT_EQ(answers("mysql-5.7"), "yyyyyyyy");
  EXPECT_EQ(answers("mysql-8.0"), "yyyyyyyy");
  EXPECT_EQ(answers("mariadb-10.11"), "yyyyyyyy");
}

// Old, then: the reader sees the old value, and nothing else is as it should be.
TEST(InDoubt, is_no_doubt_at_all_before_mysql_5_7_7) {
  EXPECT_EQ(answers("mysql-5.6"), "ynnnnnyy");
}

}  // namespace
}  // namespace txlab
