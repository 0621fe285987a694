// Scenarios of the library that ask a question: the answer in their description is what a run
// gives, in its direction and where theory knows it, in its size.
#include <gtest/gtest.h>

#include "library_results.hpp"

namespace txlab {
namespace {

// The pauses between the attempts of a push consumer (apache/rocketmq, messageDelayLevel from the
// third on) add up to 105 min 40 s after the twelfth and 165 min 40 s after the fifteenth attempt:
// what began with the release comes through with the first attempt after its two hours.
TEST(BadRelease, delays_messages_until_the_first_attempt_after_it_and_loses_none) {
  const Json point = result_of("bad-release")[0];
  for (const char* name : {"mq-tx", "table", "reconcile"}) {
    const Json one = strategy(point, name);
    const double longest_ms = one["metrics"]["inconsistency_window"]["max"].get<double>();
    EXPECT_GT(longest_ms, 9'940'000) << name;
    EXPECT_LT(longest_ms, 9'942'000) << name;
    EXPECT_EQ(one["outcomes"]["open"], 0) << name;
    EXPECT_EQ(per_fault(point, name, "purchases_lost"), 0) << name;
  }
  for (const char* name : {"xa", "tcc"}) {
    const Json one = strategy(point, name);
    EXPECT_NEAR(per_fault(point, name, "purchases_lost"), 1200, 120)
        << "two hours of ten purchases a minute";
    EXPECT_LT(one["metrics"]["inconsistency_window"]["max"].get<double>(), 1000) << name;
  }
}

TEST(CoordinatorAway, stops_sales_of_xa_and_tcc_and_blocks_rows_only_of_xa) {
  const Json point = result_of("coordinator-away")[0];
  for (const char* name : {"mq-tx", "table"}) {
    EXPECT_NEAR(mean(strategy(point, name), "throughput"), 20, 1) << name;
  }
  for (const char* name : {"xa", "tcc", "mq-centre"}) {
    EXPECT_LT(mean(strategy(point, name), "throughput"), 13) << name;
  }
  EXPECT_GT(strategy(point, "xa")["metrics"]["lock_hold"]["max"].get<double>(), 599'000);
  EXPECT_LT(strategy(point, "tcc")["metrics"]["lock_hold"]["max"].get<double>(), 1000);
}

TEST(CoordinatorCrash, keeps_customers_of_xa_and_tcc_waiting_and_locks_rows_only_of_xa) {
  const Json point = result_of("coordinator-crash")[0];
  const auto of = [&](const char* name, const char* metric, const char* what) {
    const Json found = strategy(point, name)["metrics"][metric][what];
    return found.is_object() ? found["value"].get<double>() : found.get<double>();
  };
  for (const char* name : {"xa", "tcc"}) {
    EXPECT_GT(of(name, "client_latency", "p99"), 9000) << name << ": the coordinator's ten seconds";
  }
  EXPECT_LT(of("mq-tx", "client_latency", "p99"), 100);
  EXPECT_GT(of("xa", "lock_hold", "max"), 9900);
  for (const char* name : {"tcc", "mq-tx"}) EXPECT_LT(of(name, "lock_hold", "max"), 1000) << name;
}

// One confirmation in five of those whose half message got through, which is four in five at once.
TEST(LostConfirmation, is_brought_back_by_the_check_within_its_interval_and_not_without) {
  const Json point = result_of("lost-confirmation")[0];
  const auto window = [&](const char* name) {
    return strategy(point, name)["metrics"]["inconsistency_window"]["p99"]["value"].get<double>();
  };
  EXPECT_GT(window("with-check"), 30'000) << "ms; checked every 30 s";
  EXPECT_LT(window("often-checked"), window("with-check") / 2);
  for (const char* name : {"with-check", "often-checked", "table"}) {
    EXPECT_EQ(strategy(point, name)["outcomes"]["open"], 0) << name;
  }
  const Json outcomes = strategy(point, "no-check")["outcomes"];
  EXPECT_NEAR(outcomes["open"].get<double>() / outcomes["offered"].get<double>(), 0.16, 0.02)
      << "0.8 x 0.2: half messages are asked for again until the client gives up or finds main "
         "done";
}

TEST(SynchronousFlush, costs_half_messages_a_flush_and_keeps_what_was_accepted) {
  const Json points = result_of("synchronous-flush");
  ASSERT_EQ(points.size(), 2u);
  const auto latency = [](const Json& one) {
    return one["metrics"]["client_latency"]["p50"]["value"].get<double>();
  };
  for (const char* name : {"mq-tx", "table"}) {
    EXPECT_EQ(strategy(points[0], name)["outcomes"]["open"], 0) << name;
    EXPECT_GT(strategy(points[1], name)["outcomes"]["open"], 0) << name;
  }
  const double flush =
      latency(strategy(points[0], "mq-tx")) - latency(strategy(points[1], "mq-tx"));
  EXPECT_GT(flush, 0.3) << "ms; the default flush has a median of 450 us";
  EXPECT_LT(flush, 1.0);
  EXPECT_NEAR(latency(strategy(points[0], "table")), latency(strategy(points[1], "table")), 0.05);
}

// Three messages a purchase, of which 3 + 2 + 3 are wanted by somebody, and 3 x 5 are sent to
// everybody. Two messages a publication (five of them if compliance publishes two again), one a
// delivery, two a call.
TEST(Companionship, sends_what_is_wanted_and_no_more_with_tags) {
  const Json calm = result_of("companionship", calm_once)[0];
  expect_exact(calm, "companion_deliveries_per_purchase",
               {{"tags", 8}, {"review-first", 8}, {"everything", 15}, {"fan-out", 8}});
  expect_exact(calm, "oracle_messages_per_purchase",
               {{"tags", 14}, {"review-first", 18}, {"everything", 21}, {"fan-out", 16}});
}

TEST(Companionship, misses_messages_only_in_a_mixed_group_and_by_calls) {
  const Json point = result_of("companionship")[0];
  for (const char* name : {"tags", "review-first", "everything"}) {
    EXPECT_EQ(mean(strategy(point, name), "companion_missed"), 0) << name;
    EXPECT_LT(strategy(point, name)["metrics"]["client_latency"]["max"], 1000) << name;
  }
  for (const auto& one : point["strategies"]) EXPECT_EQ(mean(one, "companion_extra"), 0);
  // All of one tag and, with orders spread evenly over four queues, half of the other.
  EXPECT_NEAR(strategy(point, "mixed-group")["metrics"]["companion_missed"]["per_million"],
              1'500'000, 1000);
  // Ten seconds of twenty purchases a second, one message each: what orchestration would have done.
  EXPECT_NEAR(mean(strategy(point, "fan-out"), "companion_missed"), 200, 45);
  EXPECT_GT(strategy(point, "fan-out")["metrics"]["client_latency"]["max"], 3000);
}

// Without the dead machine, so that it is the slow one that everybody waits for.
TEST(Companionship, lets_one_slow_department_delay_every_customer_only_by_calls) {
  const Json point =
      result_of("companionship",
                "-s tags -s fan-out --replications 2 --set expect={} --set thresholds={} --set "
                "'faults=[{name: slow, fault: slow, target: {host: customer-service}, at: 20s, "
                "for: 20s, factor: 400}]'")[0];
  const auto latency = [&](const char* name) {
    return strategy(point, name)["metrics"]["client_latency"]["p99"]["value"].get<double>();
  };
  EXPECT_GT(latency("fan-out"), 10 * latency("tags"));
}

// Two departments that read at the same time: which of them is first is a matter of chance.
TEST(Companionship, has_compliance_behind_every_second_reader_unless_it_reads_first) {
  const Json calm = result_of("companionship", calm_once)[0];
  const Json tags = strategy(calm, "tags")["metrics"]["companion_before_review"];
  EXPECT_NEAR(tags["per_million"], 1'000'000, 60'000) << "one of two messages";
  EXPECT_EQ(mean(strategy(calm, "review-first"), "companion_before_review"), 0);
  EXPECT_EQ(mean(strategy(calm, "fan-out"), "companion_before_review"), 0);
}

// Four aggregates: N = 4 for the transactional message (N + 2 and N + 2b).
TEST(DomainEvents, cost_a_forced_write_per_aggregate_and_a_message_only_between_services) {
  const Json calm = result_of("domain-events", calm_once)[0];
  expect_exact(calm, "oracle_forced_writes_per_purchase",
               {{"one-transaction", 1}, {"in-process", 4}, {"outbox", 4}, {"mq-tx", 6}});
  expect_exact(calm, "oracle_messages_per_purchase",
               {{"one-transaction", 0}, {"in-process", 0}, {"outbox", 0}, {"mq-tx", 6}});
}

TEST(DomainEvents, are_lost_by_a_crash_only_in_ram) {
  const Json point = result_of("domain-events")[0];
  for (const auto& one : point["strategies"]) {
    for (const auto& property : one["properties"]) {
      if (property["name"] != "main-branch-agreement") continue;
      EXPECT_EQ(property["violations"] > 0, one["name"] == "in-process") << one["name"];
    }
  }
  EXPECT_GT(strategy(point, "in-process")["outcomes"]["open"], 0);
  EXPECT_EQ(strategy(point, "outbox")["outcomes"]["open"], 0);
}

}  // namespace
}  // namespace txlab
