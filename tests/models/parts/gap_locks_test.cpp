// Locking reads, gap locks, what a lock wait timeout takes back, and how many transactions a server
// has room for.
#include "database_lab.hpp"

namespace txlab {
namespace {

// "Is it there? No: insert it", with time in between.
Statement look_then_insert(std::string_view label, RowKey key, RowKey busy) {
  Statement statement{.label = label, .intent = IntentId{1}};
  statement.lock(documents, key);
  if (busy != 0) statement.add(accounts, busy, 0, 1);
  return statement.insert(documents, key, 1, 3);
}

// Both have looked before either inserts, because both wait for a row in between.
DatabaseLab two_that_looked(bool gap_locks) {
  DatabaseSettings settings = quick_database();
  settings.gap_locks = gap_locks;
  return DatabaseLab(settings);
}

void let_both_look(DatabaseLab& lab) {
  lab.hold_at(0ms, DatabaseLab::add("holder", {1, 2}), 100ms);
  lab.run_at(10ms, look_then_insert("one", 5, 1));
  lab.run_at(20ms, look_then_insert("two", 6, 2));
  lab.run();
}

TEST(GapLocks, make_two_that_looked_and_then_insert_deadlock) {
  auto lab = two_that_looked(true);
  let_both_look(lab);
  EXPECT_EQ(lab.refused("deadlock"), 1u);
  EXPECT_EQ(lab.state().table(documents).rows(), 1u);
  EXPECT_LT(lab.ended("one"), 120ms);
}

TEST(GapLocks, that_the_engine_does_not_have_let_both_insert) {
  auto lab = two_that_looked(false);
  let_both_look(lab);
  EXPECT_EQ(lab.refused("deadlock"), 0u);
  EXPECT_EQ(lab.state().table(documents).rows(), 2u);
}

TEST(GapLocks, hold_up_an_insert_until_their_holder_ends) {
  auto lab = two_that_looked(true);
  Statement look{.label = "look", .intent = IntentId{1}};
  look.lock(documents, 5);
  lab.hold_at(0ms, look, 100ms);
  Statement insert{.label = "insert", .intent = IntentId{1}};
  insert.insert(documents, 9, 1, 3);
  lab.run_at(10ms, insert);
  lab.run();
  EXPECT_EQ(lab.status("insert"), StatementStatus::ok);
  EXPECT_GT(lab.ended("insert"), 102ms);
}

TEST(GapLocks, of_one_gap_do_not_disturb_another) {
  auto lab = two_that_looked(true);
  Statement between{.label = "between", .intent = IntentId{1}};
  between.insert(documents, 7, 1, 3);
  lab.run_at(0ms, between);
  Statement look{.label = "look", .intent = IntentId{1}};
  look.lock(documents, 5);  // the gap before 7
  lab.hold_at(50ms, look, 100ms);
  Statement insert{.label = "insert", .intent = IntentId{1}};
  insert.insert(documents, 9, 1, 3);  // the gap behind it
  lab.run_at(60ms, insert);
  lab.run();
  EXPECT_LT(lab.ended("insert"), 70ms);
}

TEST(LockingRead, of_a_row_that_is_there_locks_the_row) {
  auto lab = two_that_looked(false);
  Statement insert{.label = "insert", .intent = IntentId{1}};
  insert.insert(documents, 5, 1, 3);
  lab.run_at(0ms, insert);
  Statement look{.label = "look", .intent = IntentId{1}};
  look.lock(documents, 5);
  lab.hold_at(50ms, look, 100ms);
  Statement change{.label = "change", .intent = IntentId{1}};
  change.transition(documents, 5, 3, 4);
  lab.run_at(60ms, change);
  lab.run();
  EXPECT_GT(lab.ended("change"), 150ms);
  EXPECT_EQ(lab.status("change"), StatementStatus::ok);
}

struct Timeout {
  Duration waiter;
  Duration other;
};

// A waiter that has row 2 and gets no row 1 within 200 ms; another wants row 2.
Timeout lock_wait_timeout(LockTimeoutEnds ends) {
  DatabaseSettings settings = quick_database();
  settings.lock_wait_timeout = 200ms;
  settings.lock_timeout_ends = ends;
  DatabaseLab lab(settings);
  lab.hold_at(0ms, DatabaseLab::add("holder", {1}), 1s);
  lab.run_at(10ms, DatabaseLab::add("waiter", {2, 1}));
  lab.run_at(100ms, DatabaseLab::add("other", {2}));
  lab.run();
  EXPECT_EQ(lab.status("waiter"), StatementStatus::lock_timeout);
  EXPECT_EQ(lab.balance(2), 101);
  return {lab.ended("waiter"), lab.ended("other")};
}

// Refused at 211.1 ms; the other one then has its row and needs an answer, a commit and a flush.
TEST(LockWaitTimeout, takes_the_transaction_back) {
  const Timeout timeout = lock_wait_timeout(LockTimeoutEnds::transaction);
  EXPECT_EQ(timeout.waiter, 212100us);
  EXPECT_EQ(timeout.other, 211100us + 4100us);
}

// InnoDB takes the statement back. The client hears of it, and its ROLLBACK takes two messages.
TEST(LockWaitTimeout, may_leave_the_rest_to_the_client) {
  const Timeout timeout = lock_wait_timeout(LockTimeoutEnds::statement);
  EXPECT_EQ(timeout.waiter, 212100us + 2100us);
  EXPECT_EQ(timeout.other, 213200us + 4100us);
}

TEST(ServerConnections, that_are_all_in_use_let_the_next_transaction_wait) {
  DatabaseSettings settings = quick_database();
  settings.connections = 2;
  DatabaseLab lab(settings);
  lab.hold_at(0ms, DatabaseLab::add("a", {1}), 100ms);
  lab.hold_at(0ms, DatabaseLab::add("b", {2}), 200ms);
  lab.run_at(10ms, DatabaseLab::add("c", {3}));
  lab.run();
  EXPECT_EQ(lab.ended("a"), 105200us);
  // From a's commit at 104.2 ms on: answer, commit, flush.
  EXPECT_EQ(lab.ended("c"), 104200us + 4100us);
}

// Whoever holds a row can always commit: its connection is its own.
TEST(ServerConnections, that_all_wait_for_a_row_do_not_keep_its_holder_from_committing) {
  DatabaseSettings settings = quick_database();
  settings.connections = 3;
  DatabaseLab lab(settings);
  lab.hold_at(0ms, DatabaseLab::add("holder", {1}), 100ms);
  for (const char* waiter : {"a", "b", "c", "d"}) lab.run_at(10ms, DatabaseLab::add(waiter, {1}));
  lab.run();
  EXPECT_EQ(lab.balance(1), 105);
  EXPECT_EQ(lab.refused("lock-wait-timeout"), 0u);
  EXPECT_LT(lab.ended("holder"), 106ms);
}

TEST(ServerConnections, are_not_given_to_who_has_stopped_waiting) {
  DatabaseSettings settings = quick_database();
  settings.connections = 1;
  settings.idle_transaction_timeout = 30s;
  DatabaseLab lab(settings);
  lab.hold_at(0ms, DatabaseLab::add("long", {1}), 20s);
  lab.run_at(1s, DatabaseLab::add("gave up", {2}));
  lab.run();
  EXPECT_EQ(lab.status("gave up"), StatementStatus::unavailable);
  EXPECT_EQ(lab.balance(2), 100);
}

}  // namespace
}  // namespace txlab
