// Who has to be up for a first answer, and what it waits for.
#include "scenarios/study/answers/answers.hpp"

#include <gmock/gmock.h>

#include "scenarios/study/aggregate.hpp"
#include "small_scenario.hpp"

namespace txlab {
namespace {

using testing::IsSupersetOf;
using testing::Not;
using testing::UnorderedElementsAre;

std::vector<Duration> every(Duration gap, int count) {
  std::vector<Duration> arrivals;
  for (int i = 0; i < count; ++i) arrivals.push_back(gap * i);
  return arrivals;
}

AnswersOfARun answers_of(const Scenario& scenario, const StrategyEntry& entry) {
  return run(scenario, entry, 1, {.measure = RunOptions::Measure::over_time}).answers.value();
}

AnswersOfARun calm_answers_of(std::string_view protocol) {
  Scenario scenario = small_scenario(every(100ms, 40));
  scenario.workload.customers = 10;
  return answers_of(scenario, strategy(protocol));
}

// As the protocols are drawn: who agrees before it answers asks everybody, who answers at main's
// commit asks the wallet, and the half message comes before main.
TEST(Answers, DependOnThoseWhomTheProtocolAsksBefore) {
  const auto at_least = {"gateway", "wallet", "wallet-db"};
  EXPECT_THAT(calm_answers_of("none").must_be_up(),
              UnorderedElementsAre("gateway", "wallet", "wallet-db"));
  EXPECT_THAT(calm_answers_of("local-message-table").must_be_up(),
              UnorderedElementsAre("gateway", "wallet", "wallet-db"));
  EXPECT_THAT(calm_answers_of("async-reconciliation").must_be_up(),
              UnorderedElementsAre("gateway", "wallet", "wallet-db"));
  EXPECT_THAT(calm_answers_of("transactional-message").must_be_up(),
              UnorderedElementsAre("gateway", "wallet", "wallet-db", "mq"));
  for (const char* const protocol : {"xa", "tcc"}) {
    const auto all = calm_answers_of(protocol).must_be_up();
    EXPECT_THAT(all, IsSupersetOf(at_least)) << protocol;
    EXPECT_THAT(all, IsSupersetOf({"fund", "fund-db", "centre"})) << protocol;
    EXPECT_THAT(all, Not(testing::Contains("mq"))) << protocol;
  }
}

// The one local transaction of `none`: the customer's request, the gateway's, two round trips to
// the database with one flush, 1 ms each, and the notice, which is there before the answer by the
// way of the gateway.
TEST(Answers, TheCriticalPathIsWhatTheProtocolDoes) {
  const CriticalPath path = calm_answers_of("none").typical;
  double network = 0;
  double disk = 0;
  double all = 0;
  for (const PathStep& step : path.steps) {
    all += step.ms;
    if (step.kind == PathStep::Kind::network) network += step.ms;
    if (step.kind == PathStep::Kind::disk) disk += step.ms;
    EXPECT_NE(step.kind, PathStep::Kind::timer);
  }
  EXPECT_NEAR(network, 7, 1e-9);
  EXPECT_NEAR(disk, 1, 1e-9);
  EXPECT_NEAR(all, path.latency_ms, 1e-9);
  EXPECT_EQ(path.steps.front().where, "customers > gateway");
  EXPECT_EQ(path.steps.back().where, "wallet > customers");
}

TEST(Answers, PathsSumToTheLatencyWhateverHappens) {
  Scenario scenario = small_scenario(every(50ms, 60));
  scenario.workload.customers = 10;
  scenario.faults = {fault(FaultKind::crash, "wallet", 1s, 500ms)};
  scenario.faults[0].crash = CrashKind::power;  // nobody is told that the connection is gone
  for (const char* const protocol : {"xa", "transactional-message"}) {
    const AnswersOfARun answers = answers_of(scenario, strategy(protocol));
    for (const PathMeans& means : {answers.typical_means, answers.slow_means}) {
      EXPECT_NEAR(means.network_ms + means.disk_ms + means.work_ms + means.timer_ms,
                  means.latency_ms, 1e-9)
          << protocol;
    }
    // XA says no while the wallet is away; who asks again waits 3 s and a pause for the answer.
    const bool asks_again = protocol == std::string_view("transactional-message");
    EXPECT_EQ(answers.slow_means.timer_ms > 3000, asks_again) << protocol;
  }
}

// Nobody sells without his main database; of the broker only transactional messages need it.
TEST(WhileAway, CountsWhoSellsWithoutAService) {
  Scenario scenario = small_scenario(every(50ms, 100));
  scenario.workload.customers = 10;
  scenario.faults = {fault(FaultKind::crash, "mq", 1s, 1s),
                     fault(FaultKind::crash, "wallet", 3s, 1s)};
  scenario.faults[1].name = "wallet-away";
  const auto while_away = [&](std::string_view protocol) {
    scenario.strategies = {strategy(protocol)};
    const std::vector<RunResult> runs = {run(scenario, scenario.strategies[0], 1),
                                         run(scenario, scenario.strategies[0], 2)};
    return aggregate(scenario, scenario.strategies[0], runs).while_away;
  };
  const auto of_table = while_away("local-message-table");
  ASSERT_EQ(of_table.size(), 2u);
  EXPECT_EQ(of_table[0].service, "mq");
  EXPECT_EQ(of_table[0].came, 40u) << "twenty a second, in each of two runs";
  EXPECT_GT(of_table[0].told_yes.value, 0.9);
  EXPECT_EQ(of_table[1].service, "wallet");
  EXPECT_EQ(of_table[1].told_yes.value, 0);
  EXPECT_EQ(while_away("transactional-message")[0].told_yes.value, 0);
}

}  // namespace
}  // namespace txlab
