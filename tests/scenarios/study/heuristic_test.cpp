// An operator who decides prepared transactions alone guesses: right, and only time was saved;
// wrong, and the outcome is mixed, which the properties see whatever the databases report.
#include <gtest/gtest.h>

#include "small_scenario.hpp"

namespace txlab {
namespace {

// The coordinator is away for five minutes from this event on; the operator waits for one.
Names broken_when(std::string event, std::string_view heuristic) {
  Scenario scenario = small_scenario();
  scenario.faults = {crash("centre", AtFirst{std::move(event)}, 300s)};
  return broken_by(scenario, strategy("xa", {{"heuristic", heuristic}, {"heuristic_after", "1m"}}));
}

TEST(Heuristic, that_guesses_right_does_no_harm) {
  EXPECT_EQ(broken_when("prepared.durable", "rollback"), Names{});  // nothing had been decided
  EXPECT_EQ(broken_when("decision.durable", "commit"), Names{});
}

TEST(Heuristic, that_guesses_wrong_is_seen) {
  EXPECT_TRUE(broken_when("prepared.durable", "commit").contains("told-truth"));
  EXPECT_TRUE(broken_when("decision.durable", "rollback").contains("told-truth"));
}

TEST(Heuristic, left_alone_participants_wait_for_the_coordinator) {
  EXPECT_EQ(broken_when("prepared.durable", "off"), Names{});
  EXPECT_EQ(broken_when("decision.durable", "off"), Names{});
}

// With its claims withdrawn nobody can say that the strategy broke a promise.
TEST(Heuristic, withdraws_the_claims) {
  const auto withdrawn = [](std::string_view heuristic) {
    return find_protocol("xa")
        ->claims(strategy("xa", {{"heuristic", heuristic}}).parameters)
        .withdrawn;
  };
  EXPECT_EQ(withdrawn("off"), "");
  EXPECT_NE(withdrawn("commit"), "");
  EXPECT_NE(withdrawn("rollback"), "");
}

}  // namespace
}  // namespace txlab
