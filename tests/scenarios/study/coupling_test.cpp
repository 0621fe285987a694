// How much main hangs on the branch: measured beside a run, by pairs of runs that differ in the
// branch only.
#include "scenarios/study/coupling.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "small_scenario.hpp"

namespace txlab {
namespace {

Scenario coupled(std::vector<StrategyEntry> strategies) {
  Scenario scenario = small_scenario({1s, 2s, 3s});
  scenario.strategies = std::move(strategies);
  scenario.experiment.replications = 2;
  scenario.experiment.coupling = true;
  return scenario;
}

double mean(const StrategyResult& strategy, std::string_view metric) {
  return strategy.metric(metric)->mean.value;
}

// Constant times: what a customer waits for is a whole number of requests to the fund service.
TEST(Coupling, of_latency_is_the_number_of_branch_requests_before_the_first_answer) {
  const auto point =
      run_point(coupled({strategy("none"), strategy("async-reconciliation"),
                         strategy("local-message-table"), strategy("transactional-message"),
                         strategy("naive"), strategy("tcc"), strategy("xa")}),
                {.jobs = 1});
  const double expected[] = {0, 0, 0, 0, 1 /* the call */, 1 /* Try */, 2 /* work and vote */};
  ASSERT_EQ(point.result.strategies.size(), std::size(expected));
  for (std::size_t i = 0; i < std::size(expected); ++i) {
    const StrategyResult& one = point.result.strategies[i];
    EXPECT_NEAR(mean(one, "latency_coupling"), expected[i], 0.001) << one.name;
    EXPECT_TRUE(one.metric("latency_coupling")->mean.known) << "one number per replication";
  }
}

// A message row is inserted and deleted; PREPARE is a second forced write; a Try writes a row
// twice.
TEST(Coupling, of_storage_is_what_the_protocol_writes_into_the_wallets_database) {
  const auto point =
      run_point(coupled({strategy("none"), strategy("local-message-table"),
                         strategy("transactional-message"), strategy("xa"), strategy("tcc")}),
                {.jobs = 1});
  const auto& found = point.result.strategies;
  EXPECT_EQ(mean(found[0], "storage_coupling"), 0) << "none";
  EXPECT_EQ(mean(found[1], "storage_coupling"), 2) << "table";
  EXPECT_EQ(mean(found[1], "storage_coupling_writes"), 1) << "the deletion";
  EXPECT_EQ(mean(found[2], "storage_coupling"), 0) << "half messages";
  EXPECT_EQ(mean(found[2], "storage_coupling_writes"), 0) << "half messages";
  EXPECT_EQ(mean(found[3], "storage_coupling"), 0) << "xa";
  EXPECT_EQ(mean(found[3], "storage_coupling_writes"), 1) << "PREPARE";
  EXPECT_EQ(mean(found[4], "storage_coupling_writes"), 1) << "Try";
}

// Presumed abort: work, vote and outcome, each with its reply. TCC: Try and Confirm. A relay that
// calls the branches itself calls one more. A broker delivers to another group, and main knows
// nothing of it.
TEST(Coupling, by_one_more_branch_costs_main_messages_unless_a_broker_stands_between) {
  const auto point =
      run_point(coupled({strategy("xa"), strategy("tcc"),
                         strategy("local-message-table", {{"delivery", "direct"}}),
                         strategy("local-message-table"), strategy("transactional-message")}),
                {.jobs = 1});
  const double messages[] = {6, 4, 2, 0, 0};
  for (std::size_t i = 0; i < std::size(messages); ++i) {
    const StrategyResult& one = point.result.strategies[i];
    EXPECT_EQ(mean(one, "change_coupling_messages"), messages[i]) << i;
    if (messages[i] > 2) continue;
    EXPECT_NEAR(mean(one, "change_coupling"), 0, 0.001) << i;
  }
}

TEST(Coupling, is_not_measured_unless_the_experiment_asks_for_it) {
  Scenario scenario = coupled({strategy("xa")});
  scenario.experiment.coupling = false;
  const auto point = run_point(scenario, {.jobs = 1});
  for (const char* name : {"latency_coupling", "storage_coupling", "change_coupling"}) {
    EXPECT_FALSE(point.result.strategies[0].metric(name)->applies) << name;
  }
}

TEST(Coupling, is_measured_without_the_faults_and_leaves_the_runs_as_they_are) {
  Scenario scenario = coupled({strategy("xa")});
  scenario.faults = {crash_for_good("fund", 500ms)};
  const auto with = run_point(scenario, {.jobs = 1});
  EXPECT_NEAR(mean(with.result.strategies[0], "latency_coupling"), 2, 0.001);
  scenario.experiment.coupling = false;
  EXPECT_EQ(run_point(scenario, {.jobs = 1}).result.strategies[0].digest,
            with.result.strategies[0].digest);
}

TEST(Coupling, has_no_further_branch_beyond_the_fourteenth) {
  Scenario scenario = coupled({strategy("transactional-message")});
  scenario.workload.branches = 14;
  const auto point = run_point(scenario, {.jobs = 1});
  EXPECT_FALSE(point.result.strategies[0].metric("change_coupling")->applies);
  EXPECT_TRUE(point.result.strategies[0].metric("latency_coupling")->applies);
}

TEST(Coupling, that_was_interrupted_is_left_out) {
  const Scenario scenario = coupled({strategy("xa")});
  std::atomic<bool> stop = false;
  const StudyOptions options{.jobs = 1, .stop = &stop};
  Trials trials(scenario, options);
  trials.run(2);
  stop = true;
  EXPECT_FALSE(measure_coupling(scenario, trials, options));
}

TEST(LaterBy, moves_every_draw_by_the_same_time) {
  const Distribution before = Distribution::lognormal(500e3, 3e6);
  const Distribution later = later_by(before, 1ms);
  for (const std::uint64_t bits : {1ull << 20, 1ull << 62, 3ull << 61, ~0ull - (1ull << 40)}) {
    EXPECT_NEAR(static_cast<double>(later.sample(bits) - before.sample(bits)), 1e6, 2);
  }
  EXPECT_EQ(later_by(always(2ms), 1ms).sample(7), 3'000'000);
}

}  // namespace
}  // namespace txlab
