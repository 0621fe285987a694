// Scenarios of the library about the business: two steps, quotas, banks, agents, the transaction
// centre. The answer in their description is what a run gives.
#include <gtest/gtest.h>

#include <cmath>

#include "library_results.hpp"

namespace txlab {
namespace {

// Who leaves after the recharge buys nothing: a binomial with the share that the scenario names,
// here within four standard deviations.
TEST(TwoSteps, lose_the_customers_who_leave_and_the_discount_purchase_loses_none) {
  for (const auto& [share, set] :
       {std::pair{0.08, ""}, std::pair{0.25, "--set workload.two_step.leave=25%"}}) {
    const Json point = result_of("two-steps", set)[0];
    for (const char* name : {"none", "xa", "mq-tx"}) {
      EXPECT_EQ(strategy(point, name)["outcomes"]["bought"],
                strategy(point, name)["outcomes"]["offered"])
          << name;
    }
    const Json two_step = strategy(point, "two-step");
    const auto offered = two_step["outcomes"]["offered"].get<double>();
    EXPECT_NEAR(two_step["outcomes"]["undone"].get<double>(), share * offered,
                4 * std::sqrt(offered * share * (1 - share)));
    EXPECT_EQ(two_step["outcomes"]["open"], 0);
  }
}

TEST(TwoSteps, tell_what_their_first_answer_means) {
  const Ran ran =
      txlab_says("run scenarios/library/two-steps.yaml --no-progress --replications 1 -s two-step");
  EXPECT_NE(ran.out.find("recharged: asked to come back and buy"), std::string::npos) << ran.out;
}

// Only who has it all in one database risks nothing. That customers think for 20 s (the median)
// and longer adds nothing to the time between main and branch.
TEST(TwoSteps, risk_as_little_as_the_discount_purchase_but_not_nothing) {
  const Json point = result_of("two-steps")[0];
  EXPECT_EQ(mean(strategy(point, "none"), "money_at_risk"), 0);
  for (const char* name : {"two-step", "xa", "mq-tx"}) {
    const double longest_ms =
        strategy(point, name)["metrics"]["inconsistency_window"]["max"].get<double>();
    EXPECT_GT(longest_ms, 0) << name;
    EXPECT_LT(longest_ms, 1000) << name;
  }
}

// 500,000 CNY in orders of 1,000 CNY: 500 of them, in each of ten replications, and not one more.
TEST(AQuotaThatSellsOut,
     is_sold_exactly_and_only_messages_take_money_that_has_to_stay_in_the_wallet) {
  const Json point = result_of("a-quota-that-sells-out")[0];
  for (const char* name : {"table", "mq-tx", "xa", "tcc"}) {
    const Json outcomes = strategy(point, name)["outcomes"];
    const bool asks_first = std::string(name) == "xa" || std::string(name) == "tcc";
    EXPECT_EQ(outcomes["bought"], 5000) << name;
    EXPECT_EQ(outcomes[asks_first ? "undone" : "refused"], 0) << name;
    EXPECT_EQ(outcomes["open"], 0) << name;
  }
  const auto held = [&](const char* name) {
    return strategy(point, name)["metrics"]["lock_hold"]["p99"]["value"].get<double>();
  };
  EXPECT_GT(held("xa"), 2 * held("mq-tx")) << "from the vote to the outcome, and not for a flush";
}

// The batch of the evening runs 24 h after the start, and the customers come within two minutes. Of
// amounts with the median 1,000 CNY and 200 times as much at p99, a sixth is beyond 10,000 CNY.
TEST(RefusedAfterTheMoneyMoved, has_it_back_by_what_is_agreed_and_not_by_the_protocol) {
  const Json points = result_of("refused-after-the-money-moved");
  ASSERT_EQ(points.size(), 3u);
  constexpr double hour_ms = 3'600'000;
  for (const char* name : {"table", "reconcile", "mq-tx"}) {
    const auto back = [&](std::size_t point) {
      return strategy(points[point], name)["metrics"]["time_to_refund"];
    };
    EXPECT_LT(back(0)["max"], 1000) << name << ": held in the wallet";
    EXPECT_GT(back(1)["min"], 23.9 * hour_ms) << name << ": redeemed with the batch";
    EXPECT_LT(back(1)["max"], 24.1 * hour_ms) << name;
    EXPECT_LT(back(2)["p50"]["value"], 1000) << name << ": advanced";
    EXPECT_GT(back(2)["p99"]["value"], 23.9 * hour_ms) << name << ": beyond the limit";
    EXPECT_EQ(back(2)["count"], strategy(points[2], name)["outcomes"]["undone"]) << name;
  }
  for (const char* name : {"xa", "tcc"}) {
    const Json back = strategy(points[1], name)["metrics"]["time_to_refund"];
    EXPECT_TRUE(back.is_null()) << name << ": the money never moved";
  }
}

TEST(ASlowBank, is_nearly_all_that_the_customer_waits_for) {
  const Json point = result_of("a-slow-bank")[0];
  for (const auto& one : point["strategies"]) {
    const double half_ms = one["metrics"]["client_latency"]["p50"]["value"].get<double>();
    EXPECT_GT(half_ms, 900) << one["name"] << ": the bank's median is a second";
    EXPECT_LT(half_ms, 1000 / 0.9) << one["name"];
    const auto offered = one["outcomes"]["offered"].get<double>();
    EXPECT_NEAR(one["outcomes"]["refused"].get<double>(), 0.02 * offered,
                4 * std::sqrt(offered * 0.02 * 0.98));
    EXPECT_EQ(one["outcomes"]["open"], 0);
  }
}

TEST(TheAgentsAnswer, is_the_same_for_every_protocol_of_the_day_before) {
  const Json point = result_of("the-agents-answer")[0];
  for (const auto& one : point["strategies"]) {
    EXPECT_EQ(one["outcomes"], point["strategies"][0]["outcomes"]) << one["name"];
    EXPECT_EQ(one["outcomes"]["bought"], one["outcomes"]["offered"]) << "placed, all the same";
    for (const auto& property : one["properties"]) {
      EXPECT_EQ(property["verdict"], "holds") << one["name"] << property["name"];
    }
  }
}

TEST(MoneyWithoutAnEarmark, goes_below_zero_once_for_every_withdrawal_and_never_with_one) {
  const auto negative = [](const Json& one) {
    for (const auto& property : one["properties"]) {
      if (property["name"] == "no-negative-balance") return property["violations"].get<double>();
    }
    return -1.0;
  };
  const Json without = result_of("money-without-an-earmark")[0];
  for (const auto& one : without["strategies"]) {
    const auto offered = one["outcomes"]["offered"].get<double>();
    EXPECT_NEAR(negative(one), 0.02 * offered, 4 * std::sqrt(offered * 0.02 * 0.98)) << one["name"];
  }
  const Json with = result_of("money-without-an-earmark", "--set earmark=on")[0];
  for (const auto& one : with["strategies"]) EXPECT_EQ(negative(one), 0) << one["name"];
}

// N = 2: the wallet alone with the broker costs N + 2 messages and N + 2b forced writes.
TEST(TransactionCentre, costs_three_messages_and_two_forced_writes_of_its_own) {
  const Json calm = result_of("transaction-centre", calm_once)[0];
  expect_exact(calm, "oracle_messages_per_purchase", {{"mq-tx", 4}, {"centre", 7}});
  expect_exact(calm, "oracle_forced_writes_per_purchase", {{"mq-tx", 4}, {"centre", 6}});
  const auto first_answer = [&](const char* name) {
    return strategy(calm, name)["metrics"]["client_latency"]["p50"]["value"].get<double>();
  };
  const double later = first_answer("centre") - first_answer("mq-tx");
  EXPECT_GT(later, 0.7) << "ms; a forced write, two messages, and the centre's own work";
  EXPECT_LT(later, 2);
}

TEST(TransactionCentre, stops_every_type_with_its_crash_and_loses_none_but_without_a_query) {
  const Json point = result_of("transaction-centre")[0];
  for (const char* type : {"discount-purchase", "redemption", "conversion"}) {
    const auto of_type = [&](const char* name, const char* what) {
      return strategy(point, name)["by_type"][type][what].get<std::uint64_t>();
    };
    EXPECT_EQ(of_type("mq-tx", "bought"), of_type("mq-tx", "offered")) << type;
    EXPECT_GT(of_type("centre", "refused"), 0u) << type;
    EXPECT_EQ(of_type("centre", "open"), 0u) << type;
  }
  const Json without = strategy(point, "one-query")["by_type"];
  EXPECT_EQ(without["discount-purchase"]["open"], 0);
  EXPECT_GT(without["redemption"]["open"].get<int>() + without["conversion"]["open"].get<int>(), 0);
}

TEST(TransactionCentre, is_shown_type_by_type) {
  const Ran ran = txlab_says(
      "run scenarios/library/transaction-centre.yaml --no-progress --replications 1 -s mq-tx");
  EXPECT_NE(ran.out.find("How many orders of each type were carried out"), std::string::npos)
      << ran.out;
  const Ran calm = txlab_says("run scenarios/library/calm.yaml --no-progress --replications 1");
  EXPECT_EQ(calm.out.find("of each type"), std::string::npos) << calm.out;
}

double oldest_minutes(const Json& strategy) {
  return strategy["metrics"]["ticket_age"]["max"].get<double>() / 60'000;
}

// Sixteen pauses add up to 4 h 45 min 40 s: what was sent in the first 74 of the 360 minutes is
// given up, at forty an hour 49 or 50 messages, each of them ten minutes of work.
TEST(OperatorsAtWork, have_five_hundred_minutes_of_work_where_a_broker_gives_up) {
  const Json points = result_of("operators-at-work");
  ASSERT_EQ(points.size(), 2u);
  for (const Json& point : points) {
    for (const char* name : {"mq-tx", "table"}) {
      const Json one = strategy(point, name);
      EXPECT_NEAR(mean(one, "tickets"), 50, 2) << name;
      EXPECT_EQ(mean(one, "staff_minutes"), 10 * mean(one, "tickets")) << name;
      EXPECT_EQ(one["outcomes"]["open"], 0) << name;
    }
    for (const char* name : {"relay", "xa", "tcc"}) {
      EXPECT_EQ(mean(strategy(point, name), "tickets"), 0) << name;
      EXPECT_EQ(mean(strategy(point, name), "staff_minutes"), 0) << name;
    }
  }
}

// The last dead letter is there at 15:30; four people have two hours of work, one person has more
// than the rest of the day.
TEST(OperatorsAtWork, leave_cases_overnight_when_they_are_too_few) {
  const Json points = result_of("operators-at-work", "-s mq-tx");
  EXPECT_GT(oldest_minutes(strategy(points[0], "mq-tx")), 15 * 60);
  EXPECT_LT(oldest_minutes(strategy(points[1], "mq-tx")), 3 * 60);
}

// Five seconds of waiting for a lock at least, and more for who waits for a connection first.
TEST(BlastRadius, is_half_a_minute_and_failures_under_xa_and_nothing_elsewhere) {
  const Json point = result_of("blast-radius")[0];
  for (const char* name : {"table", "mq-tx", "tcc"}) {
    const Json one = strategy(point, name);
    EXPECT_EQ(mean(one, "background_failed"), 0) << name;
    EXPECT_LT(one["metrics"]["background_latency"]["max"].get<double>(), 500) << name;
  }
  const Json xa = strategy(point, "xa");
  EXPECT_GT(mean(xa, "background_failed"), 0.001);
  EXPECT_GT(xa["metrics"]["background_latency"]["max"].get<double>(), 10'000);
}

// A table of its own where there are people, or other users, and none where there are not.
TEST(Reports, tell_of_people_and_of_other_users_where_there_are_any) {
  const auto says = [](const std::string& scenario, const char* line) {
    const Ran ran = txlab_says("run scenarios/library/" + scenario +
                               ".yaml --no-progress --replications 1 -s mq-tx");
    return ran.out.find(line) != std::string::npos;
  };
  EXPECT_TRUE(says("operators-at-work", "What people had to see to"));
  EXPECT_FALSE(says("operators-at-work", "What other users"));
  EXPECT_TRUE(says("blast-radius", "What other users of the wallet's database feel"));
  EXPECT_FALSE(says("blast-radius", "What people had to see to"));
}

}  // namespace
}  // namespace txlab
