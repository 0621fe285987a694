#include "sim/world/durable_log.hpp"

#include <gtest/gtest.h>

#include "lab.hpp"

namespace txlab {
namespace {

constexpr std::int64_t fsync_ns = 10'000'000;

// A log of numbers on a host's disk.
class Numbers : public DurableState {
 public:
  Numbers(Host& host, Lines& lines)
      : log(host, [&lines](int& record) { lines.push_back("durable " + std::to_string(record)); }) {
  }
  void crashed(CrashKind kind, Unsynced unsynced, Draw draw) override {
    log.crashed(kind, unsynced, draw);
  }
  std::vector<int> kept() {
    std::vector<int> kept;
    for (auto at = log.begin(); at <= log.end(); ++at) kept.push_back(log.at(at));
    return kept;
  }
  DurableLog<int> log;
};

class LogTest : public testing::Test {
 protected:
  LogTest() { lab_.world().boot_all(); }

  Task<> forces(int record) {
    co_await numbers_.log.force(record, "record", IntentId{1});
    say("forced " + std::to_string(record));
  }
  Task<> forces_in_a_row(int first, int count) {
    for (int record = first; record < first + count; ++record) co_await forces(record);
  }
  Task<> waits_for(DurableLog<int>::Position position) {
    co_await numbers_.log.synced(position, "position");
    say("synced " + std::to_string(position));
  }
  void at(Duration when, std::function<void()> action) {
    lab_.world().at(start_of_run + when, std::move(action));
  }
  void crash(CrashKind kind, Unsynced unsynced) {
    lab_.world().crash(host_.id(), kind, unsynced, std::nullopt);
  }
  void say(const std::string& what) {
    lines_.push_back(what + " at " + milliseconds(lab_.kernel().now()));
  }
  std::vector<Duration> flushes() const { return record().instants(Happening::Kind::flushed); }
  const Record& record() const { return const_cast<Lab&>(lab_).record(); }

  Lines lines_;
  Lab lab_;
  Host& host_ = lab_.add<Passive>({.fsync = Distribution::constant(fsync_ns)});
  Numbers& numbers_ = host_.durable<Numbers>(host_, lines_);
};

TEST_F(LogTest, ARecordIsSafeWhenAFlushHasCoveredIt) {
  host_.spawn(forces(7));
  EXPECT_EQ(numbers_.log.end(), 1u);
  EXPECT_EQ(numbers_.log.durable_end(), 0u);
  EXPECT_TRUE(lab_.run());
  EXPECT_EQ(lines_, (Lines{"durable 7", "forced 7 at 10"}));
  EXPECT_EQ(numbers_.log.durable_end(), 1u);
  EXPECT_EQ(record().count(Happening::Kind::forced_write), 1u);
}

TEST_F(LogTest, ConcurrentWritersShareFlushes) {
  for (int record = 1; record <= 5; ++record) host_.spawn(forces(record));
  EXPECT_TRUE(lab_.run());
  // The first flush has begun with the first record; the other four share the second.
  EXPECT_EQ(flushes(), (std::vector<Duration>{10ms, 20ms}));
  EXPECT_EQ(lines_, (Lines{"durable 1", "forced 1 at 10", "durable 2", "durable 3", "durable 4",
                           "durable 5", "forced 2 at 20", "forced 3 at 20", "forced 4 at 20",
                           "forced 5 at 20"}));
  EXPECT_EQ(record().count(Happening::Kind::forced_write), 5u) << "writes are counted, not flushes";
}

TEST_F(LogTest, AWriterByItselfSharesNothing) {
  host_.spawn(forces_in_a_row(1, 3));
  EXPECT_TRUE(lab_.run());
  EXPECT_EQ(flushes(), (std::vector<Duration>{10ms, 20ms, 30ms}));
}

TEST_F(LogTest, WhatWasAppendedBeforeAForcedRecordBecomesDurableBeforeIt) {
  numbers_.log.append(1);
  numbers_.log.append(2);
  host_.spawn(forces(3));
  EXPECT_TRUE(lab_.run());
  EXPECT_EQ(lines_, (Lines{"durable 1", "durable 2", "durable 3", "forced 3 at 10"}));
}

TEST_F(LogTest, WhatIsDurableAlreadyIsNotWaitedFor) {
  host_.spawn(forces(1));
  EXPECT_TRUE(lab_.run());
  host_.spawn(waits_for(1));
  EXPECT_EQ(lines_.back(), "synced 1 at 10");
  EXPECT_EQ(flushes().size(), 1u);
}

TEST_F(LogTest, AWaiterForAnEarlierRecordIsNotKeptBehindOneForALater) {
  numbers_.log.append(1);
  host_.spawn(waits_for(1));  // the flush covers record 1 only
  host_.spawn(forces(2));
  host_.spawn(waits_for(1));
  EXPECT_TRUE(lab_.run());
  EXPECT_EQ(lines_, (Lines{"durable 1", "synced 1 at 10", "synced 1 at 10", "durable 2",
                           "forced 2 at 20"}));
}

TEST_F(LogTest, UnforcedRecordsAreFlushedWithinTheGivenTime) {
  numbers_.log.append(1);
  EXPECT_TRUE(lab_.run());
  EXPECT_EQ(lines_, Lines{}) << "nobody asked for a flush";
  numbers_.log.flush_within(100ms);
  numbers_.log.append(2);
  EXPECT_TRUE(lab_.run());
  EXPECT_EQ(lines_, (Lines{"durable 1", "durable 2"}))
      << "a flush covers what is there when it begins";
  EXPECT_EQ(flushes(), (std::vector<Duration>{110ms}));
  numbers_.log.flush_within(100ms);
  EXPECT_TRUE(lab_.kernel().agenda().empty()) << "nothing to flush";
}

TEST_F(LogTest, AForcedRecordDoesNotWaitForALazyFlush) {
  numbers_.log.append(1);
  numbers_.log.flush_within(100ms);
  at(5ms, [this] { host_.spawn(forces(2)); });
  EXPECT_TRUE(lab_.run());
  EXPECT_EQ(lines_, (Lines{"durable 1", "durable 2", "forced 2 at 15"}));
  EXPECT_EQ(flushes(), (std::vector<Duration>{15ms}));
}

TEST_F(LogTest, AnUnforcedRecordThatComesDuringAFlushIsFlushedInTimeAsWell) {
  host_.spawn(forces(1));
  at(5ms, [this] {
    numbers_.log.append(2);
    numbers_.log.flush_within(50ms);
  });
  EXPECT_TRUE(lab_.run());
  EXPECT_EQ(lines_, (Lines{"durable 1", "forced 1 at 10", "durable 2"}));
  EXPECT_EQ(flushes(), (std::vector<Duration>{10ms, 65ms}));
}

TEST_F(LogTest, TrimmingDropsOnlyWhatIsDurable) {
  host_.spawn(forces_in_a_row(1, 3));
  lab_.run();
  numbers_.log.append(4);
  numbers_.log.trim(3);
  EXPECT_EQ(numbers_.log.begin(), 3u);
  EXPECT_EQ(numbers_.log.at(3), 3);
  numbers_.log.trim(100);
  EXPECT_EQ(numbers_.log.begin(), 4u);
  EXPECT_EQ(numbers_.kept(), (std::vector{4}));
}

// One record is durable, three are in the page cache, of which somebody waits for the first.
class CrashedLogTest : public LogTest {
 protected:
  void crash_with_three_unsynced(CrashKind kind, Unsynced unsynced) {
    host_.spawn(forces(1));
    at(15ms, [=, this] {
      host_.spawn(forces(2));
      numbers_.log.append(3);
      numbers_.log.append(4);
    });
    at(20ms, [=, this] { crash(kind, unsynced); });
    EXPECT_TRUE(lab_.run());
    EXPECT_EQ(flushes().size(), 1u) << "the flush under way ended with the power";
  }
};

TEST_F(CrashedLogTest, AProcessCrashKeepsWhatTheOperatingSystemHas) {
  crash_with_three_unsynced(CrashKind::process, Unsynced::gone);
  EXPECT_EQ(numbers_.kept(), (std::vector{1, 2, 3, 4}));
  EXPECT_EQ(numbers_.log.durable_end(), 4u);
  EXPECT_EQ(lines_, (Lines{"durable 1", "forced 1 at 10", "durable 2", "durable 3", "durable 4"}));
}

TEST_F(CrashedLogTest, PowerLossDropsWhatWasNotFlushed) {
  crash_with_three_unsynced(CrashKind::power, Unsynced::gone);
  EXPECT_EQ(numbers_.kept(), (std::vector{1}));
  EXPECT_EQ(lines_, (Lines{"durable 1", "forced 1 at 10"}));
}

TEST_F(CrashedLogTest, PowerLossAfterDurabilityKeepsEverything) {
  crash_with_three_unsynced(CrashKind::power, Unsynced::kept);
  EXPECT_EQ(numbers_.kept(), (std::vector{1, 2, 3, 4}));
}

TEST_F(CrashedLogTest, ALostHostKeepsNothing) {
  crash_with_three_unsynced(CrashKind::host_lost, Unsynced::kept);
  EXPECT_EQ(numbers_.kept(), std::vector<int>{});
  EXPECT_EQ(numbers_.log.append(9), 1u);
}

TEST_F(CrashedLogTest, PositionsGoOnAfterACrash) {
  crash_with_three_unsynced(CrashKind::power, Unsynced::gone);
  EXPECT_EQ(numbers_.log.append(9), 2u);
  host_.spawn(waits_for(2));
  EXPECT_TRUE(lab_.run());
  EXPECT_EQ(lines_.back(), "synced 2 at 30");
}

TEST_F(LogTest, ATornLogIsAPrefixOfEveryLength) {
  std::array<int, 5> lengths{};
  for (std::uint64_t bits = 0; bits < 300; ++bits) {
    numbers_.log.crashed(CrashKind::host_lost, Unsynced::gone, {});
    for (int record = 1; record <= 4; ++record) numbers_.log.append(record);
    numbers_.log.crashed(CrashKind::power, Unsynced::torn, {.bits = mix(bits)});
    const auto kept = numbers_.kept();
    for (std::size_t i = 0; i < kept.size(); ++i) EXPECT_EQ(kept[i], static_cast<int>(i) + 1);
    ++lengths.at(kept.size());
  }
  for (std::size_t length = 0; length < 4; ++length) EXPECT_GT(lengths.at(length), 40) << length;
  EXPECT_EQ(lengths[4], 0) << "at least one record is torn";
}

TEST_F(LogTest, ASlowDiskFlushesSlowly) {
  host_.slow_disk_down(3);
  host_.spawn(forces(1));
  EXPECT_TRUE(lab_.run());
  EXPECT_EQ(lines_.back(), "forced 1 at 30");
}

TEST_F(LogTest, WritersThatAreDestroyedLeaveTheQueueAndTheOthersGoOn) {
  Scope doomed(lab_.kernel());
  host_.spawn(forces(1));
  doomed.spawn(forces(2));
  host_.spawn(forces(3));
  doomed.spawn(forces(4));
  at(5ms, [&] { doomed.destroy_all(); });
  EXPECT_TRUE(lab_.run());
  EXPECT_EQ(lines_, (Lines{"durable 1", "forced 1 at 10", "durable 2", "durable 3", "durable 4",
                           "forced 3 at 20"}));
}

}  // namespace
}  // namespace txlab
