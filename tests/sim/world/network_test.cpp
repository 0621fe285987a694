#include "sim/world/network.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "lab.hpp"

namespace txlab {
namespace {

// When each note arrived, by value, as often as it did.
using Arrivals = std::multimap<int, Duration>;

class Listener : public Program {
 public:
  Listener(Host& host, Arrivals& arrivals) : host_(host), arrivals_(arrivals) {}
  Task<> main() override {
    host_.on<&Listener::on_note>(*this);
    co_return;
  }
  void on_note(Note note) {
    arrivals_.emplace(note.value, host_.kernel().now().time_since_epoch());
  }

 private:
  Host& host_;
  Arrivals& arrivals_;
};

class NetworkTest : public testing::Test {
 protected:
  void build(LinkSettings link) { build(Topology(3, link, {})); }
  void build(Topology topology, std::uint64_t seed = 1) {
    arrivals_.clear();
    lab_.emplace(std::move(topology), seed);
    for (ZoneIndex zone = 0; zone < 3; ++zone) lab_->add<Listener>({.zone = zone}, arrivals_);
    lab_->world().boot_all();
  }
  Host& host(std::uint16_t index) { return lab_->world().host(HostId{index}); }
  void send(std::uint16_t from, std::uint16_t to, Note note, std::uint32_t attempt = 0) {
    host(from).send(HostId{to}, note, attempt);
  }
  // Latencies of notes 1 .. count from host 0 to host 1, each about a purchase of its own.
  std::vector<double> latencies(int count) {
    for (int i = 1; i <= count; ++i) send(0, 1, {IntentId{static_cast<std::uint64_t>(i)}, i});
    EXPECT_TRUE(lab_->run());
    std::vector<double> latencies;
    for (const auto& [value, at] : arrivals_) latencies.push_back(static_cast<double>(at.count()));
    return latencies;
  }
  Duration arrival(int value) const { return arrivals_.find(value)->second; }

  Arrivals arrivals_;
  std::optional<Lab> lab_;
};

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

TEST_F(NetworkTest, LatencyIsWhatTheLinkSays) {
  build(constant_link(7ms));
  EXPECT_EQ(latencies(3), (std::vector<double>{7e6, 7e6, 7e6}));
  LinkSettings link = constant_link(0ms);
  link.latency = Distribution::exponential(5e6);
  build(link);
  const auto drawn = latencies(10'000);
  EXPECT_NEAR(mean_of(drawn), 5e6, 4 * 5e6 / 100);
}

TEST_F(NetworkTest, JitterIsAddedAndHasNothingToDoWithTheLatency) {
  LinkSettings link = constant_link(7ms);
  link.jitter = Distribution::uniform(0, 2'000'000);
  build(link);
  auto drawn = latencies(10'000);
  EXPECT_NEAR(mean_of(drawn), 8e6, 4 * 0.58e6 / 100);
  EXPECT_GE(*std::min_element(drawn.begin(), drawn.end()), 7e6);
  link.latency = Distribution::uniform(0, 2'000'000);
  build(link);
  drawn = latencies(10'000);
  double variance = 0;
  for (const double value : drawn) variance += (value - 2e6) * (value - 2e6) / 10'000;
  EXPECT_NEAR(variance, 2 * 4e12 / 12, 0.03e12) << "of a sum of independent ones";
}

TEST_F(NetworkTest, EveryHopAddsItsOwn) {
  LinkSettings first = constant_link(3ms);
  LinkSettings second = constant_link(4ms);
  build(Topology(3, constant_link(99ms), {{0, 1, first}, {1, 2, second}}));
  send(0, 2, {IntentId{1}, 1});
  send(2, 2, {IntentId{1}, 2});
  EXPECT_TRUE(lab_->run());
  EXPECT_EQ(arrival(1), 7ms);
  EXPECT_EQ(arrival(2), 99ms);
  first.latency = second.latency = Distribution::exponential(1e6);
  build(Topology(3, constant_link(99ms), {{0, 1, first}, {1, 2, second}}));
  double squares = 0;
  for (int i = 1; i <= 10'000; ++i) send(0, 2, {IntentId{static_cast<std::uint64_t>(i)}, i});
  EXPECT_TRUE(lab_->run());
  for (const auto& [value, at] : arrivals_) {
    squares += std::pow(static_cast<double>(at.count()) - 2e6, 2) / 10'000;
  }
  EXPECT_NEAR(squares, 2e12, 0.15e12) << "the hops' weather is independent";
}

TEST_F(NetworkTest, LossAndDuplicationAreAsFrequentAsTheLinkSays) {
  LinkSettings link = constant_link(7ms);
  link.loss = Probability(0.1);
  build(link);
  EXPECT_NEAR(static_cast<double>(latencies(10'000).size()), 9000, 4 * 30);
  EXPECT_EQ(lab_->record().count(Happening::Kind::lost), 10'000 - arrivals_.size());
  link.loss = {};
  link.duplicate = Probability(0.1);
  build(link);
  EXPECT_NEAR(static_cast<double>(latencies(10'000).size()), 11'000, 4 * 30);
  EXPECT_EQ(lab_->record().count(Happening::Kind::duplicated), arrivals_.size() - 10'000);
}

TEST_F(NetworkTest, ReorderedMessagesAreOvertaken) {
  LinkSettings link = constant_link(5ms);
  link.reorder = Probability(0.2);
  build(link);
  const auto drawn = latencies(10'000);
  EXPECT_NEAR(static_cast<double>(std::count(drawn.begin(), drawn.end(), 15e6)), 2000, 4 * 40);
  EXPECT_EQ(
      std::count(drawn.begin(), drawn.end(), 5e6) + std::count(drawn.begin(), drawn.end(), 15e6),
      10'000);
}

LinkSettings windy() {
  LinkSettings link = constant_link(0ms);
  link.latency = Distribution::lognormal(1e6, 9e6);
  link.jitter = Distribution::exponential(1e5);
  link.loss = Probability(0.05);
  link.duplicate = Probability(0.05);
  link.reorder = Probability(0.05);
  return link;
}

TEST_F(NetworkTest, TheSameMessageMeetsTheSameWeatherWhateverElseIsSent) {
  build(windy());
  latencies(1000);
  const Arrivals alone = arrivals_;
  build(windy());
  for (int i = 1; i <= 1000; ++i) {
    send(1, 2, {IntentId{static_cast<std::uint64_t>(i)}, -i});
    send(0, 1, {IntentId{}, -i});  // on behalf of nobody
    send(0, 1, {IntentId{static_cast<std::uint64_t>(i)}, -i}, 1);
  }
  latencies(1000);
  std::erase_if(arrivals_, [](const auto& arrival) { return arrival.first < 0; });
  EXPECT_EQ(arrivals_, alone);
  build(Topology(3, windy(), {}), 2);
  latencies(1000);
  EXPECT_NE(arrivals_, alone) << "another seed";
}

TEST_F(NetworkTest, AttemptRouteAndAgeGiveOtherWeather) {
  LinkSettings link = constant_link(0ms);
  link.latency = Distribution::uniform(0, 900'000'000);
  build(link);
  lab_->world().began(IntentId{1}, 0);
  for (const std::uint32_t attempt : {0u, 1u}) send(0, 1, {IntentId{1}, 1}, attempt);
  send(0, 1, {IntentId{1}, 1}, 0);
  send(1, 0, {IntentId{1}, 1}, 0);
  lab_->world().at(start_of_run + 1s, [&] { send(0, 1, {IntentId{1}, 2}, 0); });
  EXPECT_TRUE(lab_->run());
  std::vector<Duration> seen;
  for (const auto& [value, at] : arrivals_) seen.push_back(value == 2 ? at - 1s : at);
  std::sort(seen.begin(), seen.end());
  EXPECT_EQ(std::unique(seen.begin(), seen.end()) - seen.begin(), 4)
      << "one pair is the same message";
}

TEST_F(NetworkTest, MessagesOnBehalfOfNobodyAreNumberedPerSender) {
  build(windy());
  for (int i = 1; i <= 200; ++i) send(0, 1, {IntentId{}, i});
  EXPECT_TRUE(lab_->run());
  const Arrivals alone = arrivals_;
  EXPECT_GT(std::set<Duration>({arrival(1), arrival(2), arrival(3)}).size(), 1u);
  build(windy());
  for (int i = 1; i <= 200; ++i) {
    send(1, 2, {IntentId{}, -i});
    send(0, 1, {IntentId{}, i});
  }
  EXPECT_TRUE(lab_->run());
  std::erase_if(arrivals_, [](const auto& arrival) { return arrival.first < 0; });
  EXPECT_EQ(arrivals_, alone);
}

TEST_F(NetworkTest, APausedHostFindsItsMessagesWhenItGoesOn) {
  build(constant_link(5ms));
  host(1).pause_until(start_of_run + 50ms);
  for (int value = 1; value <= 3; ++value) send(0, 1, {IntentId{1}, value});
  EXPECT_TRUE(lab_->run());
  EXPECT_EQ(arrivals_, (Arrivals{{1, 50ms}, {2, 50ms}, {3, 50ms}}));
  EXPECT_EQ(lab_->record().instants(Happening::Kind::delivered),
            (std::vector<Duration>{50ms, 50ms, 50ms}));
}

TEST_F(NetworkTest, WhatAPausedHostHasNotReadIsLostWhenItCrashes) {
  build(constant_link(5ms));
  host(1).pause_until(start_of_run + 50ms);
  send(0, 1, {IntentId{1}, 1});
  lab_->world().at(start_of_run + 20ms, [&] {
    lab_->world().crash(HostId{1}, CrashKind::process, Unsynced::kept, 10ms);
    send(0, 1, {IntentId{1}, 2});  // arrives while it is down
  });
  lab_->world().at(start_of_run + 30ms, [&] { send(0, 1, {IntentId{1}, 3}); });
  EXPECT_TRUE(lab_->run());
  EXPECT_EQ(arrivals_, (Arrivals{{3, 35ms}}));
  EXPECT_EQ(lab_->record().count(Happening::Kind::lost), 2u);
}

// Drops and delays by the value of the note.
class TestRule : public NetworkRule {
 public:
  explicit TestRule(NetworkRule::Verdict verdict) : verdict_(verdict) {}
  Verdict on(const Envelope& envelope, MessageKey) override {
    return envelope.get<Note>().value == 1 ? verdict_ : NetworkRule::Verdict{};
  }

 private:
  NetworkRule::Verdict verdict_;
};

TEST_F(NetworkTest, RulesAddUpAndOneThatDropsDecides) {
  build(constant_link(5ms));
  Network& network = lab_->world().network();
  const auto add = [&](NetworkRule::Verdict verdict) -> NetworkRule& {
    return network.add_rule(std::make_unique<TestRule>(verdict));
  };
  add({.drop = false, .not_before = start_of_run, .delay = 10ms});
  add({.drop = false, .not_before = start_of_run + 100ms, .delay = 0ms});
  NetworkRule& third = add({.drop = false, .not_before = start_of_run + 50ms, .delay = 1ms});
  send(0, 1, {IntentId{1}, 1});
  send(0, 1, {IntentId{1}, 2});
  EXPECT_TRUE(lab_->run());
  EXPECT_EQ(arrivals_, (Arrivals{{1, 116ms}, {2, 5ms}}));
  network.remove_rule(third);
  add({.drop = true, .not_before = start_of_run, .delay = 0ms});
  arrivals_.clear();
  send(0, 1, {IntentId{1}, 1});
  EXPECT_TRUE(lab_->run());
  EXPECT_TRUE(arrivals_.empty());
}

TEST_F(NetworkTest, ADroppedMessageHasNoDuplicate) {
  LinkSettings link = constant_link(5ms);
  link.duplicate = Probability(1);
  build(link);
  lab_->world().network().add_rule(std::make_unique<TestRule>(
      NetworkRule::Verdict{.drop = true, .not_before = start_of_run, .delay = 0ms}));
  send(0, 1, {IntentId{1}, 1});
  EXPECT_TRUE(lab_->run());
  EXPECT_TRUE(arrivals_.empty());
}

// Gives one message, by its number from 0, the fate that it is asked for.
class Fate final : public Chooser {
 public:
  Fate(std::uint64_t which, MessageChoice fate) : which_(which), fate_(fate) {}
  std::uint32_t choose(const Site& site, std::uint32_t) override {
    if (site.kind != Site::Kind::message || asked_++ != which_) return 0;
    return static_cast<std::uint32_t>(fate_);
  }

 private:
  std::uint64_t which_;
  MessageChoice fate_;
  std::uint64_t asked_ = 0;
};

TEST_F(NetworkTest, AnOvertakenMessageComesRightBehindTheNextToItsReceiver) {
  build(constant_link(5ms));
  Fate fate(0, MessageChoice::overtaken);
  lab_->kernel().set_chooser(&fate);
  send(0, 1, {IntentId{1}, 1});
  send(0, 2, {IntentId{1}, 2});  // to somebody else
  EXPECT_FALSE(lab_->run(10ms));
  send(0, 1, {IntentId{1}, 3});
  EXPECT_TRUE(lab_->run());
  EXPECT_EQ(arrival(2), 5ms);
  EXPECT_EQ(arrival(3), arrival(1));
  const auto& entries = lab_->record().entries();
  std::vector<std::uint64_t> delivered;
  for (const auto& entry : entries) {
    if (entry.happening.kind == Happening::Kind::delivered) {
      delivered.push_back(entry.happening.message);
    }
  }
  EXPECT_EQ(delivered, (std::vector<std::uint64_t>{2, 3, 1}));
}

TEST_F(NetworkTest, AnOvertakenMessageWaitsNoLongerThanALateOne) {
  build(constant_link(5ms));
  Fate overtaken(0, MessageChoice::overtaken);
  lab_->kernel().set_chooser(&overtaken);
  send(0, 1, {IntentId{1}, 1});
  EXPECT_TRUE(lab_->run());
  const Duration alone = arrival(1);
  build(constant_link(5ms));
  Fate late(0, MessageChoice::delay_past_timeout);
  lab_->kernel().set_chooser(&late);
  send(0, 1, {IntentId{1}, 1});
  EXPECT_TRUE(lab_->run());
  EXPECT_EQ(alone, arrival(1));
}

TEST_F(NetworkTest, AMessageThatIsHeldForeverNeverArrives) {
  build(constant_link(5ms));
  lab_->world().network().add_rule(std::make_unique<TestRule>(
      NetworkRule::Verdict{.drop = false, .not_before = end_of_time, .delay = 0ms}));
  send(0, 1, {IntentId{1}, 1});
  EXPECT_FALSE(lab_->run(std::chrono::hours(24 * 365)));
  EXPECT_TRUE(arrivals_.empty());
}

}  // namespace
}  // namespace txlab
