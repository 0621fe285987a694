// The liveness bounds of the protocols: after faults stop, everything is settled or visible to
// people within them; and they bite, because without its guard a protocol misses the bound.
#include <gtest/gtest.h>

#include <map>

#include "models/fund/book.hpp"
#include "models/parts/broker/profiles.hpp"
#include "small_scenario.hpp"

namespace txlab {
namespace {

constexpr Duration outage = 100s;
constexpr Instant faults_end = start_of_run + outage;

// Every machine crashes once, messages are lost, and the services are cut off from one another,
// while purchases come.
Scenario bad_weather() {
  std::vector<Duration> arrivals;
  for (int i = 0; i < 180; ++i) arrivals.push_back(1s + i * Duration(500ms));
  Scenario scenario = small_scenario(std::move(arrivals));
  scenario.workload.customers = 100;
  scenario.workload.client.retries = 0;
  // The instants at which guards are needed.
  for (const auto& [host, event] : {std::pair{"wallet", "main.durable"},
                                    {"centre", "prepared.durable"},
                                    {"centre", "trying.durable"}}) {
    FaultSettings crash = fault(FaultKind::crash, host, 0s, 1s);
    crash.name = event;
    crash.clock = {.kind = FaultClock::Kind::when};
    crash.clock.event = event;
    crash.clock.probability = Probability(0.05);
    scenario.faults.push_back(crash);
  }
  Duration at = 5s;
  for (const char* const host : {"wallet", "fund", "mq", "centre", "ops", "wallet-db", "fund-db"}) {
    FaultSettings crash = fault(FaultKind::crash, host, at, 4s);
    crash.name = std::string(host) + "-crash";
    crash.crash = CrashKind::power;
    scenario.faults.push_back(crash);
    at += 10s;
  }
  for (const auto& [a, b] : {std::pair{"wallet", "mq"},
                             {"fund", "mq"},
                             {"wallet", "fund"},
                             {"centre", "wallet"},
                             {"centre", "fund"}}) {
    FaultSettings cut = fault(FaultKind::partition, "", at, 3s);
    cut.name = std::string(a) + "-" + b;
    cut.between = {a, b};
    scenario.faults.push_back(cut);
    FaultSettings loss = fault(FaultKind::degrade, "", 0s, 100s);
    loss.name = cut.name + "-loss";
    loss.between = {a, b};
    loss.extra_loss = Probability(0.05);
    scenario.faults.push_back(loss);
    at += 5s;
  }
  return scenario;
}

struct Kept {
  std::uint64_t settled = 0;
  std::uint64_t listed = 0;
  std::uint64_t invisible = 0;  // neither, when the bound is over
};

Kept kept(Scenario scenario, const StrategyEntry& entry, Duration bound, std::uint64_t seed) {
  const Instant arrivals_end = start_of_run + arrivals_last(scenario.workload);
  scenario.drain = faults_end + bound - arrivals_end;
  const Customers customers(scenario.workload, seed);
  Book book({.branches = 1}, customers);
  Kept count;
  book.on_closed([&](const PurchaseRecord& record) {
    if (record.whole(1) || record.undone() || record.untouched()) {
      ++count.settled;
    } else if (record.listed > 0) {
      ++count.listed;
    } else {
      ++count.invisible;
    }
  });
  run_watched(scenario, entry, {&book}, seed);
  book.end(faults_end + bound, Book::Ending::cut_off);
  return count;
}

struct Terms {
  std::string name;
  StrategyEntry entry;
  void (*broker)(BrokerSettings&) = [](BrokerSettings&) {};
};

std::vector<Terms> terms_of_all() {
  std::vector<Terms> all;
  for (const Protocol& protocol : protocols()) {
    if (protocol.liveness == nullptr) continue;
    all.push_back({std::string(protocol.name), strategy(protocol.name)});
    for (const ParameterProfile& profile : protocol.profiles) {
      StrategyEntry entry = strategy(protocol.name);
      apply_profile(profile, protocol.parameters, entry.parameters);
      all.push_back({std::string(protocol.name) + "_" + std::string(profile.name), entry});
    }
  }
  for (const BrokerProfile& profile : broker_profiles()) {
    all.push_back({"half_messages_of_" + std::string(profile.name),
                   strategy("transactional-message"), profile.apply});
  }
  for (Terms& one : all) {
    std::ranges::replace_if(
        one.name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  }
  return all;
}

class Bound : public testing::TestWithParam<Terms> {};

TEST_P(Bound, holds_after_the_last_fault) {
  Scenario scenario = bad_weather();
  const StrategyEntry& entry = GetParam().entry;
  GetParam().broker(scenario.broker);
  // Who does not flush cannot be held to anything after a power loss.
  if (!find_protocol(entry.protocol)->claims(entry.parameters).withdrawn.empty()) {
    for (FaultSettings& one : scenario.faults) one.crash = CrashKind::process;
  }
  const Liveness bound =
      find_protocol(entry.protocol)->liveness(entry.parameters, scenario.broker, outage);
  ASSERT_LT(bound.within, Duration(30h));
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const Kept count = kept(scenario, entry, bound.within, seed);
    EXPECT_EQ(count.settled + count.listed + count.invisible, 180u);
    EXPECT_EQ(count.invisible, 0u) << "seed " << seed;
    EXPECT_EQ(count.listed, 0u) << "no fault lasts long enough for people to be needed";
  }
}

INSTANTIATE_TEST_SUITE_P(Profiles, Bound, testing::ValuesIn(terms_of_all()),
                         [](const auto& instance) { return instance.param.name; });

Duration bound_of(const StrategyEntry& entry, const BrokerSettings& broker,
                  Duration lasted = outage) {
  return find_protocol(entry.protocol)->liveness(entry.parameters, broker, lasted).within;
}

StrategyEntry profiled(std::string_view protocol, std::string_view name) {
  StrategyEntry entry = strategy(protocol);
  for (const ParameterProfile& profile : find_protocol(protocol)->profiles) {
    if (profile.name != name) continue;
    apply_profile(profile, find_protocol(protocol)->parameters, entry.parameters);
  }
  return entry;
}

// Without the slack of two minutes.
std::int64_t seconds(const StrategyEntry& entry, const BrokerSettings& broker) {
  return (bound_of(entry, broker) - Duration(2min)).count() / 1'000'000'000;
}

// What the fact sheets of the real systems say, in seconds.
TEST(Bounds, are_those_of_the_timers) {
  const BrokerSettings broker;
  EXPECT_EQ(seconds(strategy("transactional-message"), broker), 486 + 17140);
  BrokerSettings old;
  old.max_checks = 5;
  old.check_interval = 60s;
  EXPECT_EQ(seconds(strategy("transactional-message"), old), 366 + 17140);
  EXPECT_EQ(seconds(strategy("async-reconciliation"), broker), 86400 + 30);
  EXPECT_EQ(seconds(strategy("local-message-table", {{"delivery", "direct"},
                                                     {"lease", "10s"},
                                                     {"poll_every", "1s"},
                                                     {"backoff_max", "0s"}}),
                    broker),
            11);
  EXPECT_EQ(seconds(strategy("local-message-table",
                             {{"delivery", "direct"}, {"lease", "10s"}, {"poll_every", "1s"}}),
                    broker),
            11 + 100)
      << "and a pause as long as the outage";
}

// Seata takes up at 130 s what was under way, in a round of every second; dtm's last pause is as
// long as the outage, its undecided transactions are aborted at 35 s, its first pause is 10 s. What
// is added are calls that have to time out, and dtm's look every 3 s.
TEST(Bounds, of_coordinators_are_those_of_their_timers) {
  const BrokerSettings broker;
  EXPECT_EQ(seconds(profiled("tcc", "seata-2"), broker), 130 + 1 + 2 * 15);
  EXPECT_EQ(seconds(profiled("tcc", "dtm-1"), broker), 2 * 100 + 35 + 10 + 3 + 2 * 3);
  EXPECT_EQ(seconds(strategy("xa", {{"recovery_scan", "30s"},
                                    {"work_timeout", "6s"},
                                    {"vote_timeout", "2s"},
                                    {"retry_every", "1s"},
                                    {"unknown_retried", "0s"}}),
                    broker),
            30 + 6 + 2 + 1);
  EXPECT_EQ(seconds(profiled("xa", "seata-xa-2"), broker), 130 + 1 + 2 * 15);
}

// 4.3 asks five times, once a minute, and shows a dead letter two hours late; the cloud's broker
// rolls back what is four hours old, and looks once a minute.
TEST(Bounds, of_half_messages_follow_the_version_of_the_broker) {
  const std::map<std::string_view, std::int64_t> sums{{"rocketmq-4.3", 6 + 6 * 60 + 17140 + 7200},
                                                      {"rocketmq-4.9", 6 + 16 * 60 + 17140},
                                                      {"rocketmq-5.1", 486 + 17140},
                                                      {"rocketmq-5.4", 486 + 17140},
                                                      {"rocketmq-cloud", 4 * 3600 + 60 + 17140}};
  for (const BrokerProfile& profile : broker_profiles()) {
    BrokerSettings broker;
    profile.apply(broker);
    ASSERT_TRUE(sums.contains(profile.name)) << profile.name;
    EXPECT_EQ(seconds(strategy("transactional-message"), broker), sums.at(profile.name))
        << profile.name;
  }
}

TEST(Bounds, are_none_where_an_outage_outlasts_the_checks_and_nobody_sees_what_is_given_up) {
  const StrategyEntry entry = strategy("transactional-message");
  BrokerSettings cloud;
  cloud.check_interval = 60s;
  cloud.max_checks = 240;
  cloud.half_lifetime = 4h;
  cloud.give_up = GiveUp::roll_back;
  EXPECT_LT(bound_of(entry, cloud, 3h), forever);
  EXPECT_EQ(bound_of(entry, cloud, 4h), forever);
  BrokerSettings parks;
  EXPECT_LT(bound_of(entry, parks, 10min), forever) << "parked, and somebody looks";
  BrokerSettings full = parks;
  full.park_writable = false;
  EXPECT_LT(bound_of(entry, full, 6min), forever) << "15 checks of 30 s";
  EXPECT_EQ(bound_of(entry, full, 8min), forever);
  BrokerSettings quiet = parks;
  quiet.alarm = false;
  EXPECT_EQ(bound_of(entry, quiet, 8min), forever);
  EXPECT_EQ(bound_of(strategy("local-message-table"), quiet, 5h), forever) << "dead letters, too";
  EXPECT_LT(bound_of(strategy("local-message-table"), quiet, 4h), forever);
}

// The same weather with a guard off: the bound of the protocol as it should be is missed.
TEST(Bounds, are_missed_without_the_guards) {
  for (const auto& [protocol, guard] : {std::pair{"async-reconciliation", "reconcile"},
                                        {"local-message-table", "atomic"},
                                        {"xa", "recovery"},
                                        {"tcc", "recovery"},
                                        {"transactional-message", "check_back"}}) {
    const Scenario scenario = bad_weather();
    const StrategyEntry whole = strategy(protocol);
    const Protocol& terms = *find_protocol(protocol);
    const Duration bound = terms.liveness(whole.parameters, scenario.broker, outage).within;
    const StrategyEntry off = strategy(protocol, {{guard, "off"}});
    EXPECT_EQ(terms.liveness(off.parameters, scenario.broker, outage).within, forever) << protocol;
    std::uint64_t open = 0;
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      const Kept count = kept(scenario, off, bound, seed);
      open += count.invisible + count.listed;
    }
    EXPECT_GT(open, 0u) << protocol << " without " << guard;
  }
}

}  // namespace
}  // namespace txlab
