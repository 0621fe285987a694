// People who work off lists: what they take off them, when, and what that costs them.
#include <gtest/gtest.h>

#include "small_scenario.hpp"

namespace txlab {
namespace {

// The fund's database is away while the purchases come, and a message gets one chance only.
Scenario letters_die(int purchases) {
  std::vector<Duration> arrivals;
  for (int i = 0; i < purchases; ++i) arrivals.push_back(1s + i * 100ms);
  Scenario scenario = small_scenario(std::move(arrivals));
  scenario.workload.customers = 50;
  scenario.broker.consumers.max_reconsume = 0;
  scenario.faults = {fault(FaultKind::crash, "fund-db", 500ms, 60s)};
  return scenario;
}

// A half message that nobody can tell anything about while the wallet is away.
Scenario half_is_parked() {
  Scenario scenario = small_scenario();
  scenario.faults = {crash("wallet", AtFirst{"main.durable"}, 60s)};
  return scenario;
}
StrategyEntry two_checks() {
  return strategy("transactional-message",
                  {{"max_checks", "2"}, {"check_interval", "5s"}, {"immunity", "1s"}});
}

// The coordinator dies at this event and has forgotten to look for what is in doubt.
Scenario left_in_doubt(std::string event) {
  Scenario scenario = small_scenario();
  scenario.faults = {crash("centre", AtFirst{std::move(event)}, 5s)};
  return scenario;
}
StrategyEntry no_recovery() { return strategy("xa", {{"recovery", "off"}}); }

Scenario with_people(Scenario scenario, OperatorSettings people = {}) {
  scenario.operators = std::move(people);
  return scenario;
}
OperatorSettings who_may(std::vector<OperatorAction> actions) {
  return {.hours = {}, .actions = std::move(actions)};
}

TEST(DeadLetters, are_worked_off_by_people_and_by_nobody_else) {
  const StrategyEntry entry = strategy("transactional-message");
  EXPECT_TRUE(broken_by(letters_die(3), entry).contains("main-branch-agreement"));
  EXPECT_FALSE(run(letters_die(3), entry, 1).metrics.tickets);

  const RunResult staffed = run(with_people(letters_die(3)), entry, 1);
  EXPECT_EQ(broken(staffed), Names{});
  EXPECT_EQ(staffed.metrics.bought, 3u);
  ASSERT_TRUE(staffed.metrics.tickets);
  EXPECT_EQ(staffed.metrics.tickets->settled, 3u);
  EXPECT_EQ(staffed.metrics.tickets->left, 0u);
  EXPECT_EQ(staffed.metrics.tickets->worked, Duration(30min));
}

TEST(DeadLetters, wait_for_whoever_is_busy_with_another) {
  const StrategyEntry entry = strategy("transactional-message");
  const auto oldest = [&](std::uint32_t people) {
    const OperatorSettings staff{.people = people, .hours = {}};
    return Duration(
        run(with_people(letters_die(12), staff), entry, 1).metrics.tickets->age.maximum());
  };
  // Each takes ten minutes for each of theirs, and somebody looks within a minute.
  EXPECT_GT(oldest(1), 119min);
  EXPECT_LT(oldest(1), 122min);
  EXPECT_GT(oldest(4), 29min);
  EXPECT_LT(oldest(4), 32min);
}

// Five minutes are left of the day, and the other five are worked in the morning.
TEST(DeadLetters, stay_overnight_when_the_office_closes) {
  Scenario scenario = letters_die(1);
  const OfficeHours hours{.opens = 9h, .closes = 18h, .at_zero = 17h + 55min};
  const RunResult staffed = run(with_people(scenario, {.hours = hours}),
                                strategy("local-message-table", {{"delivery", "broker"}}), 1);
  const Duration age{staffed.metrics.tickets->age.maximum()};
  EXPECT_GT(age, 15h + 9min);
  EXPECT_LT(age, 15h + 11min);
}

TEST(DeadLetters, that_die_again_are_new_tickets) {
  Scenario scenario = letters_die(1);
  scenario.faults[0].restart_after = 15min;  // the first replay comes too early
  const RunResult staffed = run(with_people(scenario), strategy("transactional-message"), 1);
  EXPECT_EQ(staffed.metrics.tickets->settled, 2u);
  EXPECT_EQ(staffed.metrics.dead_letters, 2u);
  EXPECT_EQ(broken(staffed), Names{});
}

TEST(People, leave_alone_what_they_may_not_do) {
  const RunResult idle = run(with_people(letters_die(3), who_may({OperatorAction::resume_half})),
                             strategy("transactional-message"), 1);
  EXPECT_TRUE(broken(idle).contains("main-branch-agreement"));
  EXPECT_EQ(idle.metrics.tickets->settled, 0u);
  EXPECT_EQ(idle.metrics.tickets->left, 3u);
  EXPECT_EQ(idle.metrics.tickets->worked, Duration{0});
}

TEST(People, who_know_of_no_list_have_nothing_to_do) {
  Scenario scenario = letters_die(3);
  scenario.broker.alarm = false;
  const RunResult blind = run(with_people(scenario), strategy("transactional-message"), 1);
  EXPECT_TRUE(broken(blind).contains("main-branch-agreement"));
  EXPECT_EQ(blind.metrics.tickets->settled, 0u);
}

TEST(ParkedHalves, are_asked_about_again_when_people_say_so) {
  EXPECT_TRUE(broken_by(half_is_parked(), two_checks()).contains("main-branch-agreement"));
  const RunResult staffed = run(with_people(half_is_parked()), two_checks(), 1);
  EXPECT_EQ(broken(staffed), Names{});
  EXPECT_EQ(staffed.metrics.bought, 1u);
  EXPECT_EQ(staffed.metrics.tickets->settled, 1u);
}

TEST(BranchesInDoubt, are_ended_by_what_the_log_says) {
  for (const char* const event : {"prepared.durable", "decision.durable"}) {
    EXPECT_TRUE(broken_by(left_in_doubt(event), no_recovery()).contains("main-branch-agreement"))
        << event;
    const RunResult staffed = run(with_people(left_in_doubt(event)), no_recovery(), 1);
    EXPECT_FALSE(broken(staffed).contains("main-branch-agreement")) << event;
    EXPECT_EQ(staffed.metrics.tickets->left, 0u) << event;
    const bool decided = std::string_view(event) == "decision.durable";
    EXPECT_EQ(staffed.metrics.bought, decided ? 1u : 0u) << event;
  }
}

TEST(BranchesInDoubt, are_left_alone_by_who_cannot_ask_the_coordinator) {
  Scenario scenario = left_in_doubt("prepared.durable");
  scenario.faults[0].restart_after = std::nullopt;
  const RunResult staffed = run(with_people(scenario), no_recovery(), 1);
  EXPECT_EQ(staffed.metrics.tickets->settled, 0u);
  EXPECT_GT(staffed.metrics.tickets->left, 0u);
  EXPECT_GT(staffed.metrics.tickets->worked, Duration(10h)) << "in vain, again and again";
}

TEST(BranchesInDoubt, of_an_ordinary_purchase_are_nobodys_case) {
  const RunResult calm = run(with_people(small_scenario()), strategy("xa"), 1);
  EXPECT_EQ(calm.metrics.tickets->settled, 0u);
  EXPECT_EQ(calm.metrics.tickets->left, 0u);
}

TEST(Differences, are_closed_by_the_people_of_the_scenario_instead_of_after_manual_service) {
  const StrategyEntry requoted =
      strategy("async-reconciliation",
               {{"amount", "requoted"}, {"reconcile_every", "5m"}, {"manual_service", "20h"}});
  const auto open_for = [&](const OperatorSettings& people) {
    return run(with_people(small_scenario(), people), requoted, 1).metrics.needs_operator;
  };
  const RunResult staffed = run(with_people(small_scenario()), requoted, 1);
  EXPECT_EQ(staffed.metrics.tickets->settled, 1u);
  EXPECT_LT(Duration(staffed.metrics.tickets->age.maximum()), 12min);
  EXPECT_GT(open_for(who_may({OperatorAction::force_xa})), 10 * open_for({}));
}

}  // namespace
}  // namespace txlab
