// The relays of the message table: what each costs, what each repeats, and what two of them lose.
#include <gtest/gtest.h>

#include <map>

#include "small_scenario.hpp"

namespace txlab {
namespace {

using Kind = Happening::Kind;

StrategyEntry relay(std::string_view kind,
                    std::vector<std::pair<std::string_view, std::string_view>> more = {}) {
  more.emplace_back("relay", kind);
  more.emplace_back("batch", "1");
  return strategy("local-message-table", more);
}

// One purchase and one branch, so N = 2 participants; the broker flushes, so b = 1.
struct Cost {
  std::string relay;
  std::uint64_t messages;
  std::uint64_t forced_writes;
};
class Costs : public testing::TestWithParam<Cost> {};

TEST_P(Costs, are_those_of_the_literature) {
  const RunResult run = txlab::run(small_scenario(), relay(GetParam().relay), 1);
  EXPECT_EQ(broken(run), Names{});
  EXPECT_EQ(run.metrics.oracle_messages.min, GetParam().messages);
  EXPECT_EQ(run.metrics.oracle_forced.min, GetParam().forced_writes);
}

// Outbox: N + 1 and N + 1 + b. Log tailing: a message more, the log's, and no row to delete.
INSTANTIATE_TEST_SUITE_P(Relays, Costs,
                         testing::Values(Cost{"lease", 3, 4}, Cost{"no-lock", 3, 4},
                                         Cost{"id-cursor", 3, 4}, Cost{"immediate", 3, 4},
                                         Cost{"log-tailing", 4, 3}),
                         [](const auto& instance) {
                           std::string name = instance.param.relay;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

// The first writer stands still between its statement and its commit; the second overtakes it.
Scenario slow_first_writer() {
  Scenario scenario = small_scenario({1s, 1200ms, 4s});
  scenario.hosts[0].replicas = 2;
  scenario.workload.client.retries = 0;
  scenario.workload.customers = 20;  // so that the second does not wait for the first one's lock
  FaultSettings slow = fault(FaultKind::pause, "", 0s, 1s);
  slow.clock = {.kind = FaultClock::Kind::when, .event = "db.execute.sent"};
  slow.clock.times = 1;
  slow.target = {.kind = FaultTarget::Kind::actor};
  scenario.faults = {slow};
  return scenario;
}

TEST(Cursor, skips_who_commits_after_a_higher_number_was_published) {
  EXPECT_TRUE(broken_by(slow_first_writer(), relay("id-cursor")).contains("main-branch-agreement"));
  for (const char* const kind : {"lease", "no-lock", "immediate", "log-tailing"}) {
    EXPECT_EQ(broken_by(slow_first_writer(), relay(kind)), Names{}) << kind;
  }
  Scenario calm = slow_first_writer();
  calm.faults.clear();
  EXPECT_EQ(broken_by(calm, relay("id-cursor")), Names{});
}

TEST(Cursor, goes_on_where_it_was_after_a_crash) {
  Scenario scenario = small_scenario({1s, 2s, 3s, 6s});
  scenario.faults = {fault(FaultKind::crash, "wallet", 3010ms, 1s)};
  const RunResult run = txlab::run(scenario, relay("id-cursor"), 1);
  EXPECT_EQ(broken(run), Names{});
  EXPECT_EQ(run.metrics.duplicates, 0u) << "the cursor is durable";
}

// Twenty rows within the first second, and a poll each second from then on.
TEST(Poll, takes_up_as_many_rows_as_it_may) {
  std::vector<Duration> arrivals;
  for (int i = 0; i < 20; ++i) arrivals.push_back(100ms + i * Duration(40ms));
  Scenario scenario = small_scenario(std::move(arrivals));
  scenario.workload.customers = 20'000;
  const auto polls = [&](std::string_view rows) {
    Watch sent(Kind::sent);
    const RunResult run =
        run_watched(scenario, relay("lease", {{"poll_every", "1s"}, {"poll_rows", rows}}), {&sent});
    EXPECT_EQ(broken(run), Names{});
    std::map<std::int64_t, int> per_second;
    for (const Watch::Seen& seen : sent.seen()) {
      if (seen.name != "publish" || seen.flow == Envelope::Flow::reply) continue;
      ++per_second[(seen.at - start_of_run) / Duration{1s}];
    }
    return per_second;
  };
  EXPECT_EQ(polls("0"), (std::map<std::int64_t, int>{{1, 20}}));
  EXPECT_EQ(polls("8"), (std::map<std::int64_t, int>{{1, 8}, {2, 8}, {3, 4}}));
}

// A fund service that takes ten requests a second, and thirty purchases a second for twenty
// seconds: what is left over alone keeps it busy for forty seconds, and callers wait for three.
Scenario overloaded_fund() {
  Scenario scenario = small_scenario();
  scenario.workload.customers = 20'000;
  scenario.workload.arrivals = {
      {.process = ArrivalPhase::Process::constant, .rate_per_s = 30, .lasts = 20s}};
  scenario.hosts[1].workers = 1;
  scenario.hosts[1].service = always(100ms);
  scenario.drain = 30min;
  return scenario;
}

// Pauses of at least 2^i / 2 seconds fit into the run twelve times: 13 rounds of three calls, each
// of them two messages.
constexpr std::uint64_t most_messages = 13 * 3 * 2;

TEST(Backoff, lets_an_overloaded_service_recover) {
  const RunResult run =
      txlab::run(overloaded_fund(), strategy("local-message-table", {{"delivery", "direct"}}), 1);
  EXPECT_EQ(broken(run), Names{});
  EXPECT_EQ(run.metrics.open, 0u);
  EXPECT_LE(run.metrics.oracle_messages.max, most_messages);
}

TEST(Backoff, is_missed_by_a_service_that_is_asked_again_at_once) {
  const StrategyEntry eager =
      strategy("local-message-table", {{"delivery", "direct"}, {"backoff_max", "0s"}});
  const RunMetrics metrics = txlab::run(overloaded_fund(), eager, 1).metrics;
  EXPECT_GT(metrics.oracle_messages.sum, 2 * most_messages * metrics.oracle_messages.count)
      << "it is kept busy with what nobody waits for any more";
}

// The broker is away for five minutes when the message is due.
Scenario broker_away(std::uint32_t replicas) {
  Scenario scenario = small_scenario({10s});
  scenario.hosts[0].replicas = replicas;
  scenario.faults = {fault(FaultKind::crash, "mq", 5s, 5min)};
  return scenario;
}

TEST(Immediate, sends_what_was_left_over_once_it_is_old_enough) {
  const RunResult run = txlab::run(broker_away(1), relay("immediate"), 1);
  EXPECT_EQ(broken(run), Names{});
  EXPECT_EQ(run.metrics.bought, 1u);
  EXPECT_EQ(run.metrics.duplicates, 0u);
}

TEST(Immediate, sends_it_from_every_replica_unless_they_take_turns) {
  const RunResult all = txlab::run(broker_away(3), relay("immediate"), 1);
  EXPECT_EQ(all.metrics.duplicates, 2u) << "three replicas, one row";
  EXPECT_EQ(broken(all), Names{});
  const RunResult one = txlab::run(broker_away(3), relay("immediate", {{"retry_lock", "on"}}), 1);
  EXPECT_EQ(one.metrics.duplicates, 0u);
}

TEST(LogTailing, repeats_what_was_published_since_the_offset_was_flushed) {
  Scenario scenario = small_scenario({1s, 2s, 3s, 4s});
  scenario.faults = {fault(FaultKind::crash, "centre", 15s, 1s)};
  const RunResult late = txlab::run(scenario, relay("log-tailing"), 1);
  EXPECT_EQ(late.metrics.duplicates, 0u) << "the offset was flushed with the report at 10 s";
  scenario.faults = {fault(FaultKind::crash, "centre", 5s, 1s)};
  const RunResult early = txlab::run(scenario, relay("log-tailing"), 1);
  EXPECT_EQ(early.metrics.duplicates, 4u) << "nothing was flushed yet";
  EXPECT_EQ(broken(early), Names{});
}

Scenario failover(SlotsAfterRestart slots) {
  Scenario scenario = small_scenario({1s, 6s, 30s});
  scenario.databases[0].slots = slots;
  scenario.workload.client.retries = 0;
  FaultSettings crash = fault(FaultKind::crash, "wallet-db", 4s, 1s);
  crash.crash = CrashKind::power;
  scenario.faults = {crash};
  return scenario;
}

TEST(LogTailing, has_a_gap_when_its_slot_is_lost_unless_it_reads_the_table_again) {
  const Scenario lost = failover(SlotsAfterRestart::lost);
  const RunResult gap = txlab::run(lost, relay("log-tailing"), 1);
  EXPECT_EQ(broken(gap),
            (Names{"main-branch-agreement", "told-eventually", "nothing-stuck-unseen"}));
  EXPECT_EQ(gap.violations.of(PropertyId::main_branch_agreement).count, 1u)
      << "the second of three: after the failover, before the new slot";
  EXPECT_EQ(broken_by(lost, relay("log-tailing", {{"snapshot", "when-needed"}})), Names{});
  EXPECT_EQ(broken_by(failover(SlotsAfterRestart::kept), relay("log-tailing")), Names{});
}

TEST(LogTailing, asks_again_for_an_entry_that_was_lost_on_the_way) {
  Scenario scenario = small_scenario({1s, 2s});
  scenario.faults = {lost_between("wallet-db", "centre", 500ms, 1s)};
  const RunResult run = txlab::run(scenario, relay("log-tailing"), 1);
  EXPECT_EQ(broken(run), Names{});
  EXPECT_EQ(run.metrics.bought, 2u);
}

}  // namespace
}  // namespace txlab
