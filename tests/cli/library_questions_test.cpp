// More questions of the library and the direction of their answers; where theory knows a size, that
// too.
#include <gmock/gmock.h>

#include <filesystem>

#include "library_results.hpp"

namespace txlab {
namespace {

double quantile(const Json& strategy, const std::string& metric, const char* which) {
  return strategy["metrics"][metric][which]["value"].get<double>();
}
double largest(const Json& strategy, const std::string& metric) {
  return strategy["metrics"][metric]["max"].get<double>();
}
double share(const Json& strategy, const char* outcome) {
  const Json& outcomes = strategy["outcomes"];
  return outcomes[outcome].get<double>() / outcomes["offered"].get<double>();
}

// A station with one server: with a lock time of S it ends 1/S a second, and 200/s come.
TEST(HotFund, kills_xa_because_its_lock_is_held_longer_than_orders_are_apart) {
  const Json point = result_of("does-a-hot-fund-kill-xa")[0];
  constexpr double apart_ms = 1000.0 / 200;
  EXPECT_GT(quantile(strategy(point, "xa"), "lock_hold", "p50"), apart_ms);
  EXPECT_GT(quantile(strategy(point, "xa"), "client_latency", "p50"), 3000) << "a timeout";
  const auto told_nothing = [](const Json& one) {
    return one["metrics"]["client_latency"]["strength"].value("unknown", 0.0);
  };
  EXPECT_NEAR(told_nothing(strategy(point, "xa")), 0.75, 0.1);
  for (const char* name : {"tcc", "mq-tx", "table"}) {
    const Json one = strategy(point, name);
    EXPECT_EQ(told_nothing(one), 0) << name;
    EXPECT_LT(quantile(one, "lock_hold", "p50"), apart_ms) << name;
    EXPECT_LT(quantile(one, "client_latency", "p99"), 200) << name;
  }
}

TEST(NextMorning, finds_open_orders_only_where_nobody_has_compared_yet) {
  const Json point = result_of("open-until-the-next-morning")[0];
  const auto open = [&](const char* name, const char* at) {
    return strategy(point, name)["metrics"]["open_yuan"][at]["value"].get<double>();
  };
  EXPECT_GT(open("daily", "at T 15:00"), 100'000);
  EXPECT_EQ(open("daily", "at T+1 08:30"), open("daily", "at T 15:00"));
  for (const char* name : {"hourly", "per-minute", "table", "mq-tx"}) {
    EXPECT_EQ(open(name, "at T 15:00"), 0) << name;
  }
  EXPECT_GT(mean(strategy(point, "daily"), "missed_cutoff"), 40);
  EXPECT_LT(mean(strategy(point, "daily"), "missed_cutoff"), 200) << "twenty a second for ten";
  // Compared every R, what was lost is open for R/2 to R: here from minute 2 on, so R less that.
  EXPECT_NEAR(largest(strategy(point, "hourly"), "inconsistency_window"), 58.5 * 60e3, 60e3);
  EXPECT_LT(largest(strategy(point, "per-minute"), "inconsistency_window"), 150e3);
  EXPECT_LT(largest(strategy(point, "table"), "inconsistency_window"), 15e3);
  EXPECT_GT(share(strategy(point, "mq-tx"), "refused"), 0) << "it leaves nothing open instead";
}

TEST(WhenTccBeatsMessages, in_the_final_answer_and_in_what_is_undone_but_never_in_cost) {
  for (const Json& point : result_of("when-tcc-beats-messages")) {
    const Json tcc = strategy(point, "tcc");
    const Json messages = strategy(point, "mq-tx");
    EXPECT_LT(quantile(tcc, "time_to_final_answer", "p50"),
              0.85 * quantile(messages, "time_to_final_answer", "p50"));
    EXPECT_GT(quantile(tcc, "client_latency", "p50"), quantile(messages, "client_latency", "p50"));
    EXPECT_EQ(tcc["outcomes"]["undone"], 0);
    EXPECT_NEAR(share(tcc, "refused"), 0.05, 0.01);
    EXPECT_NEAR(share(messages, "undone"), 0.05, 0.01);
    EXPECT_GT(mean(tcc, "messages_per_purchase"), mean(messages, "messages_per_purchase"));
    EXPECT_GT(mean(tcc, "forced_writes_per_purchase"),
              mean(messages, "forced_writes_per_purchase"));
  }
}

TEST(TwentySecondsWithoutABroker, cost_whoever_asks_it_first_and_delay_whoever_asks_it_last) {
  const Json point = result_of("twenty-seconds-without-a-broker")[0];
  for (const char* name : {"reconcile", "table", "direct", "xa", "tcc"}) {
    EXPECT_EQ(per_fault(point, name, "purchases_lost"), 0) << name;
    EXPECT_LT(quantile(strategy(point, name), "client_latency", "p99"), 50) << name;
  }
  const double lost = per_fault(point, "mq-tx", "purchases_lost");
  EXPECT_NEAR(lost / (20 * 50), 0.2, 0.08) << "of those who came meanwhile";
  EXPECT_GT(quantile(strategy(point, "mq-tx"), "client_latency", "p99"), 3000);
  EXPECT_NEAR(largest(strategy(point, "table"), "inconsistency_window"), 20e3, 3e3);
  EXPECT_GT(largest(strategy(point, "reconcile"), "inconsistency_window"), 20 * 3600e3);
  for (const char* name : {"direct", "xa", "tcc"}) {
    EXPECT_LT(largest(strategy(point, name), "inconsistency_window"), 1000) << name;
  }
}

// Three attempts of three seconds, and the pauses between them.
TEST(CoordinatorAwayHowLong, loses_nobody_while_customers_are_patient_and_then_everybody) {
  const Json points = result_of("how-long-may-the-coordinator-be-away");
  ASSERT_EQ(points.size(), 4u);
  constexpr double patience_s = 9.5;
  constexpr double away_s[] = {1, 5, 15, 60};
  for (std::size_t i = 0; i < 4; ++i) {
    for (const char* name : {"xa", "tcc"}) {
      const Json one = strategy(points[i], name);
      const double refused = one["outcomes"]["refused"].get<double>() / 3;
      EXPECT_LE(refused, 20 * away_s[i] * 1.2) << name << i;
      if (away_s[i] < patience_s) {
        EXPECT_LT(refused, 2) << name << i;
      } else {
        EXPECT_GT(refused, 20 * (away_s[i] - patience_s)) << name << i;
      }
    }
    EXPECT_EQ(strategy(points[i], "mq-tx")["outcomes"]["refused"], 0);
    EXPECT_LT(largest(strategy(points[i], "tcc"), "lock_hold"), 1000);
  }
  EXPECT_GT(largest(strategy(points[3], "xa"), "lock_hold"), 59e3);
}

TEST(Calm, costs_more_messages_the_sooner_both_sides_agree) {
  const Json point = result_of("calm")[0];
  const auto messages = [&](const char* name) {
    return mean(strategy(point, name), "messages_per_purchase");
  };
  EXPECT_EQ(messages("table"), 5);
  EXPECT_EQ(messages("mq-tx"), 6);
  EXPECT_EQ(messages("tcc"), 10);
  EXPECT_EQ(messages("xa"), 14);
}

TEST(DiscountPurchase, trades_sales_for_agreement) {
  const Json point =
      changed_point("discount-purchase", "--replications 3 --set thresholds={} --set expect={}");
  const auto disagree_ms = [&](const char* name) {
    return quantile(strategy(point, name), "inconsistency_window", "p99");
  };
  for (const char* name : {"xa", "tcc"}) {
    EXPECT_LT(disagree_ms(name), 100) << name;
    EXPECT_LT(share(strategy(point, name), "bought"), share(strategy(point, "mq-tx"), "bought"));
  }
  for (const char* name : {"mq-tx", "table"}) {
    EXPECT_GT(disagree_ms(name), 1000) << name;
    EXPECT_LT(disagree_ms(name), 60'000) << name;
  }
  EXPECT_GT(disagree_ms("reconcile"), 20 * 3600e3);
}

std::vector<std::string> files_of_the_library() {
  std::vector<std::string> files;
  for (const auto& file :
       std::filesystem::directory_iterator(source_folder() / "scenarios/library")) {
    if (file.path().extension() == ".yaml") files.push_back(file.path().stem());
  }
  return files;
}

// The program of a build knows where its sources are.
TEST(Library, is_found_from_any_folder) {
  const Ran ran = shell_says("cd / && " + program_file().string() + " list scenarios");
  EXPECT_NE(ran.out.find("scenarios/library/calm.yaml\n"), std::string::npos) << ran.err;
}

TEST(Library, has_at_least_twenty_five_scenarios_each_with_a_question_and_its_answer) {
  EXPECT_GE(files_of_the_library().size(), 25u);
  const std::string listed = txlab_says("list scenarios").out;
  for (const std::string& name : files_of_the_library()) {
    const std::size_t at = listed.find("scenarios/library/" + name + ".yaml\n");
    ASSERT_NE(at, std::string::npos) << name;
    const std::string entry = listed.substr(at, listed.find("\nscenarios/", at) - at);
    const std::size_t question = entry.find("?\n");
    ASSERT_NE(question, std::string::npos) << entry;
    EXPECT_GT(entry.size(), question + 20) << "no answer: " << entry;
  }
}

}  // namespace
}  // namespace txlab
