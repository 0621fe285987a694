// Transactional messages as a whole: their costs, the delay of a check, and what listeners answer.
#include <gtest/gtest.h>

#include "models/parts/broker/profiles.hpp"
#include "scenarios/study/study.hpp"
#include "small_scenario.hpp"

namespace txlab {
namespace {

using Kind = Happening::Kind;

// Counts what the literature counts: protocol messages, and forced writes by where they are.
struct Costs final : public Observer {
  void on(const Happening& happening, Instant) override {
    if (!happening.intent) return;
    const bool sent = happening.kind == Kind::sent;
    messages += sent && happening.message_class == MessageClass::protocol;
    if (happening.kind != Kind::forced_write) return;
    const bool at_broker = happening.name == "half" || happening.name == "message";
    (at_broker ? forced_at_broker : forced_elsewhere) += 1;
  }
  int messages = 0;
  int forced_at_broker = 0;
  int forced_elsewhere = 0;
};

Costs costs(std::uint32_t branches, Flush flush, double refused) {
  Scenario scenario = small_scenario({1s, 2s, 3s});
  scenario.workload.branches = branches;
  scenario.workload.refusals.insufficient_cash = Probability(refused);
  scenario.broker.flush = flush;
  Costs seen;
  run_watched(scenario, strategy("transactional-message"), {&seen});
  EXPECT_EQ(seen.messages % 3, 0);
  seen.messages /= 3;
  seen.forced_at_broker /= 3;
  seen.forced_elsewhere /= 3;
  return seen;
}

// N participants, N - 1 of them branches; b = 1 if the broker flushes before it acknowledges.
// Commit: N + 2 messages, N + 2b forced writes. Abort: 3 messages, b forced writes, and one more
// for the row that says that the order is refused for good, which is the application's own.
TEST(TransactionalMessage, costs_what_the_literature_counts) {
  for (int n = 2; n <= 6; ++n) {
    for (const Flush flush : {Flush::async, Flush::sync}) {
      const int b = flush == Flush::sync ? 1 : 0;
      const Costs commit = costs(static_cast<std::uint32_t>(n - 1), flush, 0);
      EXPECT_EQ(commit.messages, n + 2);
      EXPECT_EQ(commit.forced_at_broker, 2 * b);
      EXPECT_EQ(commit.forced_elsewhere, n);
      const Costs abort = costs(static_cast<std::uint32_t>(n - 1), flush, 1);
      EXPECT_EQ(abort.messages, 3);
      EXPECT_EQ(abort.forced_at_broker, b);
      EXPECT_EQ(abort.forced_elsewhere, 1);
    }
  }
}

// The END is lost, and rounds come every 30 s: the first check of a message comes at an age in
// (6 s, 36 s], uniformly if births are.
TEST(TransactionalMessage, is_first_asked_about_at_an_age_of_6_to_36_seconds) {
  const StrategyEntry entry = strategy("transactional-message", {{"end_route", "elsewhere"}});
  std::vector<double> ages;
  for (Duration arrival = 1s; arrival < 31s; arrival += 250ms) {
    Watch stored(Kind::durable);
    Watch checks(Kind::checked);
    run_watched(small_scenario({arrival}), entry, {&stored, &checks});
    ASSERT_EQ(checks.seen().size(), 1u);
    ASSERT_EQ(stored.seen()[0].name, "half");
    const Duration age = checks.seen()[0].at - stored.seen()[0].at;
    ages.push_back(static_cast<double>(age.count()) / 1e9);
  }
  std::ranges::sort(ages);
  const double count = static_cast<double>(ages.size());
  for (std::size_t i = 0; i < ages.size(); ++i) {
    EXPECT_NEAR(ages[i], 6 + 30 * (static_cast<double>(i) + 0.5) / count, 0.3);
  }
}

// Main takes four seconds and the check comes before it is durable; the END is lost.
Scenario slow_main_and_no_end() {
  Scenario scenario = small_scenario();
  scenario.workload.client.retries = 0;  // a repeated request would send the message after all
  FaultSettings slow = fault(FaultKind::slow_disk, "wallet-db", 1s, 2s);
  slow.target.kind = FaultTarget::Kind::database;
  slow.factor = 4000;
  scenario.faults = {slow, lost_between("wallet", "mq", 4900ms, 2s)};
  return scenario;
}

StrategyEntry answering(std::string_view listener) {
  return strategy("transactional-message",
                  {{"listener", listener}, {"immunity", "1s"}, {"check_interval", "4s"}});
}

Names broken_with(std::string_view listener) {
  return broken_by(slow_main_and_no_end(), answering(listener));
}

TEST(Listeners, may_say_rollback_only_when_main_cannot_commit_any_more) {
  EXPECT_TRUE(broken_with("naive").contains("main-branch-agreement"));
  EXPECT_EQ(broken_with("fenced"), Names{});
  EXPECT_EQ(broken_with("unknown"), Names{});
  EXPECT_EQ(broken_with("logged"), Names{});
  EXPECT_EQ(broken_with("truthful"), Names{});
}

// The broker keeps no state of a half message, so what a check has rolled back is delivered by the
// COMMIT that comes after main. Refused orders are rolled back as well, and stay so.
TEST(Listeners, that_say_rollback_too_early_are_overruled_by_the_commit) {
  Scenario scenario = slow_main_and_no_end();
  scenario.faults.pop_back();
  scenario.faults[0].factor = 2500;  // within the 3 s that the wallet waits for its database
  const auto run_with = [&](std::string_view listener) {
    const StrategyEntry entry =
        strategy("transactional-message",
                 {{"listener", listener}, {"immunity", "1s"}, {"check_interval", "3s"}});
    return run(scenario, entry, 1).metrics;
  };
  const RunMetrics metrics = run_with("naive");
  EXPECT_EQ(metrics.delivered_after_rollback, 1u);
  EXPECT_EQ(metrics.bought, 1u);
  for (const char* const listener : {"fenced", "unknown", "truthful"}) {
    EXPECT_EQ(run_with(listener).delivered_after_rollback, 0u);
  }
  // A note takes its time, too: until it is durable, there is none.
  EXPECT_EQ(run_with("logged").delivered_after_rollback, 1u);
  scenario.faults.clear();
  scenario.workload.refusals.insufficient_cash = Probability(1);
  const RunMetrics refused = run_with("naive");
  EXPECT_EQ(refused.refused, 1u);
  EXPECT_EQ(refused.delivered_after_rollback, 0u);
}

// What is under way is in the RAM of the replica that runs it. The broker asks one of both, and the
// other one knows nothing: it says rollback about a main that is about to commit.
TEST(Listeners, that_are_truthful_know_only_what_their_own_replica_does) {
  Scenario scenario = slow_main_and_no_end();
  const StrategyEntry truthful = answering("truthful");
  EXPECT_EQ(broken_by(scenario, truthful), Names{}) << "one replica";
  scenario.hosts[0].replicas = 2;
  bool missed = false;
  for (std::uint64_t seed = 1; seed <= 4 && !missed; ++seed) {
    missed = broken(run(scenario, truthful, seed)).contains("main-branch-agreement");
    for (const char* const listener : {"fenced", "logged"}) {
      EXPECT_EQ(broken(run(scenario, answering(listener), seed)), Names{}) << listener << seed;
    }
  }
  EXPECT_TRUE(missed);
}

std::string why_it_is_not_claimed(const Scenario& scenario, std::string_view property) {
  Scenario alone = scenario;
  alone.strategies = {strategy("transactional-message")};
  alone.experiment.replications = 1;
  std::vector<PointRun> points;
  points.push_back(run_point(alone, {.jobs = 1}));
  const StudyResult study = study_of(alone, std::move(points));
  for (const PropertyResult& one : study.points.front().strategies.front().properties) {
    if (one.name == property) return one.withdrawn;
  }
  return "not judged";
}

// What the broker gives up must stand in a list that somebody watches, or it is not claimed to.
TEST(GivenUpHalves, are_claimed_to_be_seen_only_where_they_are_parked_and_watched) {
  const std::string stuck = "nothing-stuck-unseen";
  Scenario scenario = small_scenario();
  EXPECT_EQ(why_it_is_not_claimed(scenario, stuck), "");
  scenario.broker.park_writable = false;
  EXPECT_NE(why_it_is_not_claimed(scenario, stuck), "");
  EXPECT_EQ(why_it_is_not_claimed(scenario, "main-branch-agreement"), "") << "a broken claim";
  scenario.broker.park_writable = true;
  scenario.broker.alarm = false;
  EXPECT_NE(why_it_is_not_claimed(scenario, stuck), "");
}

// The wallet is away for longer than the four hours after which the broker rolls back.
TEST(GivenUpHalves, of_the_cloud_are_in_no_list) {
  Scenario scenario = small_scenario();
  for (const BrokerProfile& profile : broker_profiles()) {
    if (profile.name == "rocketmq-cloud") profile.apply(scenario.broker);
  }
  scenario.faults = {crash("wallet", AtFirst{"main.durable"}, 5h)};
  const Names names = broken_by(scenario, strategy("transactional-message"));
  EXPECT_TRUE(names.contains("nothing-stuck-unseen"));
  EXPECT_NE(why_it_is_not_claimed(scenario, "nothing-stuck-unseen"), "");
}

// The wallet never came to main, and its database is away when the check comes.
TEST(Listeners, that_take_an_error_for_a_commit_make_branches_without_mains) {
  Scenario scenario = small_scenario();
  FaultSettings away = fault(FaultKind::crash, "wallet-db", 1004ms, 40s);
  away.target.kind = FaultTarget::Kind::database;
  scenario.faults = {away};
  const auto broken = [&](std::string_view listener) {
    return broken_by(scenario, strategy("transactional-message", {{"listener", listener}}));
  };
  EXPECT_TRUE(broken("buggy").contains("no-branch-without-main"));
  EXPECT_EQ(broken("fenced"), Names{});
}

// Main was rolled back and left nothing; the customer asks only when the check has been answered.
TEST(Listeners, that_look_for_a_no_need_somebody_who_writes_it) {
  Scenario scenario = small_scenario();
  scenario.workload.client.timeout = 2min;
  scenario.workload.client.retries = 0;
  FaultSettings rolled_back = fault(FaultKind::crash, "wallet-db", 1004ms, 1s);
  rolled_back.target.kind = FaultTarget::Kind::database;
  scenario.faults = {rolled_back};
  const auto broken = [&](std::string_view listener) {
    return broken_by(scenario, strategy("transactional-message", {{"listener", listener}}));
  };
  EXPECT_TRUE(broken("trusting").contains("no-branch-without-main"));
  EXPECT_EQ(broken("naive"), Names{});
  EXPECT_EQ(broken("fenced"), Names{});
}

}  // namespace
}  // namespace txlab
