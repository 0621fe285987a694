// Half messages: invisible until COMMIT, asked about when no END comes, parked when nobody knows.
#include "broker_lab.hpp"

namespace txlab {
namespace {

using Kind = Happening::Kind;

TEST(HalfMessage, is_invisible_until_it_is_committed) {
  BrokerLab lab;
  lab.half_at(1s, 7);
  lab.end_at(5s, 7, HalfOutcome::commit);
  lab.run();
  ASSERT_EQ(lab.desk.delivered.size(), 1u);
  EXPECT_EQ(lab.desk.delivered[0].key, 7u);
  EXPECT_EQ(lab.desk.delivered[0].at, 5003ms);  // END, flush, delivery
  EXPECT_TRUE(lab.desk.checked.empty());
}

TEST(HalfMessage, is_never_delivered_after_a_rollback) {
  BrokerLab lab;
  lab.half_at(1s, 7);
  lab.end_at(5s, 7, HalfOutcome::rollback);
  lab.run();
  EXPECT_TRUE(lab.desk.delivered.empty());
  EXPECT_TRUE(lab.desk.checked.empty());
  EXPECT_EQ(lab.listed("broker log"), 0);
}

TEST(HalfMessage, gives_two_messages_for_two_commits) {
  BrokerLab lab;
  lab.half_at(1s, 7);
  lab.end_at(5s, 7, HalfOutcome::commit);
  lab.end_at(5500ms, 7, HalfOutcome::commit);
  EXPECT_EQ(lab.run().desk.delivered.size(), 2u);
}

TEST(HalfMessage, is_delivered_by_a_commit_that_follows_a_rollback) {
  BrokerLab lab;
  lab.half_at(1s, 7);
  lab.end_at(5s, 7, HalfOutcome::rollback);
  lab.end_at(5500ms, 7, HalfOutcome::commit);
  EXPECT_EQ(lab.run().desk.delivered.size(), 1u);
}

TEST(HalfMessage, is_not_ended_by_who_does_not_know) {
  BrokerLab lab;
  lab.half_at(1s, 7);
  lab.end_at(5s, 7, HalfOutcome::unknown);
  lab.run(1min);
  EXPECT_TRUE(lab.desk.delivered.empty());
  EXPECT_FALSE(lab.desk.checked.empty());
}

TEST(HalfMessage, goes_to_every_consumer_group_with_one_forced_write) {
  BrokerLab lab(quick_broker(), {0, 1, 2});
  lab.half_at(1s, 7, 3);
  lab.end_at(5s, 7, HalfOutcome::commit);
  lab.run();
  std::vector<TopicId> topics;
  for (const Delivery& delivery : lab.desk.delivered) topics.push_back(delivery.topic);
  EXPECT_EQ(topics, (std::vector<TopicId>{0, 1, 2}));
  EXPECT_EQ(lab.count(Kind::forced_write), 2u);  // half and final
}

TEST(CheckBack, asks_at_the_first_interval_after_the_immunity_time) {
  BrokerLab lab;
  lab.desk.check_answer = HalfOutcome::commit;
  lab.half_at(1s, 7);   // 29 s old when the scanner comes at 30 s
  lab.half_at(25s, 8);  // 5 s old then: asked about at 60 s, after a second look for op records
  lab.run();
  EXPECT_EQ(lab.desk.checked, (std::vector<Duration>{30001ms, 61001ms}));
  ASSERT_EQ(lab.desk.delivered.size(), 2u);
  EXPECT_EQ(lab.desk.delivered[0].key, 7u);
  EXPECT_EQ(lab.desk.delivered[1].key, 8u);
}

TEST(CheckBack, can_roll_back) {
  BrokerLab lab;
  lab.desk.check_answer = HalfOutcome::rollback;
  lab.half_at(1s, 7);
  lab.run();
  EXPECT_EQ(lab.desk.checked.size(), 1u);
  EXPECT_TRUE(lab.desk.delivered.empty());
}

TEST(CheckBack, asks_fifteen_times_and_then_parks_the_message_for_an_operator) {
  BrokerLab lab;
  lab.half_at(1s, 7);
  lab.run();
  std::vector<Duration> expected;
  for (int round = 1; round <= 15; ++round) expected.push_back(round * 30s + 1ms);
  EXPECT_EQ(lab.desk.checked, expected);
  EXPECT_EQ(lab.count(Kind::checked), 15u);
  EXPECT_EQ(lab.listed("parked half messages"), 1);
  EXPECT_EQ(lab.listed("broker log"), 0);
  EXPECT_TRUE(lab.state().parked().at(1).half);
  EXPECT_TRUE(lab.desk.delivered.empty());
}

TEST(CheckBack, counts_checks_that_reach_nobody) {
  BrokerLab lab;
  lab.half_at(1s, 7);
  lab.crash_at(2s, BrokerLab::producer, CrashKind::process, std::nullopt);
  lab.run();
  EXPECT_TRUE(lab.desk.checked.empty());
  EXPECT_EQ(lab.listed("parked half messages"), 1);
}

TEST(CheckBack, goes_on_after_the_broker_restarted) {
  BrokerLab lab;
  lab.desk.check_answer = HalfOutcome::commit;
  lab.half_at(1s, 7);
  lab.crash_at(2s, BrokerLab::broker, CrashKind::power);
  lab.run();
  EXPECT_EQ(lab.desk.checked.size(), 1u);
  EXPECT_EQ(lab.desk.delivered.size(), 1u);
}

TEST(CheckBack, never_asks_when_it_is_off) {
  BrokerLab lab(quick_broker(), {0}, {BrokerLab::consumer}, {.check_back = false});
  lab.half_at(1s, 7);
  lab.run();
  EXPECT_EQ(lab.count(Kind::checked), 0u);
  EXPECT_EQ(lab.listed("parked half messages"), 0);
}

TEST(CheckBack, tells_nobody_of_a_parked_message_without_an_alarm) {
  BrokerSettings settings = quick_broker();
  settings.alarm = false;
  BrokerLab lab(settings);
  lab.half_at(1s, 7);
  lab.run();
  EXPECT_EQ(lab.listed("parked half messages"), 0);
  EXPECT_EQ(lab.listed("broker log"), 0);
}

}  // namespace
}  // namespace txlab
