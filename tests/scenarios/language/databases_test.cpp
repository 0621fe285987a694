// `databases`: what a profile sets, and every key by which a database can differ from it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reading.hpp"

namespace txlab {
namespace {

using testing::HasSubstr;

DatabaseSettings database(const std::string& fields) {
  return scenario_of(minimal("databases: {wallet-db: {" + fields + "}}\n")).databases[0];
}

TEST(Databases, TakeTheMechanismsOfTheirProfile) {
  const DatabaseSettings postgres = database("profile: postgres-15");
  EXPECT_EQ(postgres.lock_wait_timeout, forever);
  EXPECT_EQ(postgres.prepared_on_disconnect, OnDisconnect::kept);
  EXPECT_TRUE(postgres.flush_rollback_prepared);
  const DatabaseSettings mysql = database("profile: mysql-5.6");
  EXPECT_EQ(mysql.lock_wait_timeout, 50s);
  EXPECT_EQ(mysql.lock_timeout_ends, LockTimeoutEnds::statement);
  EXPECT_TRUE(mysql.gap_locks);
  EXPECT_EQ(mysql.prepared_on_disconnect, OnDisconnect::rolled_back);
  EXPECT_EQ(mysql.prepared_finished_by, FinishedBy::owner);
  EXPECT_FALSE(mysql.flush_rollback_prepared);
  EXPECT_EQ(postgres.max_prepared, 200u) << "a setting of PostgreSQL only";
  for (const char* const name : {"mysql-5.6", "mysql-5.7", "mysql-8.0", "mariadb-10.11"}) {
    EXPECT_GE(database(std::string("profile: ") + name).max_prepared, 1'000'000u) << name;
  }
  EXPECT_EQ(database("profile: mysql-5.7").prepared_on_disconnect, OnDisconnect::kept);
  EXPECT_EQ(database("profile: mysql-8.0").prepared_finished_by, FinishedBy::anybody);
  EXPECT_EQ(database("profile: mariadb-10.11").prepared_finished_by, FinishedBy::owner);
}

TEST(Databases, DifferFromTheirProfileByTheirKeys) {
  const DatabaseSettings own = database(
      "profile: postgres-15, lock_wait_timeout: 2s, lock_timeout_ends: statement, gap_locks: on, "
      "connections: 20, max_prepared: 0, prepared_on_disconnect: rolled-back, "
      "prepared_finished_by: owner, flush_finish: off, flush_rollback_prepared: off, "
      "heuristic_recovery: commit");
  EXPECT_EQ(own.lock_wait_timeout, 2s);
  EXPECT_EQ(own.lock_timeout_ends, LockTimeoutEnds::statement);
  EXPECT_TRUE(own.gap_locks);
  EXPECT_EQ(own.connections, 20u);
  EXPECT_EQ(own.max_prepared, 0u);
  EXPECT_EQ(own.prepared_on_disconnect, OnDisconnect::rolled_back);
  EXPECT_EQ(own.prepared_finished_by, FinishedBy::owner);
  EXPECT_FALSE(own.flush_finish);
  EXPECT_FALSE(own.flush_rollback_prepared);
  EXPECT_EQ(own.heuristic_recovery, Heuristic::commit);
  EXPECT_EQ(database("lock_wait_timeout: forever").lock_wait_timeout, forever);
}

TEST(Databases, WaitForALockForSomeTimeOrForEver) {
  EXPECT_THAT(told(minimal("databases: {wallet-db: {lock_wait_timeout: never}}\n")),
              HasSubstr("lock_wait_timeout"));
  EXPECT_THAT(told(minimal("databases: {wallet-db: {heuristic_recovery: perhaps}}\n")),
              HasSubstr("heuristic_recovery"));
}

}  // namespace
}  // namespace txlab
