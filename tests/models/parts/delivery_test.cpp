// Delivery is at least once: what is not acknowledged comes again, and what is refused comes later.
#include "broker_lab.hpp"

namespace txlab {
namespace {

using Kind = Happening::Kind;

TEST(DeliveryOfMessages, happens_once_to_a_consumer_that_acknowledges) {
  BrokerLab lab;
  lab.publish_at(1s, 7);
  lab.run();
  EXPECT_TRUE(lab.desk.stored[7]);
  EXPECT_EQ(lab.delivered_at(), std::vector<Duration>{1003ms});
  EXPECT_EQ(lab.count(Kind::forced_write), 1u);
  EXPECT_EQ(lab.listed("broker log"), 0);
}

TEST(DeliveryOfMessages, takes_turns_among_the_members_of_a_group) {
  BrokerLab lab(quick_broker(), {0}, {BrokerLab::consumer, BrokerLab::other_consumer});
  for (int i = 1; i <= 10; ++i) lab.publish_at(i * 1s, static_cast<std::uint64_t>(i));
  lab.run();
  std::map<HostId, int> share;
  for (const Delivery& delivery : lab.desk.delivered) ++share[delivery.consumer];
  EXPECT_EQ(share[BrokerLab::consumer], 5);
  EXPECT_EQ(share[BrokerLab::other_consumer], 5);
}

TEST(DeliveryOfMessages, goes_to_every_group_with_one_forced_write) {
  BrokerLab lab(quick_broker(), {0, 1});
  lab.publish_at(1s, 7, 2);
  lab.run();
  EXPECT_EQ(lab.desk.delivered.size(), 2u);
  EXPECT_EQ(lab.count(Kind::forced_write), 1u);
}

// The connection over which it was to come times out after 30 s, which is seen every 20 s.
TEST(DeliveryOfMessages, is_repeated_when_it_was_lost) {
  BrokerLab lab;
  lab.lose_at(1001ms, BrokerLab::broker, BrokerLab::consumer, 1s);
  lab.publish_at(1s, 7);
  lab.publish_at(3s, 11);  // of the same queue
  lab.run();
  EXPECT_EQ(lab.delivered_keys(), (std::vector<std::uint64_t>{11, 7}));
  EXPECT_EQ(lab.delivered_at(), (std::vector<Duration>{3003ms, 40001ms}));
  EXPECT_EQ(lab.count(Kind::redelivered), 2u);  // both travel again, one is known
  EXPECT_EQ(lab.listed("broker log"), 0);
}

TEST(DeliveryOfMessages, is_repeated_as_soon_as_a_consumer_restarted) {
  BrokerLab lab;
  lab.desk.answer = Answer::silence;
  lab.answer_from(2s, Answer::consumed);
  lab.publish_at(1s, 7);
  lab.crash_at(3s, BrokerLab::consumer);
  lab.run();
  // It subscribes, is told its share, and pulls.
  EXPECT_EQ(lab.delivered_at(), (std::vector<Duration>{1003ms, 3104ms}));
}

TEST(DeliveryOfMessages, waits_for_a_consumer_that_is_down) {
  BrokerLab lab;
  lab.crash_at(500ms, BrokerLab::consumer, CrashKind::process, 10s);
  lab.publish_at(1s, 7);
  lab.run();
  EXPECT_EQ(lab.delivered_at(), std::vector<Duration>{10504ms});
}

// What the consumer holds is not delivered to it again; it reads on where it was.
TEST(DeliveryOfMessages, goes_on_when_the_broker_restarted_and_its_consumers_came_back) {
  BrokerLab lab;
  lab.desk.takes[7] = 4s;
  lab.publish_at(1s, 7);
  lab.crash_at(3s, BrokerLab::broker, CrashKind::power);
  lab.publish_at(8s, 8);
  lab.run();
  EXPECT_EQ(lab.delivered_at(), (std::vector<Duration>{1003ms, 8003ms}));
  EXPECT_EQ(lab.listed("broker log"), 0);
}

// What was consumed long ago is written down; what was consumed just now may come again.
TEST(DeliveryOfMessages, is_not_repeated_by_a_crash_long_after_the_acknowledgement) {
  BrokerLab lab;
  lab.publish_at(1s, 7);
  lab.crash_at(11s, BrokerLab::broker, CrashKind::power);
  EXPECT_EQ(lab.run().desk.delivered.size(), 1u);
}

TEST(Flushing, later_loses_the_tail_with_the_power_and_nobody_minds_that_list_any_more) {
  BrokerLab lab(quick_broker(Flush::async));
  lab.crash_at(900ms, BrokerLab::consumer, CrashKind::power, 10s);
  lab.publish_at(1s, 7);
  lab.crash_at(1300ms, BrokerLab::broker, CrashKind::power);
  lab.run();
  EXPECT_TRUE(lab.desk.stored[7]);  // it was acknowledged
  EXPECT_TRUE(lab.desk.delivered.empty());
  EXPECT_EQ(lab.listed("broker log"), 0);
}

// flushCommitLogThoroughInterval.
TEST(Flushing, later_keeps_what_is_older_than_ten_seconds) {
  BrokerLab lab(quick_broker(Flush::async));
  lab.crash_at(900ms, BrokerLab::consumer, CrashKind::power, 20s);
  lab.publish_at(1s, 7);
  lab.crash_at(10100ms, BrokerLab::broker, CrashKind::power);
  EXPECT_EQ(lab.run().desk.delivered.size(), 1u);
  EXPECT_EQ(lab.count(Kind::forced_write), 0u);
}

// flushIntervalCommitLog and flushCommitLogLeastPages: a message takes some 400 bytes, a page 4096.
TEST(Flushing, later_keeps_what_is_older_than_half_a_second_if_four_pages_are_dirty) {
  for (const std::uint64_t messages : {30u, 60u}) {
    BrokerLab lab(quick_broker(Flush::async));
    lab.crash_at(900ms, BrokerLab::consumer, CrashKind::power, 5s);
    for (std::uint64_t key = 1; key <= messages; ++key) lab.publish_at(1s, key);
    lab.crash_at(1600ms, BrokerLab::broker, CrashKind::power);
    EXPECT_EQ(lab.run(10s).desk.delivered.size(), messages == 60 ? 60u : 0u);
  }
}

TEST(Flushing, later_loses_nothing_when_only_the_process_dies) {
  BrokerLab lab(quick_broker(Flush::async));
  lab.crash_at(900ms, BrokerLab::consumer, CrashKind::power, 10s);
  lab.publish_at(1s, 7);
  lab.crash_at(1300ms, BrokerLab::broker, CrashKind::process);
  EXPECT_EQ(lab.run().desk.delivered.size(), 1u);
}

TEST(Flushing, before_the_acknowledgement_keeps_everything_that_was_acknowledged) {
  BrokerLab lab;
  lab.crash_at(900ms, BrokerLab::consumer, CrashKind::power, 10s);
  lab.publish_at(1s, 7);
  lab.crash_at(1002500us, BrokerLab::broker, CrashKind::power);
  lab.run();
  EXPECT_FALSE(lab.desk.delivered.empty());
  EXPECT_TRUE(lab.desk.stored[7]);
}

TEST(Retries, come_after_ever_longer_delays_and_end_as_a_dead_letter) {
  BrokerLab lab;
  lab.desk.answer = Answer::later;
  lab.publish_at(1s, 7);
  lab.run();
  const std::vector<Duration> delays{10s,  30s,  1min, 2min,  3min,  4min,  5min, 6min,
                                     7min, 8min, 9min, 10min, 20min, 30min, 1h,   2h};
  ASSERT_EQ(lab.desk.delivered.size(), 17u);
  Duration waited{0};
  for (std::size_t i = 1; i < 17; ++i) {
    const Duration gap = lab.desk.delivered[i].at - lab.desk.delivered[i - 1].at;
    EXPECT_EQ(gap, delays[i - 1] + 2ms) << i;  // the refusal and the next delivery travel
    EXPECT_EQ(lab.desk.delivered[i].reconsumed, i);
    waited += delays[i - 1];
  }
  EXPECT_EQ(waited, 17140s);
  EXPECT_EQ(lab.count(Kind::dead_letter), 1u);
  EXPECT_EQ(lab.listed("dead letters"), 1);
  EXPECT_EQ(lab.listed("broker log"), 0);
}

TEST(Retries, end_when_the_message_is_consumed_at_last) {
  BrokerLab lab;
  lab.desk.answer = Answer::later;
  lab.answer_from(30s, Answer::consumed);
  lab.publish_at(1s, 7);
  lab.run();
  EXPECT_EQ(lab.desk.delivered.size(), 3u);
  EXPECT_EQ(lab.count(Kind::dead_letter), 0u);
}

TEST(Retries, keep_their_delay_over_a_restart_of_the_broker) {
  BrokerLab lab;
  lab.desk.answer = Answer::later;
  lab.answer_from(2s, Answer::consumed);
  lab.publish_at(1s, 7);
  lab.crash_at(8s, BrokerLab::broker, CrashKind::power);
  lab.run();
  ASSERT_EQ(lab.desk.delivered.size(), 2u);
  EXPECT_EQ(lab.desk.delivered[1].reconsumed, 1u);
  EXPECT_EQ(lab.desk.delivered[1].at, 11005ms);
}

// The retry is not waited for, but its flush begins within milliseconds.
TEST(Retries, are_there_when_the_power_fails_soon_after_they_were_asked_for) {
  BrokerLab lab;
  lab.desk.answer = Answer::later;
  lab.publish_at(4900ms, 7);
  lab.answer_from(5s, Answer::consumed);
  lab.crash_at(5100ms, BrokerLab::broker, CrashKind::power);
  lab.run();
  EXPECT_EQ(lab.desk.delivered.size(), 2u);
  EXPECT_EQ(lab.listed("broker log"), 0);
}

// The consumer has given the message away and reads on behind it.
TEST(Retries, are_lost_when_the_power_fails_before_they_are_flushed) {
  BrokerLab lab;
  lab.desk.answer = Answer::later;
  lab.publish_at(4900ms, 7);
  lab.answer_from(5s, Answer::consumed);
  lab.crash_at(4906ms, BrokerLab::broker, CrashKind::power);  // the retry was stored at 4904 ms
  lab.run();
  EXPECT_EQ(lab.desk.delivered.size(), 1u);
}

TEST(DeadLetters, are_seen_at_once) {
  BrokerSettings settings = quick_broker();
  settings.consumers.max_reconsume = 1;
  BrokerLab lab(settings);
  lab.desk.answer = Answer::later;
  lab.publish_at(1s, 7);
  lab.run(12s);
  EXPECT_EQ(lab.listed("dead letters"), 1);
}

// It is parked at 11.006 s and flushed a millisecond later; what was lost is no case for people.
TEST(DeadLetters, that_are_lost_before_they_are_flushed_are_on_no_list) {
  BrokerSettings settings = quick_broker();
  settings.consumers.max_reconsume = 1;
  BrokerLab lab(settings);
  lab.desk.answer = Answer::later;
  lab.publish_at(1s, 7);
  lab.crash_at(11'006'500us, BrokerLab::broker, CrashKind::power);
  lab.answer_from(11'006'600us, Answer::consumed);
  lab.run(11'006'200us);
  EXPECT_EQ(lab.listed("dead letters"), 1);
  lab.run();
  EXPECT_EQ(lab.count(Happening::Kind::dead_letter), 1u);
  EXPECT_EQ(lab.listed("dead letters"), 0);
  EXPECT_EQ(lab.listed("broker log"), 0);
}

// Before 4.9.0 the dead letter kept the delay level of a further retry
// (https://github.com/apache/rocketmq/issues/2724).
TEST(DeadLetters, used_to_be_delayed_like_one_more_retry) {
  BrokerSettings settings = quick_broker();
  settings.consumers.max_reconsume = 1;
  settings.consumers.dead_letters_delayed = true;
  BrokerLab lab(settings);
  lab.desk.answer = Answer::later;
  lab.publish_at(1s, 7);
  lab.run(40s);  // ten seconds until the retry, thirty more
  EXPECT_EQ(lab.listed("dead letters"), 0);
  lab.run(42s);
  EXPECT_EQ(lab.listed("dead letters"), 1);
  EXPECT_EQ(lab.desk.delivered.size(), 2u);
  lab.run();
  EXPECT_EQ(lab.listed("broker log"), 0);
}

}  // namespace
}  // namespace txlab
