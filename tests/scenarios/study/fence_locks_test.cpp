// Seata's fence looks at its row with a lock and then writes it. Where locking reads lock gaps,
// empty Cancels at the same time deadlock (apache/incubator-seata issue 6679).
#include <gtest/gtest.h>

#include "models/parts/database/profiles.hpp"
#include "small_scenario.hpp"

namespace txlab {
namespace {

StrategyEntry seata() { return strategy("tcc", {{"coordinator", "seata"}, {"store", "forced"}}); }

void use_profile(DatabaseSettings& database, std::string_view name) {
  for (const DatabaseProfile& profile : database_profiles()) {
    if (profile.name != name) continue;
    database.profile = name;
    profile.apply(database);
    return;
  }
  FAIL() << "no profile " << name;
}

// Two customers at a time, whose Tries never reach the fund service: both Cancels are empty.
Scenario with_empty_cancels(std::string_view profile) {
  Scenario scenario = small_scenario({1s, 1s, 2s, 2s, 3s, 3s});
  scenario.workload.customers = 100;
  scenario.workload.client.retries = 0;
  scenario.faults = {lost_between("gateway", "fund", 500ms, 20s)};
  use_profile(scenario.databases[1], profile);
  return scenario;
}

std::uint64_t deadlocks(const Scenario& scenario) {
  const RunResult result = run(scenario, seata(), 1);
  EXPECT_EQ(broken(result), Names{}) << "the victim's Cancel comes again";
  EXPECT_EQ(result.metrics.protocol_rows_left, 6 * 2) << "a row per branch of each transaction";
  return result.metrics.deadlocks;
}

TEST(FenceLocks, deadlock_two_empty_cancels_where_locking_reads_lock_gaps) {
  for (const char* profile : {"mysql-5.6", "mysql-5.7", "mysql-8.0", "mariadb-10.11"}) {
    EXPECT_EQ(deadlocks(with_empty_cancels(profile)), 3u) << profile << ": one of each two";
  }
}

TEST(FenceLocks, deadlock_nobody_under_postgres) {
  EXPECT_EQ(deadlocks(with_empty_cancels("postgres-15")), 0u);
}

// READ COMMITTED takes no gap locks.
TEST(FenceLocks, deadlock_nobody_under_read_committed) {
  Scenario scenario = with_empty_cancels("mysql-8.0");
  scenario.databases[1].gap_locks = false;
  EXPECT_EQ(deadlocks(scenario), 0u);
}

// A Cancel that finds its row locks the row and no gap.
TEST(FenceLocks, deadlock_nobody_when_the_tries_were_there) {
  Scenario scenario = with_empty_cancels("mysql-8.0");
  scenario.faults.clear();
  EXPECT_EQ(deadlocks(scenario), 0u);
}

}  // namespace
}  // namespace txlab
