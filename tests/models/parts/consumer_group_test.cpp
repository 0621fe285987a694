// Consumer groups: offsets, crashes, rebalancing, messages that take too long, orderly queues.
#include "broker_lab.hpp"

namespace txlab {
namespace {

using Kind = Happening::Kind;
using Keys = std::vector<std::uint64_t>;

constexpr HostId first = BrokerLab::consumer;
constexpr HostId second = BrokerLab::other_consumer;

BrokerSettings one_queue() {
  BrokerSettings settings = quick_broker();
  settings.consumers.queues = 1;
  return settings;
}

BrokerSettings orderly() {
  BrokerSettings settings = quick_broker();
  settings.consumers.mode = ConsumeMode::orderly;
  settings.consumers.queues = 2;
  return settings;
}

Keys keys_at(const BrokerLab& lab, HostId consumer) {
  Keys keys;
  for (const Delivery& delivery : lab.desk.delivered) {
    if (delivery.consumer == consumer) keys.push_back(delivery.key);
  }
  return keys;
}

// The offset is the smallest unfinished position: behind one slow message everything comes again.
TEST(Offsets, are_held_back_by_one_slow_message) {
  BrokerLab lab(one_queue());
  lab.desk.takes[1] = 1min;
  for (std::uint64_t key = 1; key <= 5; ++key) lab.publish_at(key * 1s, key);
  lab.crash_at(20s, first);
  lab.run();
  EXPECT_EQ(lab.delivered_keys(), (Keys{1, 2, 3, 4, 5, 1, 2, 3, 4, 5}));
  EXPECT_EQ(lab.count(Kind::redelivered), 5u);
}

TEST(Offsets, of_other_queues_are_not_held_back) {
  BrokerLab lab;  // four queues
  lab.desk.takes[1] = 1min;
  for (std::uint64_t key = 1; key <= 5; ++key) lab.publish_at(key * 1s, key);
  lab.crash_at(20s, first);
  lab.run();
  EXPECT_EQ(lab.delivered_keys(), (Keys{1, 2, 3, 4, 5, 1, 5}));
}

// Told every five seconds, so a crash forgets what was consumed since.
TEST(Offsets, that_the_broker_was_not_told_are_lost_with_the_consumer) {
  BrokerLab lab(one_queue());
  for (std::uint64_t key = 1; key <= 9; ++key) lab.publish_at(key * 1s, key);
  lab.crash_at(9500ms, first);  // it told at 5 s
  lab.run();
  EXPECT_EQ(lab.delivered_keys(), (Keys{1, 2, 3, 4, 5, 6, 7, 8, 9, 5, 6, 7, 8, 9}));
}

TEST(Offsets, are_told_as_often_as_the_settings_say) {
  BrokerSettings settings = one_queue();
  settings.consumers.persist_offsets = 1s;
  BrokerLab lab(settings);
  for (std::uint64_t key = 1; key <= 9; ++key) lab.publish_at(key * 1s, key);
  lab.crash_at(9500ms, first);  // it told at 9 s, while the last message was on its way
  lab.run();
  EXPECT_EQ(lab.delivered_keys(), (Keys{1, 2, 3, 4, 5, 6, 7, 8, 9, 9}));
}

// Neither the broker's restart nor that of the consumer alone repeats what both have written down.
TEST(Offsets, that_the_broker_had_not_written_down_are_lost_with_both) {
  const auto repeated = [](Duration crash, Duration written_back = 0s) {
    BrokerSettings settings = one_queue();
    settings.offsets_written_back = written_back;
    BrokerLab lab(settings);
    lab.publish_at(1s, 7);  // consumed at once, told at 5 s, written down at 10 s
    lab.crash_at(crash, BrokerLab::broker, CrashKind::power, 100ms);
    lab.crash_at(crash, first, CrashKind::power, 100ms);
    return lab.run().desk.delivered.size() - 1;
  };
  EXPECT_EQ(repeated(4s), 1u);
  EXPECT_EQ(repeated(9s), 1u);
  EXPECT_EQ(repeated(10500ms), 0u);
  EXPECT_EQ(repeated(10500ms, 30s), 1u) << "the file was in the page cache";
  EXPECT_EQ(repeated(40500ms, 30s), 0u);
}

TEST(Offsets, cost_nothing_when_there_is_nothing_to_tell) {
  BrokerLab lab(one_queue());
  lab.publish_at(1s, 7);
  lab.run(1h);
  EXPECT_TRUE(lab.quiet());
}

TEST(Members, share_the_queues) {
  BrokerLab lab(quick_broker(), {0}, {first, second});
  for (std::uint64_t key = 1; key <= 8; ++key) lab.publish_at(key * 1s, key);
  lab.run();
  EXPECT_EQ(keys_at(lab, first), (Keys{1, 4, 5, 8}));  // queues 0 and 1
  EXPECT_EQ(keys_at(lab, second), (Keys{2, 3, 6, 7}));
}

// A process that dies closes its connection: its queues go to the others at once.
TEST(Members, take_over_from_one_that_died) {
  BrokerLab lab(quick_broker(), {0}, {first, second});
  lab.crash_at(500ms, second, CrashKind::process, 1h);
  for (std::uint64_t key = 1; key <= 4; ++key) lab.publish_at(key * 1s, key);
  lab.run(1min);
  EXPECT_EQ(keys_at(lab, first), (Keys{1, 2, 3, 4}));
}

// A machine without power closes nothing: its channel expires after two minutes.
TEST(Members, wait_for_the_channel_of_one_without_power_to_expire) {
  BrokerLab lab(quick_broker(), {0}, {first, second});
  lab.crash_at(500ms, second, CrashKind::power, 1h);
  for (std::uint64_t key = 1; key <= 4; ++key) lab.publish_at(key * 1s, key);
  lab.run(10min);
  ASSERT_EQ(keys_at(lab, first), (Keys{1, 4, 2, 3}));
  EXPECT_GT(lab.delivered_at()[2], 2min);
  EXPECT_LT(lab.delivered_at()[2], 2min + 30s);
}

// The old owner goes on with what it has begun, and nobody hears of it; the new one begins at the
// offset.
TEST(Rebalancing, executes_what_is_in_flight_twice) {
  BrokerLab lab(quick_broker(), {0}, {first, second});
  lab.crash_at(100ms, second, CrashKind::process, 5s);
  lab.desk.takes[2] = 20s;
  lab.publish_at(1s, 2);  // of a queue that goes back to the second one when it is there again
  lab.run();
  EXPECT_EQ(keys_at(lab, first), Keys{2});
  EXPECT_EQ(keys_at(lab, second), Keys{2});
  EXPECT_EQ(lab.desk.finished, (Keys{2, 2}));
  EXPECT_EQ(lab.listed("broker log"), 0);
}

TEST(Rebalancing, repeats_nothing_that_the_old_owner_had_finished) {
  BrokerLab lab(quick_broker(), {0}, {first, second});
  lab.crash_at(100ms, second, CrashKind::process, 5s);
  lab.publish_at(1s, 2);
  lab.run();
  EXPECT_EQ(lab.delivered_keys(), Keys{2});  // its last offset came before the new owner's pull
}

TEST(Rebalancing, discards_the_offset_of_the_old_owner) {
  BrokerLab lab(quick_broker(), {0}, {first, second});
  lab.crash_at(100ms, second, CrashKind::process, 5s);
  lab.desk.takes[2] = 20s;
  lab.publish_at(1s, 2);
  lab.crash_at(22s, second, CrashKind::process, 10s);  // the old owner is done, the new one is not
  lab.run();
  EXPECT_EQ(lab.delivered_keys(), (Keys{2, 2, 2}));
}

// The second member has the only queue while the first is away.
struct TwoMembers : BrokerLab {
  TwoMembers() : BrokerLab(one_queue(), {0}, {first, second}) {
    for (std::uint64_t key = 1; key <= 14; ++key) publish_at(key * 1s, key);
    crash_at(5s, first, CrashKind::process, 2s);
  }
  bool delivered_in_time(std::uint64_t key) const {
    return std::ranges::any_of(desk.delivered, [key](const Delivery& delivery) {
      return delivery.key == key && delivery.at < key * 1s + 500ms;
    });
  }
};

TEST(Rebalancing, is_not_undone_by_a_pull_that_comes_when_the_queue_is_somebody_elses) {
  TwoMembers lab;
  lab.delay_first(second, BrokerLab::broker, "pull", 6s);  // of 5 s, when the second takes over
  lab.run(1min);
  for (std::uint64_t key = 11; key <= 14; ++key) EXPECT_TRUE(lab.delivered_in_time(key)) << key;
}

TEST(Rebalancing, is_not_undone_by_giving_up_what_one_has_again) {
  TwoMembers lab;
  lab.delay_first(second, BrokerLab::broker, "release", 4s);  // of 7 s, when the first is back
  lab.crash_at(8s, first, CrashKind::process, 1min);
  lab.run(50s);
  for (std::uint64_t key = 11; key <= 14; ++key) EXPECT_TRUE(lab.delivered_in_time(key)) << key;
}

// Given back after 15 minutes with its listener still running, so that two of them are.
TEST(Cleaner, executes_a_message_that_takes_too_long_twice_at_once) {
  BrokerLab lab(one_queue());
  lab.desk.takes[7] = 40min;
  lab.publish_at(1s, 7);
  lab.run(50min);
  // Looked at after 15 minutes, a second too early, and after 30, then ten seconds of delay.
  EXPECT_EQ(lab.delivered_at(), (std::vector<Duration>{1003ms, 30min + 10s + 2ms}));
  EXPECT_EQ(lab.desk.finished, Keys{7});
}

TEST(Cleaner, looks_at_the_first_sixteen_messages_only) {
  BrokerSettings settings = one_queue();
  settings.consumers.threads = 40;
  BrokerLab lab(settings);
  for (std::uint64_t key = 1; key <= 20; ++key) {
    lab.desk.takes[key] = 50min;
    lab.publish_at(key * 1s, key);
  }
  lab.run(44min);
  EXPECT_EQ(lab.desk.delivered.size(), 36u);  // four are looked at fifteen minutes later
}

TEST(Cleaner, sees_nothing_behind_a_message_that_has_no_thread) {
  BrokerSettings settings = one_queue();
  settings.consumers.threads = 1;
  BrokerLab lab(settings);
  lab.desk.takes[1] = 40min;
  lab.publish_at(1s, 1);
  lab.publish_at(2s, 2);
  lab.run(50min);
  EXPECT_EQ(lab.delivered_keys(), (Keys{1, 2, 1}));  // the second was waiting, not forgotten
}

TEST(SendingBack, is_tried_again_locally_when_the_broker_does_not_answer) {
  BrokerLab lab(one_queue());
  lab.desk.answer = Answer::later;
  lab.answer_from(5s, Answer::consumed);
  lab.lose_at(1002ms, first, BrokerLab::broker, 8s);
  lab.publish_at(1s, 7);
  lab.run();
  // Two attempts of five seconds, a pause of five, and the listener again.
  EXPECT_EQ(lab.delivered_at(), (std::vector<Duration>{1003ms, 16003ms}));
  EXPECT_EQ(lab.desk.delivered[1].reconsumed, 1u);
}

TEST(OrderlyQueues, consume_one_message_after_the_other) {
  BrokerLab lab(orderly());
  lab.desk.takes[2] = 10s;
  lab.publish_at(1s, 2);
  lab.publish_at(2s, 4);
  lab.publish_at(3s, 3);  // of the other queue
  lab.run();
  EXPECT_EQ(lab.delivered_keys(), (Keys{2, 3, 4}));
  EXPECT_EQ(lab.desk.finished, (Keys{3, 2, 4}));
}

// It is tried again every second, nothing behind it moves, and it never becomes a dead letter.
TEST(OrderlyQueues, are_blocked_by_a_message_that_always_fails) {
  BrokerLab lab(orderly());
  lab.desk.answers[2] = Answer::later;
  lab.publish_at(1s, 2);
  lab.publish_at(2s, 4);
  lab.publish_at(3s, 3);
  lab.run(1h);
  const Keys keys = lab.delivered_keys();
  EXPECT_EQ(std::ranges::count(keys, 2u), 3599);
  EXPECT_EQ(std::ranges::count(keys, 4u), 0);
  EXPECT_EQ(std::ranges::count(keys, 3u), 1);
  EXPECT_EQ(lab.count(Kind::dead_letter), 0u);
}

// The same message sent back by a concurrent consumer lets the others pass.
TEST(OrderlyQueues, are_the_ones_that_block) {
  BrokerLab lab(one_queue());
  lab.desk.answers[2] = Answer::later;
  lab.publish_at(1s, 2);
  lab.publish_at(2s, 4);
  lab.run(5s);
  EXPECT_EQ(lab.delivered_keys(), (Keys{2, 4}));
}

TEST(OrderlyQueues, stay_locked_until_their_old_owner_has_finished) {
  BrokerLab lab(orderly(), {0}, {first, second});
  lab.crash_at(0s, second, CrashKind::process, 30s);
  lab.desk.takes[3] = 1min;
  lab.publish_at(1s, 3);  // the second queue, which is the second member's when it is back
  lab.publish_at(2s, 5);
  lab.run();
  EXPECT_EQ(keys_at(lab, first), Keys{3});
  EXPECT_EQ(keys_at(lab, second), (Keys{3, 5}));
  EXPECT_LT(lab.delivered_at()[0], 21s);
  EXPECT_GT(lab.delivered_at()[1], 80s);
}

TEST(OrderlyQueues, wait_until_the_lock_of_a_dead_owner_expires) {
  BrokerLab lab(orderly());
  lab.crash_at(500ms, first, CrashKind::process, 1s);
  lab.publish_at(2s, 2);
  lab.run();
  ASSERT_EQ(lab.delivered_keys(), Keys{2});
  EXPECT_GT(lab.delivered_at()[0], 60s);
  EXPECT_LT(lab.delivered_at()[0], 64s);
}

}  // namespace
}  // namespace txlab
