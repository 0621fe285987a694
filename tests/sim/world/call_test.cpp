// Calls, one-way messages, and what crashes do to them.
#include <gtest/gtest.h>

#include "lab.hpp"

namespace txlab {
namespace {

// Asks its server 1, 2, ... at given instants and writes down what it hears.
struct Questions {
  HostId server;
  std::vector<Duration> at;
  Duration timeout = 1s;
  Lines heard;
};

class Asker : public Program {
 public:
  Asker(Host& host, Questions& questions) : host_(host), questions_(questions) {}
  Task<> main() override {
    int value = 0;
    for (const Duration at : questions_.at) host_.spawn(ask(at, ++value));
    co_return;
  }

 private:
  Task<> ask(Duration at, int value) {
    co_await Sleep(host_.kernel(), at);
    const auto reply =
        co_await host_.call(questions_.server, Ask{IntentId{1}, value}, questions_.timeout);
    const std::string what = reply ? std::to_string(reply->value) : "silence";
    questions_.heard.push_back(std::to_string(value) + ": " + what + " at " +
                               milliseconds(host_.kernel().now()));
  }
  Host& host_;
  Questions& questions_;
};

// Answers with ten times the value: even ones on the spot, odd ones after a while. Counts in RAM.
class Server : public Program {
 public:
  Server(Host& host, Lines& served) : host_(host), served_(served) {}
  Task<> main() override {
    host_.on<&Server::on_ask>(*this);
    host_.on<&Server::on_note>(*this);
    co_return;
  }
  Task<Ask::Reply> on_ask(Ask ask) {
    served_.push_back(std::to_string(ask.value) + " as number " + std::to_string(++count_));
    if (ask.value % 2 != 0) {
      co_await host_.sleep(20ms);
    }
    co_return Ask::Reply{10 * ask.value};
  }
  void on_note(Note note) { served_.push_back("note " + std::to_string(note.value)); }

 private:
  Host& host_;
  Lines& served_;
  int count_ = 0;
};

class CallTest : public testing::Test {
 protected:
  void start(HostConfig server, LinkSettings link = constant_link(5ms)) {
    lab_.emplace(link);
    server_ = &lab_->add<Server>(server, served_);
    questions_.server = server_->id();
    client_ = &lab_->add<Asker>({}, questions_);
    lab_->world().boot_all();
  }
  void crash(const Host& host, Duration at, std::optional<Duration> restart_after,
             CrashKind kind = CrashKind::process) {
    lab_->world().at(start_of_run + at, [=, this, &host] {
      lab_->world().crash(host.id(), kind, Unsynced::kept, restart_after);
    });
  }
  std::optional<Lab> lab_;
  Host* server_ = nullptr;
  Host* client_ = nullptr;
  Questions questions_;
  Lines served_;
};

TEST_F(CallTest, ABadReleaseAnswersWithAnErrorAndCarriesNothingOut) {
  questions_.at = {0ms, 20ms, 100ms};
  start({.service = Distribution::constant(4'000'000)});
  const Stream which(1, "errors");
  lab_->world().at(start_of_run + 7ms,
                   [this, which] { server_->begin_errors(Probability(1), which); });
  lab_->world().at(start_of_run + 90ms, [this, which] { server_->end_errors(which); });
  EXPECT_TRUE(lab_->run());
  EXPECT_EQ(questions_.heard, (Lines{"1: 10 at 34", "2: silence at 34", "3: 30 at 134"}))
      << "what had arrived before goes on; an error takes two latencies and the service time";
  EXPECT_EQ(served_, (Lines{"1 as number 1", "3 as number 2"}));
}

TEST_F(CallTest, AReplyComesAfterTwoLatenciesAndTheHandlersOwnTime) {
  questions_.at = {0ms, 0ms};
  start({});
  EXPECT_TRUE(lab_->run());
  EXPECT_EQ(questions_.heard, (Lines{"2: 20 at 10", "1: 10 at 30"}));
  EXPECT_EQ(lab_->record().count(Happening::Kind::sent), 4u);
  EXPECT_EQ(lab_->record().count(Happening::Kind::delivered), 4u);
}

TEST_F(CallTest, AnsweredCallsLeaveNoTimersBehind) {
  questions_.at = {0ms, 0ms};
  questions_.timeout = 1h;
  start({});
  EXPECT_TRUE(lab_->run(1s));
  EXPECT_TRUE(lab_->kernel().agenda().empty());
}

TEST_F(CallTest, AHostHandlesAsManyRequestsAtOnceAsItHasWorkers) {
  questions_.at = {0ms, 0ms, 0ms};
  start({.workers = 1, .service = Distribution::constant(10'000'000)});
  EXPECT_TRUE(lab_->run());
  // 5 ms there; 10 ms service and 20 ms sleep for 1; 10 ms for 2; 30 ms for 3; 5 ms back.
  EXPECT_EQ(questions_.heard, (Lines{"1: 10 at 40", "2: 20 at 50", "3: 30 at 80"}));
}

TEST_F(CallTest, SilenceIsAnEmptyAnswerAfterTheTimeout) {
  questions_.at = {0ms};
  start({}, {.latency = {}, .jitter = {}, .loss = Probability(1), .duplicate = {}, .reorder = {}});
  EXPECT_TRUE(lab_->run());
  EXPECT_EQ(questions_.heard, (Lines{"1: silence at 1000"}));
  EXPECT_EQ(lab_->record().count(Happening::Kind::lost), 1u);
  EXPECT_EQ(served_, Lines{});
}

TEST_F(CallTest, ALateReplyFindsNobody) {
  questions_.at = {0ms, 15ms};
  questions_.timeout = 12ms;
  start({});
  EXPECT_TRUE(lab_->run());
  // The answer to 1 arrives at 30 ms, when the slot of its call has long been used by 2.
  EXPECT_EQ(questions_.heard, (Lines{"1: silence at 12", "2: 20 at 25"}));
  EXPECT_EQ(lab_->record().count(Happening::Kind::delivered), 4u);
}

TEST_F(CallTest, AReplyThatArrivesTogetherWithTheTimeoutIsLate) {
  questions_.at = {0ms, 0ms};
  questions_.timeout = 10ms;
  start({});
  EXPECT_TRUE(lab_->run());
  EXPECT_EQ(questions_.heard.at(1), "2: silence at 10") << "the timer was set first";
}

TEST_F(CallTest, ARequestMayArriveTwiceAndIsAnsweredOnce) {
  questions_.at = {0ms};
  LinkSettings link = constant_link(5ms);
  link.duplicate = Probability(1);
  start({}, link);
  EXPECT_TRUE(lab_->run());
  EXPECT_EQ(served_, (Lines{"1 as number 1", "1 as number 2"}));
  EXPECT_EQ(questions_.heard, (Lines{"1: 10 at 30"}));
  EXPECT_EQ(lab_->record().count(Happening::Kind::duplicated), 3u)
      << "the replies are duplicated too";
}

TEST_F(CallTest, ADeadProcessResetsItsConnectionsAndRefusesNewOnes) {
  questions_.at = {0ms, 0ms, 100ms};
  start({});
  crash(*server_, 12ms, std::nullopt);
  EXPECT_TRUE(lab_->run());
  EXPECT_EQ(questions_.heard, (Lines{"2: 20 at 10", "1: silence at 13", "3: silence at 106"}));
  EXPECT_EQ(lab_->record().count(Happening::Kind::lost), 1u) << "3 came to a host that is down";
}

TEST_F(CallTest, AHostWithoutPowerIsSilent) {
  questions_.at = {0ms, 100ms};
  start({});
  crash(*server_, 12ms, std::nullopt, CrashKind::power);
  EXPECT_TRUE(lab_->run());
  EXPECT_EQ(questions_.heard, (Lines{"1: silence at 1000", "2: silence at 1100"}));
}

TEST_F(CallTest, AHostThatIsBackAfterPowerLossResetsWhatItDoesNotKnow) {
  questions_.at = {0ms};
  start({});
  crash(*server_, 12ms, 50ms, CrashKind::power);
  EXPECT_TRUE(lab_->run());
  EXPECT_EQ(questions_.heard, (Lines{"1: silence at 63"}));
}

TEST_F(CallTest, AResetNeverMakesACallLonger) {
  questions_.at = {0ms};
  questions_.timeout = 15ms;
  start({});
  crash(*server_, 14500us, 200us);  // a reset at the crash and another at the restart
  EXPECT_TRUE(lab_->run());
  EXPECT_EQ(questions_.heard, (Lines{"1: silence at 15"}));
  EXPECT_EQ(lab_->record().instants(Happening::Kind::restarted), (std::vector<Duration>{14700us}));
}

// Nothing that the server sends gets through.
class Deaf : public NetworkRule {
 public:
  explicit Deaf(HostId server) : server_(server) {}
  Verdict on(const Envelope& envelope, MessageKey) override {
    return {.drop = envelope.from == server_};
  }

 private:
  HostId server_;
};

TEST_F(CallTest, AResetDoesNotCrossAPartition) {
  questions_.at = {0ms, 100ms};
  start({});
  lab_->world().network().add_rule(std::make_unique<Deaf>(server_->id()));
  crash(*server_, 12ms, std::nullopt);
  EXPECT_TRUE(lab_->run());
  EXPECT_EQ(questions_.heard, (Lines{"1: silence at 1000", "2: silence at 1100"}));
}

TEST_F(CallTest, ARestartedServerAnswersAgainAndHasForgotten) {
  questions_.at = {0ms, 100ms};
  start({});
  crash(*server_, 12ms, 50ms);
  EXPECT_TRUE(lab_->run());
  EXPECT_EQ(served_, (Lines{"1 as number 1", "2 as number 1"}));
  EXPECT_EQ(questions_.heard, (Lines{"1: silence at 13", "2: 20 at 110"}));
  EXPECT_EQ(server_->incarnation(), 2u);
}

TEST_F(CallTest, ACrashedCallerTakesItsCallsAlong) {
  questions_.at = {0ms};
  questions_.timeout = 1h;
  start({});
  crash(*client_, 12ms, std::nullopt);
  EXPECT_TRUE(lab_->run(1s)) << "the timer of the call is gone";
  EXPECT_EQ(questions_.heard, Lines{});
  EXPECT_EQ(lab_->record().count(Happening::Kind::lost), 1u) << "the reply";
}

TEST_F(CallTest, AReplyToTheLastIncarnationIsNotMistakenForOneToThis) {
  questions_.at = {0ms};
  start({});
  crash(*client_, 12ms, 3ms);  // asks again at 15 ms; the first answer comes at 30 ms
  EXPECT_TRUE(lab_->run());
  EXPECT_EQ(questions_.heard, (Lines{"1: 10 at 45"}));
}

// Sends notes and questions one way.
class Notifier : public Program {
 public:
  Notifier(Host& host, HostId& to) : host_(host), to_(to) {}
  Task<> main() override {
    host_.send(to_, Note{IntentId{1}, 1});
    host_.send(to_, Ask{IntentId{1}, 2});
    host_.send(to_, Note{IntentId{1}, 3});
    const auto reply = co_await host_.call(to_, Ask{IntentId{1}, 4}, 1s);
    CHECK(reply && reply->value == 40);
  }

 private:
  Host& host_;
  HostId to_;
};

TEST_F(CallTest, WhatIsSentOneWayIsDeliveredAndNeverAnswered) {
  Lab lab(constant_link(5ms));
  HostId to = lab.add<Server>({}, served_).id();
  lab.add<Notifier>({}, to);
  lab.world().boot_all();
  EXPECT_TRUE(lab.run());
  EXPECT_EQ(served_, (Lines{"note 1", "2 as number 1", "note 3", "4 as number 2"}));
  EXPECT_EQ(lab.record().count(Happening::Kind::sent), 5u);
}

// Answers on the spot, and keeps silent about odd numbers.
class Choosy : public Program {
 public:
  explicit Choosy(Host& host) : host_(host) {}
  Task<> main() override {
    host_.on<&Choosy::on_ask>(*this);
    co_return;
  }
  std::optional<Ask::Reply> on_ask(Ask ask, HostId from) {
    if (ask.value % 2 != 0) return std::nullopt;
    return Ask::Reply{from.value};
  }

 private:
  Host& host_;
};

TEST_F(CallTest, AHandlerMayKeepSilentAndMayKnowWhoAsks) {
  Lab lab(constant_link(5ms));
  questions_.server = lab.add<Choosy>({}).id();
  questions_.at = {0ms, 0ms};
  lab.add<Asker>({}, questions_);
  lab.world().boot_all();
  EXPECT_TRUE(lab.run());
  EXPECT_EQ(questions_.heard, (Lines{"2: 1 at 10", "1: silence at 1000"}));
}

TEST_F(CallTest, AMessageThatNobodyHandlesIsIgnored) {
  Lab lab(constant_link(5ms));
  questions_.server = lab.add<Passive>({}).id();
  questions_.at = {0ms};
  lab.add<Asker>({}, questions_);
  lab.world().boot_all();
  EXPECT_TRUE(lab.run());
  EXPECT_EQ(questions_.heard, (Lines{"1: silence at 1000"}));
}

}  // namespace
}  // namespace txlab
