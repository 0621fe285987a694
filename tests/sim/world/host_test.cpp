#include "sim/world/host.hpp"

#include <gtest/gtest.h>

#include "lab.hpp"

namespace txlab {
namespace {

struct Witness {
  Lines& lines;
  std::string name;
  ~Witness() { lines.push_back(name); }
};

// What stays on the disk of a host, and what its crash said to it.
class Disk : public DurableState {
 public:
  explicit Disk(Lines& lines) : lines_(lines) {}
  void crashed(CrashKind, Unsynced, Draw) override { lines_.push_back("disk"); }
  int boots = 0;

 private:
  Lines& lines_;
};

// Three processes, RAM, and a counter on the disk.
class Machine : public Program {
 public:
  Machine(Host& host, Lines& lines) : host_(host), ram_{lines, "ram"}, lines_(lines) {}
  Task<> main() override {
    ++host_.durable<Disk>(lines_).boots;
    for (const char* name : {"a", "b", "c"}) host_.spawn(process(name));
    co_await host_.sleep(10ms);
    lines_.push_back("main is through");
  }

 private:
  Task<> process(std::string name) {
    const Witness local{lines_, name};
    co_await host_.sleep(1h);
  }
  Host& host_;
  Witness ram_;
  Lines& lines_;
};

class HostTest : public testing::Test {
 protected:
  void crash_at(Duration at, CrashKind kind, std::optional<Duration> restart_after) {
    lab_.world().at(start_of_run + at, [=, this] {
      lab_.world().crash(host_.id(), kind, Unsynced::kept, restart_after);
    });
  }
  Lines lines_;
  Lab lab_;
  Host& host_ = lab_.add<Machine>({.name = "machine-1", .group = "machine"}, lines_);
};

TEST_F(HostTest, ACrashDestroysProcessesNewestFirstThenTheProgramThenTellsTheDisk) {
  lab_.world().boot_all();
  crash_at(1ms, CrashKind::process, std::nullopt);
  EXPECT_TRUE(lab_.run());
  EXPECT_EQ(lines_, (Lines{"c", "b", "a", "ram", "disk"}));
  EXPECT_FALSE(host_.up());
  EXPECT_EQ(host_.durable<Disk>(lines_).boots, 1);
}

TEST_F(HostTest, ARestartBootsTheProgramOnTheSameDisk) {
  lab_.world().boot_all();
  crash_at(1ms, CrashKind::power, 5ms);
  lab_.run(50ms);
  EXPECT_EQ(lines_, (Lines{"c", "b", "a", "ram", "disk", "main is through"}));
  EXPECT_TRUE(host_.up());
  EXPECT_EQ(host_.incarnation(), 2u);
  EXPECT_EQ(host_.durable<Disk>(lines_).boots, 2);
  EXPECT_EQ(lab_.record().instants(Happening::Kind::crashed), (std::vector<Duration>{1ms}));
  EXPECT_EQ(lab_.record().instants(Happening::Kind::restarted), (std::vector<Duration>{6ms}));
  EXPECT_EQ(lab_.record().entries().front().happening.name, "power");
}

TEST_F(HostTest, AHostThatIsDownCannotCrashAndComesBackAtItsTime) {
  lab_.world().boot_all();
  crash_at(1ms, CrashKind::process, 10ms);
  crash_at(5ms, CrashKind::process, 1ms);
  lab_.run(50ms);
  EXPECT_EQ(lab_.record().instants(Happening::Kind::crashed), (std::vector<Duration>{1ms}));
  EXPECT_EQ(lab_.record().instants(Happening::Kind::restarted), (std::vector<Duration>{11ms}));
}

TEST_F(HostTest, ACrashThatIsAskedForSoonIsAnEventOfThisInstant) {
  lab_.world().boot_all();
  lab_.world().crash_soon(host_.id(), CrashKind::process, Unsynced::kept, std::nullopt);
  EXPECT_TRUE(host_.up());
  EXPECT_TRUE(lab_.run());
  EXPECT_FALSE(host_.up());
  EXPECT_EQ(lab_.record().instants(Happening::Kind::crashed), (std::vector<Duration>{0ms}));
}

TEST_F(HostTest, DurableStateIsFoundByItsType) {
  EXPECT_EQ(host_.find_durable<Disk>(), nullptr);
  Disk& disk = host_.durable<Disk>(lines_);
  EXPECT_EQ(host_.find_durable<Disk>(), &disk);
  EXPECT_EQ(&host_.durable<Disk>(lines_), &disk);
}

TEST_F(HostTest, TheWorldEndsProcessesBeforePrograms) {
  {
    Lab lab;
    lab.add<Machine>({}, lines_);
    lab.add<Machine>({}, lines_);
    lab.world().boot_all();
  }
  EXPECT_EQ(lines_, (Lines{"c", "b", "a", "c", "b", "a", "ram", "ram"}));
}

TEST_F(HostTest, SleepsFollowTheLocalClock) {
  host_.clock().drift_by(start_of_run, 1'000'000'000);  // twice as fast
  lab_.world().boot_all();
  lab_.run(20ms);
  EXPECT_EQ(lines_, (Lines{"main is through"}));
  EXPECT_EQ(lab_.kernel().now(), start_of_run + 5ms);
}

TEST_F(HostTest, JitterIsAFunctionOfPurchaseAndAttempt) {
  Host& replica = lab_.add<Machine>({.name = "machine-2", .group = "machine"}, lines_);
  const auto first = host_.jitter(1s, IntentId{7}, 1);
  EXPECT_EQ(host_.jitter(1s, IntentId{7}, 1), first);
  EXPECT_EQ(replica.jitter(1s, IntentId{7}, 1), first) << "whichever replica it is";
  EXPECT_NE(host_.jitter(1s, IntentId{7}, 2), first);
  EXPECT_NE(host_.jitter(1s, IntentId{8}, 1), first);
  Duration sum{0};
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    const Duration jitter = host_.jitter(1s, IntentId{i}, 0);
    ASSERT_GE(jitter, 0s);
    ASSERT_LT(jitter, 1s);
    sum += jitter;
  }
  EXPECT_NEAR(static_cast<double>(sum / 10'000 / 1ms), 500, 4 * 289 / 100.0);
}

TEST_F(HostTest, SlownessStretchesServiceAndFlushesAndEndsExactly) {
  Host& host = lab_.add<Machine>(
      {.service = Distribution::exponential(1e6), .fsync = Distribution::exponential(1e6)}, lines_);
  Envelope request;
  request.intent = IntentId{3};
  const Duration service = host.service_time(request);
  const Duration flush = host.flush_time(5);
  host.slow_down(49);
  host.slow_down(3);
  host.slow_disk_down(7);
  EXPECT_EQ(host.service_time(request), service * 49 * 3);
  EXPECT_EQ(host.flush_time(5), flush * 7 * 49 * 3);
  host.speed_up(49);
  EXPECT_EQ(host.service_time(request), service * 3);
  host.speed_up(3);
  host.speed_disk_up(7);
  EXPECT_EQ(host.service_time(request), service);
  EXPECT_EQ(host.flush_time(5), flush);
}

TEST_F(HostTest, ServiceOnBehalfOfNobodyDoesNotAlwaysTakeEquallyLong) {
  Host& host = lab_.add<Machine>({.service = Distribution::exponential(1e6)}, lines_);
  Envelope request;
  EXPECT_NE(host.service_time(request), host.service_time(request));
}

}  // namespace
}  // namespace txlab
