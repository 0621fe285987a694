// Replicas: what an acknowledgement is worth when the master is lost, and what is refused without
// them.
#include "broker_lab.hpp"

namespace txlab {
namespace {

constexpr HostId replica{4};

BrokerSettings with_replica(std::uint32_t sync, std::uint32_t min_in_sync = 1) {
  BrokerSettings settings = quick_broker();
  settings.copies = 2;
  settings.sync_replicas = sync;
  settings.min_in_sync = min_in_sync;
  settings.slave_timeout = 1s;
  settings.replica_ack = Distribution::constant(1'000'000);
  return settings;
}

TEST(Replicas, that_are_waited_for_delay_the_acknowledgement) {
  for (const std::uint32_t sync : {1u, 2u}) {
    BrokerLab lab(with_replica(sync));
    lab.publish_at(1s, 7);
    lab.run();
    // To the broker, flush, (the rest of to the replica, append, back), delivery.
    EXPECT_EQ(lab.delivered_at()[0], sync == 1 ? 1003ms : 1005ms);
  }
}

TEST(Replicas, that_do_not_answer_leave_a_half_message_that_the_producer_must_not_use) {
  BrokerLab lab(with_replica(2));
  lab.crash_at(500ms, replica, CrashKind::process, std::nullopt);
  lab.half_at(1s, 7);
  lab.run(1min);
  EXPECT_EQ(lab.desk.status[7], PutStatus::slave_not_available);
}

// The replica was away when the message was acknowledged.
TEST(Replicas, lose_what_they_had_not_got_when_the_master_is_lost) {
  for (const bool there : {true, false}) {
    BrokerLab lab(with_replica(1));
    lab.desk.answer = Answer::silence;
    lab.publish_at(1s, 6);
    if (!there) lab.crash_at(2s, replica, CrashKind::process, 10s);
    lab.publish_at(3s, 7);
    lab.crash_at(5s, BrokerLab::broker, CrashKind::host_lost, 1s);
    lab.run(30s);
    EXPECT_TRUE(lab.desk.stored[7]);
    EXPECT_EQ(lab.listed("broker log"), there ? 2 : 1);  // nobody has consumed them
  }
}

TEST(Replicas, that_are_waited_for_have_whatever_was_acknowledged) {
  BrokerLab lab(with_replica(2));
  lab.desk.answer = Answer::silence;
  lab.publish_at(1s, 7);
  lab.answer_from(1500ms, Answer::consumed);
  lab.crash_at(1010ms, BrokerLab::broker, CrashKind::host_lost, 1s);
  lab.run();
  EXPECT_TRUE(lab.desk.stored[7]);
  EXPECT_EQ(lab.desk.delivered.size(), 2u);
}

// Without a controller a master that comes back has what its disk has, and a process that dies
// loses nothing; with one, the replica takes over that had not got the message.
TEST(Replicas, that_take_over_after_any_crash_lose_what_a_master_alone_keeps) {
  for (const Failover failover : {Failover::machine_lost, Failover::any_crash}) {
    BrokerSettings settings = with_replica(1);
    settings.failover = failover;
    BrokerLab lab(settings);
    lab.desk.answer = Answer::silence;
    lab.lose_at(2s, BrokerLab::broker, replica, 4s);
    lab.publish_at(3s, 7);
    lab.crash_at(5s, BrokerLab::broker, CrashKind::process, 1s);
    lab.run(30s);
    EXPECT_TRUE(lab.desk.stored[7]);
    EXPECT_EQ(lab.listed("broker log"), failover == Failover::any_crash ? 0 : 1);
  }
}

TEST(Replicas, that_are_down_do_not_take_over) {
  BrokerSettings settings = with_replica(1);
  settings.failover = Failover::any_crash;
  BrokerLab lab(settings);
  lab.desk.answer = Answer::silence;
  lab.crash_at(2s, replica, CrashKind::process, 10s);
  lab.publish_at(3s, 7);
  lab.crash_at(5s, BrokerLab::broker, CrashKind::process, 1s);
  lab.run(30s);
  EXPECT_EQ(lab.listed("broker log"), 1);
}

// What the old master had not flushed, the replica has in its memory.
TEST(Replicas, that_take_over_after_a_power_failure_have_what_was_not_flushed) {
  for (const Failover failover : {Failover::machine_lost, Failover::any_crash}) {
    BrokerSettings settings = with_replica(2);
    settings.flush = Flush::async;
    settings.failover = failover;
    BrokerLab lab(settings);
    lab.desk.answer = Answer::silence;
    lab.publish_at(3s, 7);
    lab.crash_at(3100ms, BrokerLab::broker, CrashKind::power, 1s);
    lab.run(30s);
    EXPECT_TRUE(lab.desk.stored[7]);
    EXPECT_EQ(lab.listed("broker log"), failover == Failover::any_crash ? 1 : 0);
  }
}

TEST(Replicas, are_all_there_is_when_the_master_is_lost) {
  BrokerSettings alone = quick_broker();
  BrokerLab lab(alone);
  lab.half_at(1s, 7);
  lab.crash_at(2s, BrokerLab::broker, CrashKind::host_lost, 1s);
  lab.run();
  EXPECT_EQ(lab.count(Happening::Kind::checked), 0u);
}

// A stale COMMIT finds the half message that the new master has put where the lost one lay.
TEST(Replicas, that_take_over_reuse_offsets) {
  BrokerLab lab(with_replica(1));
  lab.crash_at(500ms, replica, CrashKind::process, 10s);
  lab.half_at(1s, 7);
  lab.crash_at(2s, BrokerLab::broker, CrashKind::host_lost, 1s);
  lab.half_at(4s, 8);
  lab.end_at(5s, 7, HalfOutcome::commit);
  lab.run(20s);
  ASSERT_EQ(lab.desk.delivered.size(), 1u);
  EXPECT_EQ(lab.desk.delivered[0].key, 8u);
}

// The half message is kept; its final message, which waits for the replicas as well, is refused
// each time that a check is answered; the copies wait for nobody. In the end it is parked.
TEST(InSync, too_few_refuse_the_final_message_until_the_half_message_is_parked) {
  for (const std::uint32_t needed : {1u, 2u}) {
    BrokerLab lab(with_replica(1, needed));
    lab.desk.check_answer = HalfOutcome::commit;
    lab.half_at(1s, 7);
    lab.crash_at(2s, replica, CrashKind::process, std::nullopt);
    lab.end_at(20s, 7, HalfOutcome::commit);
    lab.run();
    EXPECT_EQ(lab.desk.delivered.size(), needed == 2 ? 0u : 1u);
    EXPECT_EQ(lab.desk.checked.size(), needed == 2 ? 15u : 0u);
    EXPECT_EQ(lab.listed("parked half messages"), needed == 2 ? 1 : 0);
  }
}

TEST(InSync, too_few_refuse_new_messages) {
  BrokerLab lab(with_replica(1, 2));
  lab.publish_at(1s, 6);
  lab.crash_at(2s, replica, CrashKind::process, 60s);
  lab.publish_at(3s, 7);   // the first that it lacks
  lab.publish_at(30s, 8);  // it is not in sync any more
  lab.publish_at(90s, 9);
  lab.run();
  EXPECT_TRUE(lab.desk.stored[7]);
  EXPECT_FALSE(lab.desk.stored[8]);
  EXPECT_TRUE(lab.desk.stored[9]);
}

TEST(Operator, resumes_parked_half_messages_with_all_their_checks) {
  BrokerSettings settings = quick_broker();
  settings.resume_after = 10min;
  BrokerLab lab(settings);
  lab.half_at(1s, 7);
  lab.at(500s, [&] { lab.desk.check_answer = HalfOutcome::commit; });
  lab.run();
  // Parked at 480 s, back in the queue at 1080 s; the next round finds it.
  ASSERT_EQ(lab.desk.checked.size(), 16u);
  EXPECT_EQ(lab.desk.checked[15], 1110001ms);
  EXPECT_EQ(lab.desk.delivered.size(), 1u);
  EXPECT_EQ(lab.listed("parked half messages"), 0);
}

TEST(Operator, survives_a_restart_of_the_broker) {
  BrokerSettings settings = quick_broker();
  settings.resume_after = 10min;
  BrokerLab lab(settings);
  lab.half_at(1s, 7);
  lab.at(500s, [&] { lab.desk.check_answer = HalfOutcome::commit; });
  lab.crash_at(600s, BrokerLab::broker, CrashKind::power);
  lab.run();
  EXPECT_EQ(lab.desk.delivered.size(), 1u);
}

}  // namespace
}  // namespace txlab
