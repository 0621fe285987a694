#include "sim/world/fault_injector.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "lab.hpp"

namespace txlab {
namespace {

// Sends a note to its neighbour every 10 ms; writes down what it gets and when.
class Chatter : public Program {
 public:
  Chatter(Host& host, Lines& heard) : host_(host), heard_(heard) {}
  Task<> main() override {
    host_.on<&Chatter::on_note>(*this);
    const HostId peer{static_cast<std::uint16_t>(host_.id().value ^ 1u)};
    for (int value = 1;; ++value) {
      co_await Sleep(host_.kernel(), 10ms);
      host_.send(peer, Note{IntentId{static_cast<std::uint64_t>(value)}, value});
    }
  }
  void on_note(Note note) {
    heard_.push_back(host_.name() + " " + std::to_string(note.value) + " at " +
                     milliseconds(host_.kernel().now()));
  }

 private:
  Host& host_;
  Lines& heard_;
};

class FaultTest : public testing::Test {
 protected:
  FaultTest() {
    lab_.add<Chatter>({.name = "a", .group = "a", .zone = 0}, heard_);
    lab_.add<Chatter>({.name = "b", .group = "b", .zone = 1}, heard_);
  }
  void run(std::vector<FaultSettings> faults, Duration until) {
    injector_.emplace(lab_.world(), std::move(faults), std::vector<std::string>{"north", "south"});
    lab_.world().add_observer(*injector_);
    lab_.world().boot_all();
    injector_->start(start_of_run + until);
    lab_.run(until);
  }
  static FaultSettings fault(FaultKind kind, Duration when, Duration lasts) {
    FaultSettings fault;
    fault.name = "fault";
    fault.kind = kind;
    fault.clock.at = start_of_run + when;
    fault.lasts = lasts;
    return fault;
  }
  static FaultSettings on_host(FaultSettings fault, std::string host) {
    fault.target = {.kind = FaultTarget::Kind::host, .name = std::move(host), .pick = {}};
    return fault;
  }
  static FaultSettings between(FaultSettings fault, FaultSettings::Direction direction) {
    fault.between = {"north", "b"};  // a zone and a host
    fault.direction = direction;
    return fault;
  }
  // What one of the hosts heard.
  Lines heard_by(char host) const {
    Lines lines;
    for (const std::string& line : heard_) {
      if (line[0] == host) lines.push_back(line.substr(2));
    }
    return lines;
  }
  std::vector<Duration> instants(Happening::Kind kind) { return lab_.record().instants(kind); }

  Lines heard_;
  Lab lab_{Topology(2, constant_link(1ms), {}), 1};
  std::optional<FaultInjector> injector_;
};

using Direction = FaultSettings::Direction;

TEST_F(FaultTest, APartitionLosesMessagesBothWays) {
  run({between(fault(FaultKind::partition, 15ms, 20ms), Direction::both)}, 45ms);
  EXPECT_EQ(heard_by('a'), (Lines{"1 at 11", "4 at 41"}));
  EXPECT_EQ(heard_by('b'), (Lines{"1 at 11", "4 at 41"}));
  EXPECT_EQ(instants(Happening::Kind::lost), (std::vector<Duration>{20ms, 20ms, 30ms, 30ms}));
  EXPECT_EQ(instants(Happening::Kind::fault_began), (std::vector<Duration>{15ms}));
  EXPECT_EQ(instants(Happening::Kind::fault_ended), (std::vector<Duration>{35ms}));
}

TEST_F(FaultTest, APartitionCanHaveADirection) {
  run({between(fault(FaultKind::partition, 15ms, forever), Direction::forward)}, 45ms);
  EXPECT_EQ(heard_by('a').size(), 4u);
  EXPECT_EQ(heard_by('b'), (Lines{"1 at 11"})) << "what a, which is in the north, sends";
  EXPECT_TRUE(instants(Happening::Kind::fault_ended).empty());
}

TEST_F(FaultTest, APartitionBackwardLosesTheOtherDirection) {
  run({between(fault(FaultKind::partition, 15ms, forever), Direction::backward)}, 45ms);
  EXPECT_EQ(heard_by('a'), (Lines{"1 at 11"}));
  EXPECT_EQ(heard_by('b').size(), 4u);
}

TEST_F(FaultTest, HeldMessagesSetOutWhenTheHoldEnds) {
  run({between(fault(FaultKind::hold, 15ms, 20ms), Direction::forward)}, 45ms);
  EXPECT_EQ(heard_by('b'), (Lines{"1 at 11", "2 at 36", "3 at 36", "4 at 41"}));
}

TEST_F(FaultTest, ADegradedLinkIsSlowerAndLosesMore) {
  FaultSettings degrade = between(fault(FaultKind::degrade, 0ms, forever), Direction::forward);
  degrade.extra_latency = Distribution::uniform(100'000'000, 300'000'000);
  degrade.extra_loss = Probability(0.25);
  run({degrade}, 100s);
  EXPECT_EQ(heard_by('a').size(), 9999u);
  EXPECT_NEAR(static_cast<double>(heard_by('b').size()), 7500 - 15, 4 * 43 + 5);
}

TEST_F(FaultTest, APartitionOfADegradedLinkIsStillAPartition) {
  FaultSettings degrade = between(fault(FaultKind::degrade, 0ms, forever), Direction::both);
  degrade.extra_latency = Distribution::constant(2'000'000);
  run({degrade, between(fault(FaultKind::partition, 15ms, 20ms), Direction::both)}, 45ms);
  EXPECT_EQ(heard_by('b'), (Lines{"1 at 13", "4 at 43"}));
}

TEST_F(FaultTest, APausedHostDoesNothingAndCatchesUp) {
  run({on_host(fault(FaultKind::pause, 15ms, 20ms), "b")}, 45ms);
  EXPECT_EQ(heard_by('a'), (Lines{"1 at 11", "2 at 36"})) << "its loop sleeps 10 ms again";
  EXPECT_EQ(heard_by('b'), (Lines{"1 at 11", "2 at 35", "3 at 35", "4 at 41"}));
}

TEST_F(FaultTest, AShorterPauseDoesNotEndALongerOne) {
  run({on_host(fault(FaultKind::pause, 15ms, 20ms), "b"),
       on_host(fault(FaultKind::pause, 20ms, 5ms), "b")},
      45ms);
  EXPECT_EQ(heard_by('b').at(1), "2 at 35");
}

TEST_F(FaultTest, SlownessBeginsAndEnds) {
  FaultSettings slow = on_host(fault(FaultKind::slow, 10ms, 10ms), "b");
  slow.factor = 10;
  FaultSettings slow_disk = on_host(fault(FaultKind::slow_disk, 10ms, 20ms), "c");
  slow_disk.factor = 4;
  Host& slowed =
      lab_.add<Chatter>({.name = "b2", .group = "b", .service = Distribution::constant(7)}, heard_);
  Host& disk =
      lab_.add<Chatter>({.name = "c", .group = "c", .fsync = Distribution::constant(5)}, heard_);
  std::vector<std::pair<Duration, Duration>> seen;
  for (const Duration when : {5ms, 15ms, 25ms, 35ms}) {
    lab_.world().at(start_of_run + when, [&] {
      seen.emplace_back(slowed.service_time(Envelope{}), disk.flush_time(1));
    });
  }
  run({slow, slow_disk}, 45ms);
  EXPECT_EQ(seen, (std::vector<std::pair<Duration, Duration>>{
                      {7ns, 5ns}, {70ns, 20ns}, {7ns, 20ns}, {7ns, 5ns}}));
}

TEST_F(FaultTest, AReleaseThatRejectsShareOfTheRequestsEnds) {
  FaultSettings half = on_host(fault(FaultKind::error, 10ms, 20ms), "b");
  half.share = Probability(0.5);
  FaultSettings all = on_host(fault(FaultKind::error, 20ms, 20ms), "b");
  all.name = "all";
  Host& b = lab_.world().host(HostId{1});
  const auto rejected = [&b] {
    int count = 0;
    for (std::uint32_t i = 0; i < 1000; ++i) {
      Envelope request;
      request.variant = i;
      count += b.rejects(request);
    }
    return count;
  };
  std::vector<int> seen;
  for (const Duration when : {5ms, 15ms, 25ms, 35ms, 45ms}) {
    lab_.world().at(start_of_run + when, [&] { seen.push_back(rejected()); });
  }
  run({half, all}, 50ms);
  ASSERT_EQ(seen.size(), 5u);
  EXPECT_NEAR(seen[1], 500, 60);
  seen[1] = 500;
  EXPECT_EQ(seen, (std::vector<int>{0, 500, 1000, 1000, 0}));
}

TEST_F(FaultTest, ClocksAreOffDriftAndStep) {
  FaultSettings offset = on_host(fault(FaultKind::clock_offset, 10ms, 10ms), "a");
  offset.offset = 5s;
  FaultSettings step = on_host(fault(FaultKind::clock_step, 15ms, 0ms), "a");
  step.offset = -1s;
  FaultSettings drift = on_host(fault(FaultKind::clock_drift, 10ms, 10ms), "b");
  drift.drift_ppm = 100'000;
  Host& a = lab_.world().host(HostId{0});
  Host& b = lab_.world().host(HostId{1});
  std::vector<std::pair<Duration, Duration>> off;
  for (const Duration when : {5ms, 12ms, 18ms, 30ms}) {
    lab_.world().at(start_of_run + when, [&, when] {
      off.emplace_back(a.local_time().time_since_epoch() - when,
                       b.local_time().time_since_epoch() - when);
    });
  }
  run({offset, step, drift}, 45ms);
  EXPECT_EQ(off, (std::vector<std::pair<Duration, Duration>>{
                     {0s, 0s}, {5s, 200us}, {4s, 800us}, {-1s, 1ms}}));
}

TEST_F(FaultTest, ACrashTakesPlaceAndTheHostComesBack) {
  FaultSettings crash = on_host(fault(FaultKind::crash, 15ms, 0ms), "b");
  crash.restart_after = 20ms;
  run({crash}, 60ms);
  EXPECT_EQ(instants(Happening::Kind::crashed), (std::vector<Duration>{15ms}));
  EXPECT_EQ(instants(Happening::Kind::restarted), (std::vector<Duration>{35ms}));
  EXPECT_EQ(instants(Happening::Kind::fault_ended), (std::vector<Duration>{35ms}));
  EXPECT_EQ(heard_by('a'), (Lines{"1 at 11", "1 at 46", "2 at 56"}));
  EXPECT_EQ(heard_by('b'), (Lines{"1 at 11", "4 at 41", "5 at 51"}));
}

TEST_F(FaultTest, AHostThatIsLostForeverStaysDown) {
  FaultSettings crash = on_host(fault(FaultKind::crash, 15ms, 0ms), "b");
  crash.crash = CrashKind::host_lost;
  run({crash}, 60ms);
  EXPECT_FALSE(lab_.world().host(HostId{1}).up());
  EXPECT_EQ(heard_by('b'), (Lines{"1 at 11"}));
}

TEST_F(FaultTest, OnlyThePickedReplicasAreHit) {
  for (const char* name : {"r1", "r2", "r3", "r4"}) {
    lab_.add<Chatter>({.name = name, .group = "r"}, heard_);
  }
  FaultSettings crash = on_host(fault(FaultKind::crash, 15ms, 0ms), "r");
  crash.target.pick = {FaultTarget::Pick::Kind::share, 1, 0.5};
  run({crash}, 20ms);
  EXPECT_EQ(instants(Happening::Kind::crashed).size(), 2u);
}

FaultSettings when(std::string event, double probability) {
  FaultSettings fault;
  fault.name = "triggered";
  fault.clock.kind = FaultClock::Kind::when;
  fault.clock.event = std::move(event);
  fault.clock.probability = Probability(probability);
  fault.target.kind = FaultTarget::Kind::actor;
  fault.restart_after = 1ms;
  return fault;
}

TEST_F(FaultTest, AFaultCanWaitForAnEventAndHitWhoeverDidIt) {
  FaultSettings crash = when("note.delivered", 1);
  crash.clock.times = 1;
  run({crash}, 25ms);
  EXPECT_EQ(instants(Happening::Kind::crashed), (std::vector<Duration>{11ms}));
  EXPECT_EQ(instants(Happening::Kind::restarted), (std::vector<Duration>{12ms}));
  EXPECT_EQ(instants(Happening::Kind::fault_ended), (std::vector<Duration>{12ms}));
}

TEST_F(FaultTest, AMessageIsDeliveredAtItsReceiver) {
  FaultSettings crash = when("note.delivered", 1);
  crash.clock.times = 1;
  run({crash}, 25ms);
  std::optional<HostId> receiver;
  std::optional<HostId> victim;
  for (const auto& entry : lab_.record().entries()) {
    const Happening& happening = entry.happening;
    if (happening.kind == Happening::Kind::delivered && !receiver) receiver = happening.peer;
    if (happening.kind == Happening::Kind::crashed && !victim) victim = happening.host;
  }
  ASSERT_TRUE(receiver && victim);
  EXPECT_EQ(*victim, *receiver);
}

TEST_F(FaultTest, CustomersNeverCrash) {
  Lab lab(Topology(1, constant_link(1ms), {}), 1);
  lab.add<Chatter>({.name = "customers", .group = "customers", .outside = true}, heard_);
  lab.add<Passive>({.name = "p", .group = "p"});
  FaultInjector injector(lab.world(), {when("note.sent", 1)}, {});
  lab.world().add_observer(injector);
  lab.world().boot_all();
  injector.start(start_of_run + 1s);
  lab.run(1s);
  EXPECT_EQ(lab.world().host(HostId{0}).incarnation(), 1u);
}

TEST_F(FaultTest, TriggersAreDrawnPerPurchase) {
  run({when("note.sent", 0.1)}, 100s);
  std::map<std::uint64_t, int> sent;
  std::map<std::uint64_t, int> crashed;
  std::uint64_t last = 0;
  for (const auto& entry : lab_.record().entries()) {
    if (entry.happening.kind == Happening::Kind::sent) ++sent[last = entry.happening.intent.value];
    if (entry.happening.kind == Happening::Kind::crashed) ++crashed[last];
  }
  EXPECT_GT(crashed.size(), 0u);
  EXPECT_LT(crashed.size(), sent.size());
  for (const auto& [intent, times] : crashed) EXPECT_GE(sent[intent], times);
}

TEST_F(FaultTest, TriggeredFaultsStopAtTheEnd) {
  injector_.emplace(lab_.world(), std::vector{when("note.sent", 1)}, std::vector<std::string>{});
  lab_.world().add_observer(*injector_);
  lab_.world().boot_all();
  injector_->start(start_of_run + 15ms);
  lab_.run(100ms);
  EXPECT_EQ(instants(Happening::Kind::crashed), (std::vector<Duration>{10ms, 10ms}));
}

TEST_F(FaultTest, FaultsThatLastForeverLeaveNothingOnTheAgenda) {
  Lab quiet(Topology(1, constant_link(1ms), {}), 1);
  quiet.add<Passive>({.name = "p", .group = "p"});
  FaultSettings slow = on_host(fault(FaultKind::slow, 10ms, forever), "p");
  slow.factor = 2;
  FaultInjector injector(quiet.world(), {slow}, {});
  quiet.world().boot_all();
  injector.start(start_of_run + 1s);
  EXPECT_TRUE(quiet.run());
}

}  // namespace
}  // namespace txlab
