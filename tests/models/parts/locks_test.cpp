// Row locks: who waits, who gets them next, and who is refused.
#include <algorithm>

#include "database_lab.hpp"

namespace txlab {
namespace {

constexpr std::array labels{"a", "b", "c", "d", "e", "f", "g", "h"};
using Labels = std::vector<std::string>;

// One holder of a row, and eight that come one after the other and want it.
Labels order_of_waiters(HandOver hand_over) {
  DatabaseSettings settings = quick_database();
  settings.hand_over = hand_over;
  DatabaseLab lab(settings);
  lab.hold_at(0ms, DatabaseLab::add("1 holder", {1}), 100ms);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    lab.run_at(10ms + 5ms * i, DatabaseLab::add(labels[i], {1}));
  }
  Labels order = lab.run().in_order();
  EXPECT_EQ(lab.balance(1), 109);
  EXPECT_EQ(order.front(), "1 holder");
  order.erase(order.begin());
  return order;
}

TEST(Locks, are_handed_over_first_come_first_served) {
  EXPECT_EQ(order_of_waiters(HandOver::fifo), Labels(labels.begin(), labels.end()));
}

TEST(Locks, are_handed_over_to_any_waiter_if_that_is_how_the_database_is) {
  Labels order = order_of_waiters(HandOver::random);
  EXPECT_FALSE(std::ranges::is_sorted(order));
  std::ranges::sort(order);
  EXPECT_EQ(order, Labels(labels.begin(), labels.end()));
}

TEST(Locks, of_different_rows_do_not_disturb_each_other) {
  DatabaseLab lab;
  lab.hold_at(0ms, DatabaseLab::add("holder", {1}), 100ms);
  lab.run_at(10ms, DatabaseLab::add("other", {2}));
  EXPECT_EQ(lab.run().ended("other"), 15200us);  // two round trips and a flush
}

TEST(Locks, are_held_until_the_commit_is_durable) {
  DatabaseLab lab;
  lab.run_at(0ms, DatabaseLab::add("first", {1}));
  lab.run_at(1us, DatabaseLab::add("second", {1}));
  // The first commit is durable at 4.2 ms; then come the second one's answer, commit and flush.
  EXPECT_EQ(lab.run().ended("second"), 4200us + 4100us);
  EXPECT_EQ(lab.balance(1), 102);
}

TEST(Locks, of_a_transaction_that_is_rolled_back_leave_no_trace) {
  DatabaseLab lab;
  lab.hold_at(0ms, DatabaseLab::add("holder", {1}, 50), 20ms, How::rollback);
  lab.run_at(10ms, DatabaseLab::add("next", {1}));
  lab.run();
  EXPECT_EQ(lab.status("next"), StatementStatus::ok);
  EXPECT_EQ(lab.balance(1), 101);
}

TEST(Locks, are_not_waited_for_longer_than_the_timeout) {
  DatabaseSettings settings = quick_database();
  settings.lock_wait_timeout = 200ms;
  DatabaseLab lab(settings);
  lab.hold_at(0ms, DatabaseLab::add("holder", {1}), 1s);
  lab.run_at(10ms, DatabaseLab::add("waiter", {2, 1}));
  lab.run_at(300ms, DatabaseLab::add("after", {2}));
  lab.run();
  EXPECT_EQ(lab.status("waiter"), StatementStatus::lock_timeout);
  EXPECT_EQ(lab.ended("waiter"), 10ms + 2100us + 200ms);
  EXPECT_EQ(lab.refused("lock-wait-timeout"), 1u);
  EXPECT_EQ(lab.status("after"), StatementStatus::ok);  // the waiter's other lock is free
  EXPECT_EQ(lab.balance(2), 101);
}

// Two transactions hold one row each and wait for a third; when it goes, each wants the other's.
TEST(Locks, in_a_cycle_are_refused_to_the_one_that_would_close_it) {
  DatabaseLab lab;
  lab.hold_at(0ms, DatabaseLab::add("holder", {3, 4}), 100ms);
  lab.run_at(10ms, DatabaseLab::add("one", {1, 3, 2}, 10));
  lab.run_at(20ms, DatabaseLab::add("two", {2, 4, 1}, 20));
  lab.run();
  EXPECT_EQ(lab.status("one"), StatementStatus::ok);
  EXPECT_EQ(lab.status("two"), StatementStatus::deadlock);
  EXPECT_EQ(lab.refused("deadlock"), 1u);
  EXPECT_LT(lab.ended("one"), 120ms);  // nobody had to wait for a timeout
  EXPECT_EQ(lab.balance(1), 110);
  EXPECT_EQ(lab.balance(2), 110);
  EXPECT_EQ(lab.balance(4), 101);
}

TEST(Locks, in_a_cycle_of_three_cost_one_victim) {
  DatabaseLab lab;
  lab.hold_at(0ms, DatabaseLab::add("holder", {4, 5, 6}), 100ms);
  lab.run_at(10ms, DatabaseLab::add("one", {1, 4, 2}));
  lab.run_at(20ms, DatabaseLab::add("two", {2, 5, 3}));
  lab.run_at(30ms, DatabaseLab::add("three", {3, 6, 1}));
  lab.run();
  EXPECT_EQ(lab.refused("deadlock"), 1u);
  EXPECT_EQ(lab.refused("lock-wait-timeout"), 0u);
  EXPECT_EQ(lab.balance(1) + lab.balance(2) + lab.balance(3), 304);
}

std::string in_words(const std::vector<LockWait>& waits) {
  std::string words;
  for (const LockWait& one : waits) {
    words += std::string(one.waiter_label) + " waits " + std::to_string(one.waited / 1us) +
             " us for " + std::to_string(one.key) + " of " + std::string(one.holder_label) + "; ";
  }
  return words;
}

// The second holder lets go 50 ms after the first, so `one` has waited for so long by then.
TEST(Locks, in_a_cycle_are_told_with_who_waits_for_whose_and_how_long) {
  DatabaseLab lab;
  lab.hold_at(0ms, DatabaseLab::add("first holder", {3}), 100ms);
  lab.hold_at(0ms, DatabaseLab::add("second holder", {4}), 150ms);
  lab.run_at(10ms, DatabaseLab::add("one", {1, 3, 2}));
  lab.run_at(20ms, DatabaseLab::add("two", {2, 4, 1}));
  lab.run();
  ASSERT_EQ(lab.refused("deadlock"), 1u);
  EXPECT_EQ(in_words(lab.told_waits()[0]),
            "two waits 0 us for 1 of one; one waits 50000 us for 2 of two; ");
}

TEST(Locks, in_a_cycle_of_three_are_told_in_the_order_of_the_cycle) {
  DatabaseLab lab;
  for (RowKey row = 4; row <= 6; ++row) {
    lab.hold_at(0ms, DatabaseLab::add("holder", {row}), 60ms + row * 10ms);
  }
  lab.run_at(10ms, DatabaseLab::add("one", {1, 4, 2}));
  lab.run_at(20ms, DatabaseLab::add("two", {2, 5, 3}));
  lab.run_at(30ms, DatabaseLab::add("three", {3, 6, 1}));
  lab.run();
  ASSERT_EQ(lab.refused("deadlock"), 1u);
  EXPECT_EQ(in_words(lab.told_waits()[0]),
            "three waits 0 us for 1 of one; one waits 20000 us for 2 of two; "
            "two waits 10000 us for 3 of three; ");
}

// Each begins to wait 10 ms after the one before.
TEST(Locks, that_are_waited_for_in_a_chain_are_told_with_all_that_are_behind) {
  DatabaseSettings settings = quick_database();
  settings.lock_wait_timeout = 200ms;
  DatabaseLab lab(settings);
  lab.hold_at(0ms, DatabaseLab::add("holder", {3}), 1s);
  lab.run_at(10ms, DatabaseLab::add("one", {2, 3}));
  lab.run_at(20ms, DatabaseLab::add("two", {1, 2}));
  lab.run();
  EXPECT_EQ(in_words(lab.told_waits()[0]), "one waits 200000 us for 3 of holder; ");
  // `one` gave up, so `two` had its row after 190 ms.
  EXPECT_EQ(in_words(lab.told_waits()[1]),
            "two waits 190000 us for 2 of one; one waits 10000 us for 3 of holder; ");
  EXPECT_EQ(lab.told_waits().size(), 2u);
}

TEST(Locks, in_a_chain_are_no_deadlock) {
  DatabaseLab lab;
  lab.hold_at(0ms, DatabaseLab::add("holder", {3}), 100ms);
  lab.run_at(10ms, DatabaseLab::add("one", {2, 3}));
  lab.run_at(20ms, DatabaseLab::add("two", {1, 2}));
  lab.run_at(30ms, DatabaseLab::add("three", {1, 3}));
  lab.run();
  EXPECT_EQ(lab.refused("deadlock"), 0u);
  EXPECT_EQ(lab.balance(3), 103);
}

TEST(Locks, of_a_client_that_fell_silent_are_taken_back) {
  DatabaseSettings settings = quick_database();
  settings.idle_transaction_timeout = 2s;
  DatabaseLab lab(settings);
  lab.hold_at(0ms, DatabaseLab::add("silent", {1}, 50), 60s);
  lab.run_at(1s, DatabaseLab::add("waiter", {1}));
  lab.run();
  EXPECT_EQ(lab.status("waiter"), StatementStatus::ok);
  EXPECT_LT(lab.ended("waiter"), 5s);
  EXPECT_EQ(lab.of("silent").done, false);  // there is no such transaction any more
  EXPECT_EQ(lab.balance(1), 101);
}

TEST(Locks, of_a_client_that_restarted_are_given_back_when_it_returns) {
  DatabaseLab lab;
  lab.hold_at(0ms, DatabaseLab::add("lost", {1}, 50), 60s);
  lab.crash_application_at(100ms);
  lab.run_at(200ms, DatabaseLab::add("next", {1}));
  lab.run();
  EXPECT_EQ(lab.status("next"), StatementStatus::ok);
  EXPECT_LT(lab.ended("next"), 300ms);
  EXPECT_EQ(lab.balance(1), 101);
}

TEST(Connections, are_limited_and_further_transactions_wait_for_one) {
  DatabaseLab lab(quick_database(), 2);
  for (RowKey key = 1; key <= 5; ++key) {
    lab.hold_at(0ms, DatabaseLab::add(labels[key], {key}), 100ms);
  }
  lab.run();
  std::vector<Duration> ended;
  for (RowKey key = 1; key <= 5; ++key) ended.push_back(lab.ended(labels[key]));
  // Two at a time; of two commits at once the second waits for the next flush.
  EXPECT_EQ(ended, (std::vector<Duration>{105200us, 106200us, 210400us, 211400us, 315600us}));
}

TEST(Connections, of_two_pools_on_one_host_are_different_ones) {
  DatabaseLab lab;
  for (int turn = 0; turn < 5; ++turn) {
    lab.run_at(turn * 10ms, DatabaseLab::add("one", {1}));
    lab.run_in_second_pool_at(turn * 10ms, DatabaseLab::add("two", {2}));
  }
  lab.run();
  EXPECT_EQ(lab.balance(1), 105);
  EXPECT_EQ(lab.balance(2), 105);
  EXPECT_LT(lab.ended("two"), 50ms);
}

TEST(Connections, do_nothing_for_a_request_that_comes_twice) {
  DatabaseLab lab(quick_database(), 64, Probability(1));
  for (int turn = 0; turn < 20; ++turn) lab.run_at(turn * 10ms, DatabaseLab::add("add", {1}));
  lab.run();
  EXPECT_EQ(lab.balance(1), 120);
  EXPECT_EQ(lab.status("add"), StatementStatus::ok);
}

}  // namespace
}  // namespace txlab
