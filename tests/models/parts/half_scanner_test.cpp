// The half scanner's surprises: copies, late ENDs, the op buffer, wrong clocks, lost tails.
#include "broker_lab.hpp"

namespace txlab {
namespace {

using Kind = Happening::Kind;

std::size_t deliveries_of(const BrokerLab& lab, std::uint64_t key) {
  return static_cast<std::size_t>(std::ranges::count(lab.desk.delivered, key, &Delivery::key));
}

// The check at 30 s went past the original; the COMMIT that comes then delivers, but its op record
// is below the scanner's offset. The copy is asked about again at 60 s, and committed again.
TEST(Copies, are_committed_again_after_a_late_commit_of_the_original) {
  BrokerLab lab;
  lab.half_at(1s, 7);
  lab.end_at(31s, 7, HalfOutcome::commit);
  lab.at(32s, [&] { lab.desk.check_answer = HalfOutcome::commit; });
  lab.run();
  EXPECT_EQ(lab.desk.delivered.size(), 2u);
  EXPECT_EQ(lab.desk.checked.size(), 2u);
}

TEST(Copies, are_asked_about_until_the_maximum_although_the_original_was_committed) {
  BrokerLab lab;
  lab.half_at(1s, 7);
  lab.end_at(31s, 7, HalfOutcome::commit);
  lab.run();
  EXPECT_EQ(lab.desk.delivered.size(), 1u);
  EXPECT_EQ(lab.desk.checked.size(), 15u);
  EXPECT_EQ(lab.listed("parked half messages"), 1);
}

TEST(Copies, do_not_keep_a_commit_from_delivering_after_a_check_answered_rollback) {
  BrokerLab lab;
  lab.desk.check_answer = HalfOutcome::rollback;
  lab.half_at(1s, 7);
  lab.end_at(40s, 7, HalfOutcome::commit);
  lab.run();
  EXPECT_EQ(lab.desk.checked.size(), 1u);
  EXPECT_EQ(lab.desk.delivered.size(), 1u);
}

TEST(Copies, do_not_keep_a_commit_from_delivering_after_the_message_was_parked) {
  BrokerLab lab;
  lab.half_at(1s, 7);
  lab.end_at(600s, 7, HalfOutcome::commit);
  lab.run();
  EXPECT_EQ(lab.listed("parked half messages"), 1);
  EXPECT_EQ(lab.desk.delivered.size(), 1u);
}

// Each scan uses up a check whether or not a producer is there: the sixteenth discards.
TEST(Discard, comes_456_to_486_seconds_after_the_birth) {
  for (const Duration born : {1000ms, 10000ms, 23999ms, 24001ms, 29000ms}) {
    BrokerLab lab;
    Duration parked{0};
    lab.half_at(born, 7);
    lab.crash_at(born + 10ms, BrokerLab::producer, CrashKind::process, std::nullopt);
    for (Duration at = 1s; at < 600s; at += 1s) {
      lab.at(at, [&, at] {
        if (parked == Duration{0} && lab.listed("parked half messages") == 1) parked = at;
      });
    }
    lab.run();
    EXPECT_EQ(lab.count(Kind::checked), 15u);
    EXPECT_GE(parked - born, 456s);
    EXPECT_LE(parked - born, 487s);
  }
}

TEST(Discard, loses_the_message_when_its_parking_place_cannot_be_written) {
  BrokerSettings settings = quick_broker();
  settings.park_writable = false;
  BrokerLab lab(settings);
  lab.half_at(1s, 7);
  lab.run();
  EXPECT_EQ(lab.desk.checked.size(), 15u);
  EXPECT_EQ(lab.listed("parked half messages"), 0);
  EXPECT_EQ(lab.listed("broker log"), 0);  // the scanner has gone past it all the same
}

TEST(Discard, rolls_back_what_is_too_old_where_nothing_is_parked) {
  BrokerSettings settings = quick_broker();
  settings.max_checks = 1000;
  settings.half_lifetime = 4h;
  settings.give_up = GiveUp::roll_back;
  BrokerLab lab(settings);
  lab.half_at(1s, 7);
  lab.run();
  EXPECT_EQ(lab.desk.checked.size(), 480u);  // 30 s .. 4 h
  EXPECT_EQ(lab.listed("parked half messages"), 0);
  EXPECT_EQ(lab.listed("broker log"), 0);
}

// https://github.com/apache/rocketmq/issues/9320: a message of which nobody may be asked for an
// hour is written sixteen times for nothing.
TEST(Immunity, of_a_message_costs_a_copy_each_round) {
  BrokerLab lab;
  lab.desk.check_immunity = 1h;
  lab.half_at(1s, 7);
  lab.run();
  EXPECT_TRUE(lab.desk.checked.empty());
  EXPECT_EQ(lab.state().halves().end(), 16u);
}

// END arrives 1.5 s before the crash: what it said was in memory only.
TEST(OpBuffer, is_lost_with_the_process_and_its_messages_are_committed_again) {
  BrokerLab lab;
  lab.desk.check_answer = HalfOutcome::commit;
  lab.half_at(18s, 7);
  lab.end_at(18500ms, 7, HalfOutcome::commit);
  lab.crash_at(20s, BrokerLab::broker, CrashKind::process);
  lab.run();
  EXPECT_EQ(lab.desk.checked.size(), 1u);
  EXPECT_EQ(lab.desk.delivered.size(), 2u);
}

TEST(OpBuffer, is_written_after_three_seconds) {
  BrokerLab lab;
  lab.desk.check_answer = HalfOutcome::commit;
  lab.half_at(18s, 7);
  lab.end_at(18500ms, 7, HalfOutcome::commit);
  lab.crash_at(22s, BrokerLab::broker, CrashKind::process);
  lab.run();
  EXPECT_TRUE(lab.desk.checked.empty());
}

TEST(OpBuffer, is_no_buffer_where_each_end_has_a_record_of_its_own) {
  BrokerSettings settings = quick_broker();
  settings.op_records = OpRecords::each;
  BrokerLab lab(settings);
  lab.desk.check_answer = HalfOutcome::commit;
  lab.half_at(18s, 7);
  lab.end_at(18500ms, 7, HalfOutcome::commit);
  lab.crash_at(20s, BrokerLab::broker, CrashKind::process);
  lab.run();
  EXPECT_TRUE(lab.desk.checked.empty());
}

TEST(OpBuffer, is_written_when_it_is_full) {
  BrokerSettings settings = quick_broker();
  settings.op_bytes = 4;  // two offsets of one digit
  BrokerLab lab(settings);
  lab.desk.check_answer = HalfOutcome::commit;
  for (const std::uint64_t key : {7u, 8u, 9u}) {
    lab.half_at(18s, key);
    lab.end_at(18500ms, key, HalfOutcome::rollback);
  }
  lab.crash_at(20s, BrokerLab::broker, CrashKind::process);
  lab.run();
  EXPECT_EQ(lab.desk.checked.size(), 1u);
}

// Every local transaction takes 0.3 s. A batch waits for up to 6 s where intervals stack: a message
// that was ended 5.9 s before a scan is 6.2 s old and in no op record.
std::size_t checks_of_ended_messages(OpRecords records) {
  BrokerSettings settings = quick_broker();
  settings.op_records = records;
  BrokerLab lab(settings);
  lab.desk.check_answer = HalfOutcome::commit;
  std::uint64_t key = 0;
  for (Duration at = 3100ms; at < 120s; at += 250ms) {
    lab.half_at(at, ++key);
    lab.end_at(at + 300ms, key, HalfOutcome::commit);
  }
  lab.run();
  return lab.count(Kind::checked);
}

TEST(OpBuffer, leads_to_spurious_checks_only_where_intervals_stack) {
  EXPECT_EQ(checks_of_ended_messages(OpRecords::each), 0u);
  EXPECT_EQ(checks_of_ended_messages(OpRecords::batched), 0u);
  EXPECT_GT(checks_of_ended_messages(OpRecords::stacked), 0u);
}

// The message asks not to be checked for 40 s. The copy that says so at 30 s takes the original out
// of the scanner's sight; the COMMIT in time is not connected with it.
TEST(OwnImmunity, of_more_than_an_interval_delivers_twice) {
  BrokerLab lab;
  lab.desk.check_immunity = 40s;
  lab.desk.check_answer = HalfOutcome::commit;
  lab.half_at(1s, 7);
  lab.end_at(35s, 7, HalfOutcome::commit);
  lab.run();
  EXPECT_EQ(lab.desk.checked.size(), 1u);
  EXPECT_EQ(lab.desk.delivered.size(), 2u);
}

TEST(OwnImmunity, uses_up_checks_and_can_park_a_message_that_was_never_asked_about) {
  BrokerLab lab;
  lab.desk.check_immunity = 600s;
  lab.half_at(1s, 7);
  lab.run();
  EXPECT_EQ(lab.count(Kind::checked), 0u);
  EXPECT_EQ(lab.listed("parked half messages"), 1);
}

TEST(OwnImmunity, refuses_an_end_that_is_later_and_asks_instead) {
  BrokerLab lab;
  lab.desk.check_immunity = 10s;
  lab.half_at(1s, 7);
  lab.end_at(20s, 7, HalfOutcome::commit);
  lab.run(29s);
  EXPECT_TRUE(lab.desk.delivered.empty());
  lab.desk.check_answer = HalfOutcome::commit;
  lab.run();
  EXPECT_EQ(lab.desk.delivered.size(), 1u);
}

// The age is the difference between two clocks.
TEST(WrongClocks, make_a_message_from_the_future_be_asked_about_at_once) {
  BrokerLab lab;
  lab.step_clock(BrokerLab::producer, 10s);
  lab.half_at(29s, 7);
  lab.run(31s);
  EXPECT_EQ(lab.count(Kind::checked), 1u);
  BrokerLab right;
  right.half_at(29s, 7);
  right.run(31s);
  EXPECT_EQ(right.count(Kind::checked), 0u);
}

TEST(WrongClocks, make_a_young_message_look_old) {
  BrokerLab lab;
  lab.step_clock(BrokerLab::producer, -10s);
  lab.half_at(29s, 7);
  lab.run(31s);
  EXPECT_EQ(lab.count(Kind::checked), 1u);
}

// The log lost its tail; a new half message of the same size lies where the old one lay.
TEST(LostTail, lets_a_stale_commit_end_the_half_message_of_another_transaction) {
  BrokerLab lab(quick_broker(Flush::async));
  lab.half_at(1s, 7);
  lab.crash_at(2s, BrokerLab::broker, CrashKind::power);
  lab.half_at(3s, 8);
  lab.end_at(4s, 7, HalfOutcome::commit);
  lab.run(10s);
  EXPECT_EQ(deliveries_of(lab, 7), 0u);
  EXPECT_EQ(deliveries_of(lab, 8), 1u);
}

TEST(LostTail, is_told_apart_by_bytes_when_other_records_lie_between) {
  BrokerLab lab(quick_broker(Flush::async));
  lab.half_at(1s, 7);
  lab.crash_at(2s, BrokerLab::broker, CrashKind::power);
  lab.publish_at(2500ms, 9);
  lab.half_at(3s, 8);
  lab.end_at(4s, 7, HalfOutcome::commit);
  lab.run(10s);
  EXPECT_EQ(deliveries_of(lab, 8), 0u);
}

// A half message that nobody ends; its copy, and a power failure.
std::size_t delivered_after(Duration power_failure, BrokerSettings settings,
                            Duration offsets_written_back) {
  settings.offsets_written_back = offsets_written_back;
  BrokerLab lab(settings);
  lab.half_at(1s, 7);
  lab.at(32s, [&] { lab.desk.check_answer = HalfOutcome::commit; });
  lab.crash_at(power_failure, BrokerLab::broker, CrashKind::power);
  lab.run();
  EXPECT_EQ(lab.listed("broker log"), 0);
  return lab.desk.delivered.size();
}

// The copy of 30 s is not flushed before 40 s; the offset that has gone past its original is
// written at 35 s. If the file is on the disk at 36 s, a crash leaves neither, and nobody will ever
// ask; if it is in the page cache still, both are gone together, and the original is seen again.
TEST(LostTail, takes_the_copy_while_an_offset_past_the_original_survives) {
  EXPECT_EQ(delivered_after(31s, quick_broker(Flush::async), 0s), 1u);
  EXPECT_EQ(delivered_after(36s, quick_broker(Flush::async), 0s), 0u);
  EXPECT_EQ(delivered_after(36s, quick_broker(Flush::async), 30s), 1u);
}

// Nobody waits for the flush of a copy: it comes 10 ms later. An offset that is on the disk within
// these 10 ms is ahead of it with synchronous flush, too.
TEST(LostTail, takes_a_copy_that_was_not_flushed_with_synchronous_flush_as_well) {
  BrokerSettings settings = quick_broker();
  settings.check_interval = 29999ms;  // the copy is written 1 ms before the offsets are
  EXPECT_EQ(delivered_after(30001ms, settings, 0s), 0u);
  EXPECT_EQ(delivered_after(30001ms, settings, 30s), 1u);
  EXPECT_EQ(delivered_after(30100ms, settings, 0s), 1u);
}

// A file that a crashed process left in the page cache is not safe from the next power failure.
TEST(Offsets, that_survived_a_crash_of_the_process_can_still_be_lost_with_the_power) {
  PersistedOffset offset(5s, 30s);
  offset.set(3, Instant{7s});
  offset.set(4, Instant{11s});
  offset.crashed(Instant{12s}, OffsetsFile::as_written);
  EXPECT_EQ(offset.value(), 3u);
  EXPECT_EQ(offset.safe(Instant{39s}), 0u);
  EXPECT_EQ(offset.safe(Instant{40s}), 3u);
  offset.crashed(Instant{20s}, OffsetsFile::as_written_back);
  EXPECT_EQ(offset.value(), 0u);
}

TEST(Rounds, that_find_nothing_cost_no_events) {
  BrokerLab lab;
  lab.half_at(1s, 7);
  lab.end_at(1100ms, 7, HalfOutcome::commit);
  lab.run(2min);
  const std::uint64_t before = lab.events();
  lab.run(24h);
  EXPECT_EQ(lab.events(), before);
}

}  // namespace
}  // namespace txlab
