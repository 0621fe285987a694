// Prepared transactions where engines differ: slots, disconnects, who may finish them, what is
// flushed, and what a restart does.
#include "database_lab.hpp"
#include "models/parts/database/profiles.hpp"

namespace txlab {
namespace {

using Kind = Happening::Kind;

constexpr GlobalId gid = 7;

// The engine's own mechanisms on the quick machine.
DatabaseSettings like(std::string_view profile) {
  DatabaseSettings settings = quick_database();
  for (const DatabaseProfile& known : database_profiles()) {
    if (known.name == profile) {
      known.apply(settings);
      return settings;
    }
  }
  ADD_FAILURE() << profile;
  return settings;
}

void prepare(DatabaseLab& lab, Duration when = 0ms) {
  lab.hold_at(when, DatabaseLab::add("prepared", {1}, 50), 5ms, How::prepare, gid);
}

TEST(PreparedSlots, that_are_all_taken_refuse_a_prepare_which_rolls_back) {
  DatabaseSettings settings = quick_database();
  settings.max_prepared = 1;
  DatabaseLab lab(settings);
  prepare(lab);
  lab.hold_at(50ms, DatabaseLab::add("second", {2}), 5ms, How::prepare, 8);
  lab.run_at(100ms, DatabaseLab::add("writer", {2}));
  lab.finish_at(200ms, gid, true, "finish");
  lab.hold_at(300ms, DatabaseLab::add("third", {3}), 5ms, How::prepare, 9);
  lab.run();
  EXPECT_EQ(lab.of("prepared").done, true);
  EXPECT_EQ(lab.of("second").done, false);
  EXPECT_EQ(lab.refused("no-prepared-slot"), 1u);
  EXPECT_LT(lab.ended("writer"), 110ms);  // its lock is free
  EXPECT_EQ(lab.balance(2), 101);
  EXPECT_EQ(lab.of("third").done, true);
}

// max_prepared_transactions = 0 is PostgreSQL's own default.
TEST(PreparedSlots, of_which_there_are_none_refuse_every_prepare) {
  DatabaseSettings settings = quick_database();
  settings.max_prepared = 0;
  DatabaseLab lab(settings);
  prepare(lab);
  lab.run();
  EXPECT_EQ(lab.of("prepared").done, false);
  EXPECT_EQ(lab.balance(1), 100);
}

TEST(PreparedSlots, are_counted_after_a_restart_too) {
  DatabaseSettings settings = quick_database();
  settings.max_prepared = 1;
  DatabaseLab lab(settings);
  prepare(lab);
  lab.crash_at(50ms, CrashKind::power);
  lab.hold_at(100ms, DatabaseLab::add("second", {2}), 5ms, How::prepare, 8);
  lab.run();
  EXPECT_EQ(lab.of("second").done, false);
}

TEST(Disconnect, rolls_back_what_was_prepared_before_mysql_5_7_7) {
  DatabaseLab lab(like("mysql-5.6"));
  prepare(lab);
  lab.crash_application_at(50ms);
  lab.run_at(100ms, DatabaseLab::add("writer", {1}));
  lab.finish_at(200ms, gid, true, "finish");
  lab.run();
  EXPECT_LT(lab.ended("writer"), 110ms);
  EXPECT_EQ(lab.of("finish").done, false);  // the decision was to commit
  EXPECT_EQ(lab.balance(1), 101);
  EXPECT_TRUE(lab.state().prepared().empty());
}

class KeepsPrepared : public testing::TestWithParam<std::string_view> {};

TEST_P(KeepsPrepared, when_its_session_ends) {
  DatabaseLab lab(like(GetParam()));
  prepare(lab);
  lab.crash_application_at(50ms);
  lab.finish_at(200ms, gid, true, "finish");
  lab.run();
  EXPECT_EQ(lab.of("finish").done, true);
  EXPECT_EQ(lab.balance(1), 150);
}

TEST_P(KeepsPrepared, when_the_server_restarts) {
  DatabaseLab lab(like(GetParam()));
  prepare(lab);
  lab.crash_at(50ms, CrashKind::power);
  lab.finish_from_elsewhere_at(200ms, gid, true, "finish");
  lab.run();
  EXPECT_EQ(lab.of("finish").done, true);
  EXPECT_EQ(lab.balance(1), 150);
}

INSTANTIATE_TEST_SUITE_P(Profiles, KeepsPrepared,
                         testing::Values("postgres-15", "mysql-5.7", "mysql-8.0", "mariadb-10.11"));

TEST(Disconnect, of_a_machine_without_power_is_noticed_when_it_is_back) {
  DatabaseLab lab(like("mysql-5.6"));
  prepare(lab);
  lab.crash_application_at(50ms, CrashKind::power, 2s);
  lab.finish_from_elsewhere_at(1s, gid, true, "while it is away");
  lab.finish_from_elsewhere_at(3s, gid, true, "afterwards");
  lab.run();
  EXPECT_EQ(lab.of("while it is away").done, false);  // it belongs to a session that seems to live
  EXPECT_EQ(lab.of("afterwards").done, false);        // now it is gone
  EXPECT_EQ(lab.balance(1), 100);
}

TEST(Disconnect, rolls_back_an_open_transaction_at_once) {
  DatabaseLab lab;
  lab.hold_at(0ms, DatabaseLab::add("open", {1}, 50), 60s);
  lab.crash_application_at(50ms, CrashKind::process, 30s);
  lab.finish_from_elsewhere_at(100ms, gid, true, "elsewhere");
  lab.run();
  EXPECT_EQ(lab.balance(1), 100);
  DatabaseLab other;
  other.hold_at(0ms, DatabaseLab::add("open", {1}, 50), 60s);
  other.crash_application_at(50ms, CrashKind::process, 20ms);
  other.run_at(80ms, DatabaseLab::add("writer", {1}));
  other.run();
  EXPECT_LT(other.ended("writer"), 90ms);
}

TEST(Finishing, is_refused_to_others_while_the_owner_is_connected) {
  DatabaseLab lab(like("mysql-5.7"));
  prepare(lab);
  lab.finish_from_elsewhere_at(50ms, gid, true, "other");
  lab.finish_at(100ms, gid, true, "owner");
  lab.run();
  EXPECT_EQ(lab.of("other").done, false);
  EXPECT_EQ(lab.of("owner").done, true);
  DatabaseLab detached(like("mysql-8.0"));
  prepare(detached);
  detached.finish_from_elsewhere_at(50ms, gid, true, "other");
  detached.run();
  EXPECT_EQ(detached.of("other").done, true);
}

TEST(Finishing, is_open_to_others_when_the_owner_has_gone) {
  DatabaseLab lab(like("mariadb-10.11"));
  prepare(lab);
  lab.crash_application_at(50ms);
  lab.finish_from_elsewhere_at(100ms, gid, true, "other");
  lab.run();
  EXPECT_EQ(lab.of("other").done, true);
  EXPECT_EQ(lab.balance(1), 150);
}

std::size_t forced_writes(std::string_view profile, bool commit) {
  DatabaseLab lab(like(profile));
  prepare(lab);
  lab.finish_at(50ms, gid, commit, "finish");
  lab.run();
  EXPECT_EQ(lab.of("finish").done, true);
  EXPECT_EQ(lab.balance(1), commit ? 150 : 100);
  return lab.count(Kind::forced_write);
}

TEST(Flushes, of_both_phases_are_those_of_the_engine) {
  EXPECT_EQ(forced_writes("postgres-15", true), 2u);
  EXPECT_EQ(forced_writes("postgres-15", false), 2u);
  EXPECT_EQ(forced_writes("mysql-8.0", true), 2u);
  EXPECT_EQ(forced_writes("mysql-8.0", false), 1u);
}

TEST(Flushes, that_a_rollback_does_without_free_the_row_at_once_but_not_for_good) {
  DatabaseSettings settings = quick_database();
  settings.flush_rollback_prepared = false;
  DatabaseLab lab(settings);
  prepare(lab);
  lab.finish_at(50ms, gid, false, "rolled back");
  lab.run_at(60ms, DatabaseLab::add("writer", {2}));
  lab.run();
  EXPECT_EQ(lab.of("rolled back").done, true);
  EXPECT_TRUE(lab.state().prepared().empty());
  DatabaseLab crashed(settings);
  prepare(crashed);
  crashed.finish_at(50ms, gid, false, "rolled back");
  crashed.crash_at(54ms, CrashKind::power);  // answered at 52.1 ms, flushed at 57.1 ms
  crashed.finish_at(200ms, gid, false, "again");
  crashed.run();
  EXPECT_EQ(crashed.of("rolled back").done, true);
  EXPECT_EQ(crashed.of("again").done, true);  // it was prepared again
  EXPECT_EQ(crashed.balance(1), 100);
}

// The control: an end that is answered before it is safe comes back as a doubt.
TEST(Flushes, that_a_commit_does_without_make_it_prepared_again) {
  DatabaseSettings settings = quick_database();
  settings.flush_finish = false;
  DatabaseLab lab(settings);
  prepare(lab);
  lab.finish_at(50ms, gid, true, "committed");
  lab.crash_at(60ms, CrashKind::power);
  lab.run();
  EXPECT_EQ(lab.of("committed").done, true);
  EXPECT_EQ(lab.state().prepared().size(), 1u);
  EXPECT_EQ(lab.balance(1), 100);
}

TEST(HeuristicRecovery, ends_what_a_restart_finds_prepared) {
  for (const bool commit : {true, false}) {
    DatabaseSettings settings = quick_database();
    settings.heuristic_recovery = commit ? Heuristic::commit : Heuristic::rollback;
    DatabaseLab lab(settings);
    prepare(lab);
    lab.crash_at(50ms, CrashKind::process);
    lab.run_at(100ms, DatabaseLab::add("writer", {1}));
    lab.finish_at(200ms, gid, !commit, "decision");
    lab.run();
    EXPECT_EQ(lab.of("decision").done, false);
    EXPECT_LT(lab.ended("writer"), 110ms);
    EXPECT_EQ(lab.balance(1), commit ? 151 : 101);
  }
}

}  // namespace
}  // namespace txlab
