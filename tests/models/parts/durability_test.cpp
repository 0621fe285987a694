// What a crash of a database server takes and what it leaves: the log, group commit, prepared
// transactions.
#include "database_lab.hpp"

namespace txlab {
namespace {

using Kind = Happening::Kind;

DatabaseSettings slow_disk() {
  DatabaseSettings settings = quick_database();
  settings.fsync = Distribution::constant(10'000'000);
  return settings;
}

TEST(Wal, group_commit_shares_flushes_among_concurrent_commits_only) {
  DatabaseLab together;
  for (RowKey key = 1; key <= 10; ++key) together.run_at(0ms, DatabaseLab::add("t", {key}));
  together.run();
  EXPECT_EQ(together.count(Kind::forced_write), 10u);
  EXPECT_EQ(together.count(Kind::flushed),
            2u);  // the first one's, and one for all who came meanwhile
  DatabaseLab one_by_one;
  for (RowKey key = 1; key <= 10; ++key) {
    one_by_one.run_at(key * 10ms, DatabaseLab::add("t", {key}));
  }
  one_by_one.run();
  EXPECT_EQ(one_by_one.count(Kind::forced_write), 10u);
  EXPECT_EQ(one_by_one.count(Kind::flushed), 10u);
}

// The commit record is written at 3.2 ms; its flush ends at 13.2 ms.
TEST(Wal, loses_a_commit_that_was_not_flushed_when_the_power_failed) {
  DatabaseLab lab(slow_disk());
  lab.run_at(0ms, DatabaseLab::add("t", {1}));
  lab.crash_at(13ms, CrashKind::power);
  lab.run();
  EXPECT_EQ(lab.status("t"), StatementStatus::unknown);
  EXPECT_EQ(lab.balance(1), 100);
}

TEST(Wal, keeps_a_commit_that_was_flushed_even_if_its_client_never_hears_of_it) {
  DatabaseLab lab(slow_disk());
  lab.run_at(0ms, DatabaseLab::add("t", {1}));
  lab.crash_at(13300us, CrashKind::power);
  EXPECT_EQ(lab.run().balance(1), 101);
}

TEST(Wal, keeps_a_written_commit_when_only_the_process_died) {
  DatabaseLab lab(slow_disk());
  lab.run_at(0ms, DatabaseLab::add("t", {1}));
  lab.crash_at(5ms, CrashKind::process);
  lab.run();
  EXPECT_EQ(lab.balance(1), 101);
  EXPECT_EQ(lab.status("t"), StatementStatus::unknown);
}

TEST(Wal, tells_a_client_without_a_commit_that_nothing_happened) {
  DatabaseLab lab;
  lab.run_at(0ms, DatabaseLab::add("t", {1}));
  lab.crash_at(500us, CrashKind::process, 20s);
  lab.run();
  EXPECT_EQ(lab.status("t"), StatementStatus::unavailable);
  EXPECT_EQ(lab.balance(1), 100);
}

TEST(Wal, forgets_an_open_transaction_in_a_crash) {
  DatabaseLab lab;
  lab.hold_at(0ms, DatabaseLab::add("open", {1}, 50), 100ms);
  lab.crash_at(50ms, CrashKind::process);
  lab.run_at(70ms, DatabaseLab::add("next", {1}));
  lab.run();
  EXPECT_EQ(lab.of("open").done, false);
  EXPECT_LT(lab.ended("next"), 80ms);
  EXPECT_EQ(lab.balance(1), 101);
}

TEST(Wal, answers_at_once_to_who_does_not_want_to_wait_for_the_disk) {
  Statement lazy = DatabaseLab::add("lazy", {1});
  lazy.forced = false;
  DatabaseLab lab(slow_disk());
  lab.run_at(0ms, lazy);
  lab.run();
  EXPECT_EQ(lab.ended("lazy"), 4200us);
  EXPECT_EQ(lab.count(Kind::forced_write), 0u);
  EXPECT_EQ(lab.balance(1), 101);
  DatabaseLab crashed(slow_disk());
  crashed.run_at(0ms, lazy);
  crashed.crash_at(100ms, CrashKind::power);
  crashed.run();
  EXPECT_EQ(crashed.status("lazy"), StatementStatus::ok);
  EXPECT_EQ(crashed.balance(1), 100);  // the answer was no promise
}

class Crash : public testing::TestWithParam<CrashKind> {};

TEST_P(Crash, leaves_a_prepared_transaction_with_its_locks) {
  DatabaseLab lab;
  lab.hold_at(0ms, DatabaseLab::add("prepared", {1}, 50), 5ms, How::prepare, 7);
  lab.crash_at(50ms, GetParam());
  lab.run_at(100ms, DatabaseLab::add("writer", {1}));
  lab.finish_at(400ms, 7, true, "finish");
  lab.run();
  EXPECT_EQ(lab.of("prepared").done, true);
  EXPECT_EQ(lab.of("finish").done, true);
  EXPECT_EQ(lab.status("writer"), StatementStatus::ok);
  EXPECT_GT(lab.ended("writer"), 400ms);
  EXPECT_EQ(lab.balance(1), 151);
  EXPECT_TRUE(lab.state().prepared().empty());
}

TEST_P(Crash, leaves_a_prepared_transaction_that_can_be_rolled_back) {
  DatabaseLab lab;
  lab.hold_at(0ms, DatabaseLab::add("prepared", {1}, 50), 5ms, How::prepare, 7);
  lab.crash_at(50ms, GetParam());
  lab.run_at(100ms, DatabaseLab::add("writer", {1}));
  lab.finish_at(400ms, 7, false, "finish");
  lab.run();
  EXPECT_GT(lab.ended("writer"), 400ms);
  EXPECT_EQ(lab.balance(1), 101);
}

TEST_P(Crash, does_not_undo_the_end_of_a_prepared_transaction) {
  DatabaseLab lab;
  lab.hold_at(0ms, DatabaseLab::add("prepared", {1}, 50), 5ms, How::prepare, 7);
  lab.finish_at(50ms, 7, true, "finish");
  lab.crash_at(100ms, GetParam());
  lab.run_at(200ms, DatabaseLab::add("writer", {1}));
  lab.finish_at(300ms, 7, true, "again");
  lab.run();
  EXPECT_EQ(lab.of("again").done, false);
  EXPECT_LT(lab.ended("writer"), 210ms);
  EXPECT_EQ(lab.balance(1), 151);
}

TEST_P(Crash, keeps_archived_keys_taken) {
  DatabaseLab lab;
  Statement insert{.label = "insert", .intent = IntentId{1}};
  insert.insert(documents, 5, 1, 3);
  Statement archive{.label = "archive", .intent = IntentId{1}};
  archive.archive(documents, 5, 3);
  Statement again{.label = "again", .intent = IntentId{1}};
  again.insert(documents, 5, 1, 3);
  lab.run_at(0ms, insert);
  lab.run_at(50ms, archive);
  lab.crash_at(100ms, GetParam());
  lab.run_at(200ms, again);
  lab.run();
  EXPECT_EQ(lab.status("archive"), StatementStatus::ok);
  EXPECT_EQ(lab.status("again"), StatementStatus::duplicate);
  EXPECT_TRUE(lab.state().table(documents).archived(5));
  EXPECT_EQ(lab.state().table(documents).rows(), 0u);
}

INSTANTIATE_TEST_SUITE_P(OfAnyKind, Crash, testing::Values(CrashKind::process, CrashKind::power));

TEST(Prepared, transactions_are_finished_once_and_unknown_from_then_on) {
  DatabaseLab lab;
  lab.hold_at(0ms, DatabaseLab::add("prepared", {1}, 50), 5ms, How::prepare, 7);
  lab.finish_at(50ms, 7, true, "first");
  lab.finish_at(50ms + 1us, 7, false, "meanwhile");
  lab.finish_at(100ms, 7, true, "later");
  lab.finish_at(100ms, 8, true, "never prepared");
  lab.run();
  EXPECT_EQ(lab.of("first").done, true);
  EXPECT_EQ(lab.of("meanwhile").done, false);
  EXPECT_EQ(lab.of("later").done, false);
  EXPECT_EQ(lab.of("never prepared").done, false);
  EXPECT_EQ(lab.balance(1), 150);
}

TEST(Prepared, transactions_are_ended_by_no_timeout) {
  DatabaseSettings settings = quick_database();
  settings.idle_transaction_timeout = 2s;
  DatabaseLab lab(settings);
  lab.hold_at(0ms, DatabaseLab::add("prepared", {1}, 50), 5ms, How::prepare, 7);
  lab.run_at(30min, DatabaseLab::add("writer", {1}));
  lab.run();
  EXPECT_EQ(lab.status("writer"), StatementStatus::lock_timeout);
  EXPECT_EQ(lab.state().prepared().size(), 1u);
}

TEST(Prepared, transactions_that_were_not_flushed_are_gone_with_the_power) {
  DatabaseLab lab(slow_disk());
  lab.hold_at(0ms, DatabaseLab::add("prepared", {1}, 50), 5ms, How::prepare, 7);
  lab.crash_at(12ms, CrashKind::power);
  lab.run_at(100ms, DatabaseLab::add("writer", {1}));
  lab.run();
  EXPECT_EQ(lab.of("prepared").done, std::nullopt);
  EXPECT_TRUE(lab.state().prepared().empty());
  EXPECT_EQ(lab.status("writer"), StatementStatus::ok);
}

}  // namespace
}  // namespace txlab
