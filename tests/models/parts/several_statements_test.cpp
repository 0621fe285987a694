// A transaction of more statements than one: what the next one sees, and that it never runs alone.
#include "database_lab.hpp"

namespace txlab {
namespace {

Statement look_at(RowKey key) {
  Statement look{.label = "look", .intent = IntentId{1}};
  return look.lock(documents, key);
}

Statement insert_of(RowKey key) {
  Statement insert{.label = "insert", .intent = IntentId{1}};
  return insert.insert(documents, key, 1, 3);
}

// Looks, thinks, inserts, looks again, and commits.
struct Seen {
  StatementStatus first = StatementStatus::unknown;
  std::uint16_t before = 99;
  StatementStatus second = StatementStatus::unknown;
  std::uint16_t after = 99;
};
Task<> look_then_insert(Host& host, DatabaseClient& database, RowKey key, Duration pause,
                        Seen& seen) {
  auto looked = co_await database.begin(look_at(key));
  seen.first = looked.status;
  seen.before = looked.locked_state;
  co_await host.sleep(pause, "think");
  auto inserted = co_await database.go_on(std::move(*looked.session), insert_of(key));
  seen.second = inserted.status;
  if (inserted.status != StatementStatus::ok) co_return;
  auto again = co_await database.go_on(std::move(*inserted.session), look_at(key));
  seen.after = again.locked_state;
  co_await database.end(std::move(*again.session), How::commit, 0, IntentId{1});
}

Seen look_then_insert_after(Duration pause, DatabaseLab& lab) {
  Seen seen;
  lab.spawn_at(0ms, [&](Host& host, DatabaseClient& database) {
    return look_then_insert(host, database, 5, pause, seen);
  });
  lab.run();
  return seen;
}

TEST(SeveralStatements, see_what_their_own_transaction_has_changed) {
  DatabaseLab lab;
  const Seen seen = look_then_insert_after(1s, lab);
  EXPECT_EQ(seen.first, StatementStatus::ok);
  EXPECT_EQ(seen.before, 0);
  EXPECT_EQ(seen.second, StatementStatus::ok);
  EXPECT_EQ(seen.after, 3);
  EXPECT_EQ(lab.state().table(documents).rows(), 1u);
}

TEST(SeveralStatements, do_not_go_on_where_the_server_has_rolled_back) {
  DatabaseLab lab;
  const Seen seen = look_then_insert_after(1min, lab);
  EXPECT_EQ(seen.second, StatementStatus::unavailable) << "it was idle for too long";
  EXPECT_EQ(lab.state().table(documents).rows(), 0u);
}

TEST(SeveralStatements, keep_others_from_a_row_in_between) {
  DatabaseLab lab;
  lab.run_at(0ms, insert_of(7));
  Seen seen;
  lab.spawn_at(50ms, [&](Host& host, DatabaseClient& database) {
    return look_then_insert(host, database, 7, 100ms, seen);
  });
  Statement change{.label = "change", .intent = IntentId{1}};
  change.transition(documents, 7, 3, 4);
  lab.run_at(60ms, change);
  lab.run();
  EXPECT_EQ(seen.before, 3);
  EXPECT_EQ(seen.second, StatementStatus::duplicate);
  EXPECT_GT(lab.ended("change"), 150ms);
  EXPECT_EQ(lab.status("change"), StatementStatus::ok);
}

}  // namespace
}  // namespace txlab
