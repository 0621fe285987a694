// Two-phase commit costs what R* and Gray and Lamport say, per transaction, commits and aborts:
// N participants, of which U update and R read; k of them vote yes.
#include <gtest/gtest.h>

#include "commit_cost.hpp"
#include "small_scenario.hpp"

namespace txlab {
namespace {

using Settings = std::vector<std::pair<std::string_view, std::string_view>>;

// Purchases come too far apart to share anything; rolling back a prepared transaction flushes only
// where the protocol says so.
Scenario spread(std::uint32_t participants) {
  Scenario scenario = small_scenario();
  scenario.workload.customers = 20'000;
  scenario.workload.branches = std::max(participants, 2u) - 1;
  scenario.workload.arrivals = {
      {.process = ArrivalPhase::Process::constant, .rate_per_s = 5, .lasts = 4s}};
  for (DatabaseSettings& database : scenario.databases) database.flush_rollback_prepared = false;
  return scenario;
}

std::optional<Cost> exact(const CostExtremes& messages, const CostExtremes& forced) {
  if (messages.count == 0 || messages.count != forced.count) return std::nullopt;
  if (messages.min != messages.max || forced.min != forced.max) return std::nullopt;
  return Cost{messages.min, forced.min};
}

std::optional<Cost> committed(const Scenario& scenario, const Settings& settings) {
  const RunResult result = run(scenario, strategy("xa", settings), 1);
  EXPECT_EQ(broken(result), Names{});
  EXPECT_EQ(result.metrics.bought, result.metrics.offered);
  EXPECT_EQ(result.metrics.oracle_messages.count, result.metrics.offered);
  return exact(result.metrics.oracle_messages, result.metrics.oracle_forced);
}

// Of transactions that bought nothing: aborted, or without an update.
std::optional<Cost> aborted(const Scenario& scenario, const Settings& settings) {
  const RunResult result = run(scenario, strategy("xa", settings), 1);
  EXPECT_EQ(broken(result), Names{});
  EXPECT_EQ(result.metrics.refused, result.metrics.offered);
  EXPECT_EQ(result.metrics.oracle_abort_messages.count, result.metrics.offered);
  return exact(result.metrics.oracle_abort_messages, result.metrics.oracle_abort_forced);
}

class Votes : public testing::TestWithParam<std::uint32_t> {
 protected:
  std::uint64_t n() const { return GetParam(); }
  Scenario scenario() const { return spread(GetParam()); }
  // N = 1: both ledgers in one database, and yet asked for a vote.
  Settings with(std::string_view presumption, Settings more = {}) const {
    more.emplace_back("presumption", presumption);
    if (GetParam() == 1) {
      more.emplace_back("ledgers", "together");
      more.emplace_back("one_phase", "off");
    }
    return more;
  }
};

TEST_P(Votes, commit_as_the_table_of_r_star_says) {
  EXPECT_EQ(committed(scenario(), with("nothing")), (Cost{4 * n(), 2 * n() + 1}));
  EXPECT_EQ(committed(scenario(), with("abort")), (Cost{4 * n(), 2 * n() + 1}));
  EXPECT_EQ(committed(scenario(), with("commit")), (Cost{3 * n(), n() + 2}));
}

// The coordinator decides against it although everybody is prepared: the transaction is too old.
TEST_P(Votes, abort_when_all_have_said_yes) {
  const Settings late{{"transaction_timeout", "1ms"}};
  EXPECT_EQ(aborted(scenario(), with("nothing", late)), (Cost{4 * n(), 2 * n() + 1}));
  EXPECT_EQ(aborted(scenario(), with("abort", late)), (Cost{3 * n(), n()}));
  EXPECT_EQ(aborted(scenario(), with("commit", late)), (Cost{4 * n(), 2 * n() + 1}));
}

// The fund side refuses when it is asked for its votes, and the wallet may not have the money
// either: every number k of participants that say yes, from nobody to all but one.
TEST_P(Votes, abort_when_some_say_no) {
  constexpr const char* counts[] = {"", "1", "2", "3", "4", "5"};
  const std::uint64_t branches = std::max<std::uint64_t>(n() - 1, 1);
  for (std::uint64_t refused = 1; refused <= branches; ++refused) {
    for (const bool by_wallet : {false, true}) {
      if (by_wallet && n() == 1) continue;  // there is only one to say it
      Scenario refusing = scenario();
      refusing.workload.refusals.compliance = Probability(1);
      if (by_wallet) refusing.workload.refusals.insufficient_cash = Probability(1);
      const std::uint64_t k = n() - refused - (by_wallet ? 1 : 0);
      const Settings deferred{{"checks", "vote"}, {"refusing", counts[refused]}};
      EXPECT_EQ(aborted(refusing, with("nothing", deferred)), (Cost{2 * n() + 2 * k, n() + k + 1}))
          << k << " of " << n() << " say yes";
      EXPECT_EQ(aborted(refusing, with("abort", deferred)), (Cost{2 * n() + k, k}))
          << k << " of " << n() << " say yes";
      EXPECT_EQ(aborted(refusing, with("commit", deferred)), (Cost{2 * n() + 2 * k, 1 + 2 * k}))
          << k << " of " << n() << " say yes";
    }
  }
}

// Readers have voted and are gone when the others hear of the abort: with k yes votes among N
// participants that write, and R readers, 2(N + R) messages ask and answer.
TEST_P(Votes, abort_without_the_readers) {
  Scenario refusing = scenario();
  refusing.workload.refusals.compliance = Probability(1);
  const std::uint64_t k = n() - 1;
  for (const auto& [text, readers] : {std::pair{"1", 1u}, std::pair{"4", 4u}}) {
    const std::uint64_t asked = 2 * (n() + readers);
    const auto reading = [&](std::string_view presumption) {
      return with(presumption, {{"readers", text}, {"read_votes", "on"}, {"checks", "vote"}});
    };
    EXPECT_EQ(aborted(refusing, reading("abort")), (Cost{asked + k, k}));
    EXPECT_EQ(aborted(refusing, reading("commit")), (Cost{asked + 2 * k, 1 + 2 * k}));
  }
}

// A reader answers once and is done; basic two-phase commit treats it like everybody else.
TEST_P(Votes, of_readers_are_cheap) {
  for (const auto& [text, readers] :
       {std::pair{"1", 1u}, std::pair{"2", 2u}, std::pair{"3", 3u}, std::pair{"5", 5u}}) {
    const std::uint64_t all = n() + readers;
    const auto reading = [&](std::string_view presumption, std::string_view votes) {
      return with(presumption, {{"readers", text}, {"read_votes", votes}});
    };
    EXPECT_EQ(committed(scenario(), reading("nothing", "off")), (Cost{4 * all, 2 * all + 1}));
    EXPECT_EQ(committed(scenario(), reading("abort", "on")),
              (Cost{4 * n() + 2 * readers, 2 * n() + 1}));
    EXPECT_EQ(committed(scenario(), reading("commit", "on")),
              (Cost{3 * n() + 2 * readers, n() + 2}));
  }
}

// All N only read: no second phase, no record at participants, and none of the outcome that
// anybody waits for. The order is refused, for nothing was bought.
TEST_P(Votes, that_all_only_read_end_with_the_votes) {
  const auto reading = [&](std::string_view presumption, std::string_view votes) {
    return with(presumption, {{"work", "read"}, {"read_votes", votes}});
  };
  EXPECT_EQ(aborted(scenario(), reading("nothing", "off")), (Cost{4 * n(), 2 * n() + 1}));
  EXPECT_EQ(aborted(scenario(), reading("abort", "on")), (Cost{2 * n(), 0}));
  EXPECT_EQ(aborted(scenario(), reading("commit", "on")), (Cost{2 * n(), 1}));
}

// "Records, of which forced": 2 (1) at a coordinator that waits for acknowledgements and 2 (2) at
// each participant; with presumed commit 2 (2) and 2 (1). A reader has none, and presuming abort
// keeps none of an abort but what participants wrote, 2 (1) each.
TEST_P(Votes, leave_as_many_records_as_the_table_of_r_star_says) {
  const auto records = [&](const Settings& settings, bool bought) {
    const RunMetrics metrics = run(scenario(), strategy("xa", settings), 1).metrics;
    const CostExtremes& seen = bought ? metrics.oracle_records : metrics.oracle_abort_records;
    EXPECT_EQ(seen.count, metrics.offered);
    EXPECT_EQ(seen.min, seen.max);
    return seen.max;
  };
  const auto late = [&](std::string_view presumption) {
    return with(presumption, {{"transaction_timeout", "1ms"}});
  };
  for (const std::string_view presumption : {"nothing", "abort", "commit"}) {
    EXPECT_EQ(records(with(presumption), true), 2 + 2 * n()) << presumption;
  }
  for (const std::string_view presumption : {"abort", "commit"}) {
    EXPECT_EQ(records(with(presumption, {{"readers", "2"}}), true), 2 + 2 * n()) << presumption;
  }
  EXPECT_EQ(records(late("nothing"), false), 2 + 2 * n());
  EXPECT_EQ(records(late("abort"), false), 2 * n());
  const Settings idle{{"work", "read"}};
  EXPECT_EQ(records(with("abort", idle), false), 0u);
  EXPECT_EQ(records(with("commit", idle), false), 2u);
}

TEST_P(Votes, cost_less_by_the_counting_of_gray_and_lamport) {
  EXPECT_EQ(committed(scenario(), with("abort", {{"counted_as", "gray-lamport"}})),
            (Cost{3 * n() - 1, n() + 1}));
}

TEST_P(Votes, cost_eight_statements_each_in_one_dialect_and_four_in_the_other) {
  const Settings postgres{{"counted_as", "xa-sql"}};
  const Settings mysql{{"counted_as", "xa-sql"}, {"dialect", "mysql"}};
  EXPECT_EQ(committed(scenario(), with("abort", postgres)), (Cost{4 * n(), 2 * n() + 1}));
  EXPECT_EQ(committed(scenario(), with("abort", mysql)), (Cost{8 * n(), 2 * n() + 1}));
}

// PostgreSQL flushes ROLLBACK PREPARED, so there is nothing to save by presuming; InnoDB does not.
TEST_P(Votes, that_come_to_nothing_cost_what_the_server_flushes) {
  Scenario postgres = scenario();
  for (DatabaseSettings& database : postgres.databases) database.flush_rollback_prepared = true;
  const Settings late{{"transaction_timeout", "1ms"}, {"counted_as", "xa-sql"}};
  Settings late_mysql = late;
  late_mysql.emplace_back("dialect", "mysql");
  EXPECT_EQ(aborted(postgres, with("abort", late)), (Cost{4 * n(), 2 * n()}));
  EXPECT_EQ(aborted(scenario(), with("abort", late_mysql)), (Cost{8 * n(), n()}));
}

INSTANTIATE_TEST_SUITE_P(OneToSix, Votes, testing::Range(1u, 7u));

TEST(OnePhase, costs_a_message_each_way_and_the_commit) {
  const Settings together{{"ledgers", "together"}};
  EXPECT_EQ(committed(spread(1), together), (Cost{2, 1}));
  EXPECT_EQ(committed(spread(1), {{"ledgers", "together"}, {"one_phase", "off"}}), (Cost{4, 3}));
}

TEST(OnePhase, leaves_one_record) {
  const RunMetrics metrics = run(spread(1), strategy("xa", {{"ledgers", "together"}}), 1).metrics;
  EXPECT_EQ(metrics.oracle_records.min, 1u);
  EXPECT_EQ(metrics.oracle_records.max, 1u);
}

TEST(Records, are_counted_only_where_the_source_gives_them) {
  EXPECT_EQ(run(spread(2), strategy("tcc"), 1).metrics.oracle_records.count, 0u);
  const StrategyEntry gray_lamport = strategy("xa", {{"counted_as", "gray-lamport"}});
  EXPECT_EQ(run(spread(2), gray_lamport, 1).metrics.oracle_records.count, 0u);
}

TEST(Counting, is_named_in_the_output_and_changes_nothing_else) {
  const StrategyEntry r_star = strategy("xa");
  const StrategyEntry gray_lamport = strategy("xa", {{"counted_as", "gray-lamport"}});
  EXPECT_EQ(run(spread(2), r_star, 1).digest, run(spread(2), gray_lamport, 1).digest);
  const auto name = [](const StrategyEntry& entry) {
    return find_protocol("xa")->claims(entry.parameters).convention.name;
  };
  EXPECT_EQ(name(r_star), "R* presumed abort");
  EXPECT_EQ(name(gray_lamport), "Gray and Lamport, two-phase commit");
}

}  // namespace
}  // namespace txlab
