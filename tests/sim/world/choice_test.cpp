// What a Chooser can do to a world: crash a host at a wait, lose, duplicate or delay a message.
#include <gtest/gtest.h>

#include "lab.hpp"

namespace txlab {
namespace {

// Answers `answer` to the question of that number among those of its kind, and 0 to all others.
class OneChoice : public Chooser {
 public:
  OneChoice(Site::Kind kind, std::size_t number, std::uint32_t answer)
      : kind_(kind), number_(number), answer_(answer) {}
  std::uint32_t choose(const Site& site, std::uint32_t n) override {
    if (site.kind != kind_) return 0;
    asked_.push_back(std::string(site.what));
    return asked_.size() == number_ + 1 && answer_ < n ? answer_ : 0;
  }
  const Lines& asked() const { return asked_; }

 private:
  Site::Kind kind_;
  std::size_t number_;
  std::uint32_t answer_;
  Lines asked_;
};

class Client : public Program {
 public:
  Client(Host& host, Lines& heard) : host_(host), heard_(heard) {}
  Task<> main() override {
    co_await host_.sleep(1ms, "think");
    const auto reply = co_await host_.call(HostId{1}, Ask{IntentId{1}, 1}, 100ms);
    heard_.push_back((reply ? "answer at " : "silence at ") + milliseconds(host_.kernel().now()));
  }

 private:
  Host& host_;
  Lines& heard_;
};

class Echo : public Program {
 public:
  explicit Echo(Host& host) : host_(host) {}
  Task<> main() override {
    host_.on<&Echo::on_ask>(*this);
    co_return;
  }
  Ask::Reply on_ask(Ask ask) { return {ask.value}; }

 private:
  Host& host_;
};

class ChoiceTest : public testing::Test {
 protected:
  Lines run(Chooser& chooser) {
    Lab lab(constant_link(5ms));
    lab.kernel().set_chooser(&chooser);
    lab.world().set_chosen_outage(20ms);
    Lines heard;
    lab.add<Client>({}, heard);
    lab.add<Echo>({});
    lab.world().boot_all();
    EXPECT_TRUE(lab.run());
    return heard;
  }
  Lines run_with(MessageChoice choice, std::size_t number) {
    OneChoice chooser(Site::Kind::message, number, static_cast<std::uint32_t>(choice));
    return run(chooser);
  }
};

TEST_F(ChoiceTest, DullAnswersChangeNothing) {
  OneChoice messages(Site::Kind::message, 0, 0);
  EXPECT_EQ(run(messages), (Lines{"answer at 11"}));
  EXPECT_EQ(messages.asked(), (Lines{"ask", "ask"}));
  OneChoice waits(Site::Kind::suspension, 0, 0);
  EXPECT_EQ(run(waits), (Lines{"answer at 11"}));
  EXPECT_EQ(waits.asked(), (Lines{"think", "ask"}));
}

TEST_F(ChoiceTest, AMessageCanBeLostDuplicatedOrDelayedPastTheTimeout) {
  EXPECT_EQ(run_with(MessageChoice::lose, 0), (Lines{"silence at 101"}));
  EXPECT_EQ(run_with(MessageChoice::lose, 1), (Lines{"silence at 101"}));
  EXPECT_EQ(run_with(MessageChoice::duplicate, 0), (Lines{"answer at 11"}));
  EXPECT_EQ(run_with(MessageChoice::delay_past_timeout, 0), (Lines{"silence at 101"}));
  EXPECT_EQ(run_with(MessageChoice::delay_past_timeout, 1), (Lines{"silence at 101"}));
}

TEST_F(ChoiceTest, AHostCanCrashAtEachOfItsWaits) {
  OneChoice first(Site::Kind::suspension, 0, static_cast<std::uint32_t>(CrashChoice::process));
  EXPECT_EQ(run(first), (Lines{"answer at 31"})) << "20 ms outage, then from the beginning";
  OneChoice second(Site::Kind::suspension, 1,
                   static_cast<std::uint32_t>(CrashChoice::power_before));
  EXPECT_EQ(run(second), (Lines{"answer at 32"}));
  EXPECT_EQ(second.asked(), (Lines{"think", "ask", "think", "ask"}));
}

// Waits are measured by what passes, so only what the clock shows is another time.
TEST_F(ChoiceTest, AClockCanBeSetAtEachWait) {
  const auto shown_after = [](CrashChoice choice) {
    OneChoice chooser(Site::Kind::suspension, 1, static_cast<std::uint32_t>(choice));
    Lab lab(constant_link(5ms));
    lab.kernel().set_chooser(&chooser);
    Lines heard;
    Host& client = lab.add<Client>({}, heard);
    lab.add<Echo>({});
    lab.world().boot_all();
    EXPECT_TRUE(lab.run());
    EXPECT_EQ(heard, (Lines{"answer at 11"}));
    return client.local_time() - LocalInstant{lab.kernel().now().time_since_epoch()};
  };
  EXPECT_EQ(shown_after(CrashChoice::clock_ahead), World::chosen_step);
  EXPECT_EQ(shown_after(CrashChoice::clock_back), -World::chosen_step);
}

TEST_F(ChoiceTest, AReplicaIsAskedOutOfTurnOnlyIfAChooserSaysSo) {
  OneChoice second(Site::Kind::replica, 0, 2);
  Lab lab(constant_link(5ms));
  Lines heard;
  const Host& host = lab.add<Client>({}, heard);
  EXPECT_EQ(host.turn_of("service", 3), 0u);
  lab.kernel().set_chooser(&second);
  EXPECT_EQ(host.turn_of("service", 1), 0u) << "there is nothing to choose";
  EXPECT_EQ(host.turn_of("service", 3), 2u);
  EXPECT_EQ(second.asked(), Lines{"service"});
}

TEST_F(ChoiceTest, WhoIsOutsideIsNeverOfferedACrash) {
  OneChoice chooser(Site::Kind::suspension, 0, static_cast<std::uint32_t>(CrashChoice::process));
  Lab lab(constant_link(5ms));
  lab.kernel().set_chooser(&chooser);
  Lines heard;
  lab.add<Client>({.outside = true}, heard);
  lab.add<Echo>({});
  lab.world().boot_all();
  EXPECT_TRUE(lab.run());
  EXPECT_EQ(heard, (Lines{"answer at 11"}));
  EXPECT_EQ(chooser.asked(), Lines{});
}

}  // namespace
}  // namespace txlab
