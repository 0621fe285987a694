// The customers' side: retries with backoff, giving up, asking later, and reading notices.
#include <gtest/gtest.h>

#include "small_scenario.hpp"

namespace txlab {
namespace {

using Kind = Happening::Kind;

std::vector<Duration> sent(const Scenario& scenario, const StrategyEntry& entry,
                           std::string_view message) {
  Watch watch(Kind::sent);
  run_watched(scenario, entry, {&watch});
  std::vector<Duration> instants;
  for (const Watch::Seen& seen : watch.seen()) {
    const bool request = seen.flow == Envelope::Flow::request;
    if (request && seen.name == message) instants.push_back(seen.at.time_since_epoch());
  }
  return instants;
}

Scenario nobody_answers() {
  Scenario scenario = small_scenario();
  scenario.faults = customers_unreachable(500ms, 40h);
  return scenario;
}

TEST(Clients, retry_after_a_growing_pause_and_then_give_up) {
  Watch gave_up(Kind::gave_up);
  const Scenario scenario = nobody_answers();
  EXPECT_EQ(sent(scenario, strategy("none"), "place"), (std::vector<Duration>{1s, 4200ms, 7600ms}));
  run_watched(scenario, strategy("none"), {&gave_up});
  ASSERT_EQ(gave_up.seen().size(), 1u);
  EXPECT_EQ(gave_up.seen()[0].at, start_of_run + 10600ms);
}

TEST(Clients, never_pause_longer_than_the_longest_backoff) {
  Scenario scenario = nobody_answers();
  scenario.workload.client.retries = 4;
  scenario.workload.client.backoff_max = 500ms;
  EXPECT_EQ(sent(scenario, strategy("none"), "place"),
            (std::vector<Duration>{1s, 4200ms, 7600ms, 11100ms, 14600ms}));
}

TEST(Clients, with_full_jitter_pause_for_anything_up_to_the_backoff) {
  Scenario scenario = nobody_answers();
  scenario.workload.client.jitter = ClientSettings::Jitter::full;
  scenario.workload.client.retries = 10;
  const auto placed = sent(scenario, strategy("none"), "place");
  ASSERT_EQ(placed.size(), 11u);
  Duration longest = 200ms;
  std::set<Duration> pauses;
  for (std::size_t i = 1; i < placed.size(); ++i) {
    const Duration pause = placed[i] - placed[i - 1] - 3s;
    EXPECT_GE(pause, Duration{0});
    EXPECT_LT(pause, longest);
    pauses.insert(pause);
    longest = std::min<Duration>(2 * longest, 5s);
  }
  EXPECT_GT(pauses.size(), 5u);
}

TEST(Clients, who_were_told_nothing_ask_after_30s_and_then_ever_more_seldom) {
  const auto asked = sent(nobody_answers(), strategy("none"), "ask");
  ASSERT_GT(asked.size(), 20u);
  EXPECT_EQ(asked[0], 40600ms);
  Duration pause = 60s;
  for (std::size_t i = 1; i < asked.size(); ++i) {
    EXPECT_EQ(asked[i] - asked[i - 1], 3s + pause);  // nobody answers for three seconds
    pause = std::min<Duration>(2 * pause, 1h);
  }
  EXPECT_LT(asked.back(), 30h + 10600ms);
}

TEST(Clients, cannot_ask_about_an_order_whose_id_they_do_not_know) {
  for (const OrderIds ids : {OrderIds::transaction, OrderIds::none}) {
    Scenario scenario = nobody_answers();
    scenario.workload.order_id = ids;
    EXPECT_TRUE(sent(scenario, strategy("none"), "ask").empty());
  }
}

TEST(Clients, do_not_ask_when_they_were_answered) {
  for (const StrategyEntry& entry : every_strategy()) {
    EXPECT_TRUE(sent(small_scenario(), entry, "ask").empty()) << entry.name;
    const std::size_t steps = entry.name == "two-step" ? 2 : 1;
    EXPECT_EQ(sent(small_scenario(), entry, "place").size(), steps) << entry.name;
  }
}

// An order that nobody has heard of is refused when its customer asks, and may not start later.
TEST(Clients, who_ask_about_an_order_that_never_arrived_are_told_that_it_is_refused) {
  Scenario scenario = small_scenario();
  scenario.faults = {fault(FaultKind::crash, "gateway", 500ms, 20s)};
  for (const StrategyEntry& entry : every_strategy()) {
    if (entry.name == "naive") continue;
    const RunResult result = run(scenario, entry, 1);
    EXPECT_EQ(broken(result), Names{}) << entry.name;
    EXPECT_EQ(result.metrics.refused, 1u) << entry.name;
    EXPECT_EQ(result.metrics.bought, 0u) << entry.name;
  }
}

// The service works, but nobody can talk to the customer for a minute and a half.
TEST(Clients, who_could_not_be_reached_learn_in_the_end_that_they_have_bought) {
  Scenario scenario = small_scenario();
  scenario.faults = customers_unreachable(500ms, 90s);
  for (const StrategyEntry& entry : every_strategy()) {
    if (entry.name == "naive") continue;
    Watch told(Kind::told);
    const RunResult result = run_watched(scenario, entry, {&told});
    EXPECT_EQ(broken(result), Names{}) << entry.name;
    EXPECT_EQ(result.metrics.bought, 1u) << entry.name;
    ASSERT_FALSE(told.seen().empty()) << entry.name;
    EXPECT_GT(told.seen().front().at, start_of_run + 90s) << entry.name;
    EXPECT_GE(told.count("PLACED"), 1u) << entry.name;
  }
}

TEST(Clients, measure_the_first_answer_from_the_scheduled_arrival_over_all_attempts) {
  Scenario scenario = small_scenario();
  scenario.faults = {fault(FaultKind::crash, "gateway", 500ms, 1s)};  // back for the third one
  const RunMetrics metrics = run(scenario, strategy("none"), 1).metrics;
  EXPECT_GT(metrics.client_latency.minimum(), Duration(600ms).count());  // pauses: 200 ms, 400 ms
  EXPECT_LT(metrics.client_latency.minimum(), Duration(650ms).count());
}

TEST(Clients, are_told_what_their_strategy_can_promise) {
  using Expected = std::pair<const char*, Told>;
  for (const auto& [protocol, first] :
       {Expected{"none", Told::placed}, Expected{"naive", Told::placed},
        Expected{"async-reconciliation", Told::accepted},
        Expected{"local-message-table", Told::accepted},
        Expected{"transactional-message", Told::accepted}, Expected{"xa", Told::placed},
        Expected{"tcc", Told::placed}, Expected{"two-step", Told::recharged}}) {
    const RunMetrics metrics = run(small_scenario(), strategy(protocol), 1).metrics;
    EXPECT_EQ(metrics.first_answers[static_cast<std::size_t>(first)], 1u) << protocol;
    EXPECT_EQ(metrics.time_to_final_answer.count(), 1u) << protocol;
  }
}

}  // namespace
}  // namespace txlab
