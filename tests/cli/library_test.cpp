// The scenarios of the library do what they say: exit 0, and the numbers that others derived.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "command.hpp"

namespace txlab {
namespace {

nlohmann::json strategy(const nlohmann::json& result, const std::string& name) {
  for (const auto& strategy : result["points"][0]["strategies"]) {
    if (strategy["name"] == name) return strategy;
  }
  ADD_FAILURE() << "no strategy " << name;
  return {};
}

TEST(Library, every_scenario_reads_without_a_warning) {
  const Ran ran = txlab_says(
      "lint --strict scenarios/library/*.yaml "
      "scenarios/library/regressions/*.yaml");
  EXPECT_EQ(ran.exit_code, 0) << ran.out;
}

double mean(const nlohmann::json& result, const std::string& name, const std::string& metric) {
  return strategy(result, name)["metrics"][metric]["mean"]["value"];
}

double open_yuan(const nlohmann::json& result, const std::string& name, const std::string& at) {
  return strategy(result, name)["metrics"]["open_yuan"]["at " + at]["value"];
}

// What goes on selling without a broker misses the cut-off; what does not sell misses nothing; what
// needs no broker does neither.
TEST(Library, broker_outage_across_the_cutoff_has_the_answer_that_it_tells) {
  const Ran ran = txlab_says(
      "run scenarios/library/broker-outage-across-the-cutoff.yaml --no-progress --format json");
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const auto result = nlohmann::json::parse(ran.out);
  // About 300 orders come between 14:55 and 15:00.
  EXPECT_GT(mean(result, "table", "missed_cutoff"), 200);
  EXPECT_GT(mean(result, "reconcile", "missed_cutoff"), 200);
  EXPECT_LT(mean(result, "mq-tx", "missed_cutoff"), 5);
  EXPECT_EQ(mean(result, "xa", "missed_cutoff"), 0);
  EXPECT_EQ(mean(result, "tcc", "missed_cutoff"), 0);
  EXPECT_EQ(strategy(result, "table")["outcomes"]["refused"], 0);
  EXPECT_GT(strategy(result, "mq-tx")["outcomes"]["refused"], 0);
  EXPECT_EQ(strategy(result, "xa")["outcomes"]["refused"], 0);
  EXPECT_GT(open_yuan(result, "table", "T 15:00"), 0);
  EXPECT_EQ(open_yuan(result, "table", "T+1 08:30"), 0);
  EXPECT_GT(open_yuan(result, "reconcile", "T+1 08:30"), 0);
}

TEST(Library, broker_outage_across_the_cutoff_costs_no_date_where_the_fund_honours_it) {
  const Ran ran = txlab_says(
      "run scenarios/library/broker-outage-across-the-cutoff.yaml -s table --replications 2 "
      "--set calendar.late=honour --no-progress --format json");
  const auto result = nlohmann::json::parse(ran.out);
  EXPECT_EQ(mean(result, "table", "missed_cutoff"), 0);
  for (const auto& property : strategy(result, "table")["properties"]) {
    EXPECT_EQ(property["verdict"], "holds") << property["name"];
  }
}

// A quarter of all orders wants the paused fund: half of them, in half of the time.
TEST(Library, a_fund_that_pauses_has_the_answer_that_it_tells) {
  const std::string command =
      "run scenarios/library/a-fund-that-pauses.yaml --no-progress --format json ";
  const Ran ran = txlab_says(command);
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const auto result = nlohmann::json::parse(ran.out);
  for (const auto& one : result["points"][0]["strategies"]) {
    const auto& outcomes = one["outcomes"];
    const bool asks_first = one["name"] == "xa" || one["name"] == "tcc";
    const double paused = outcomes[asks_first ? "refused" : "undone"];
    EXPECT_NEAR(paused / outcomes["offered"].get<double>(), 0.25, 0.02) << one["name"];
    EXPECT_EQ(outcomes[asks_first ? "undone" : "refused"], 0) << one["name"];
  }
  const auto asked = nlohmann::json::parse(
      txlab_says(command + "--replications 2 --set precheck=[fund_status]").out);
  for (const auto& one : asked["points"][0]["strategies"]) {
    const auto& outcomes = one["outcomes"];
    EXPECT_GT(outcomes["refused"], 500) << one["name"];
    EXPECT_LT(outcomes["undone"], 20) << one["name"] << ": what was under way";
  }
}

TEST(Library, discount_purchase_exits_0_with_all_its_replications) {
  const Ran ran =
      txlab_says("run scenarios/library/discount-purchase.yaml --no-progress --format json");
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const auto result = nlohmann::json::parse(ran.out);
  for (const auto& strategy : result["points"][0]["strategies"]) {
    EXPECT_GE(strategy["replications"], 20);
    std::uint64_t violations = 0;
    for (const auto& property : strategy["properties"]) {
      if (strategy["protocol"] != "naive") {
        EXPECT_TRUE(property["claimed"]) << strategy["name"] << property["name"];
        EXPECT_EQ(property["verdict"], "holds") << strategy["name"] << property["name"];
      }
      violations += property["violations"].get<std::uint64_t>();
    }
    EXPECT_EQ(violations > 0, strategy["protocol"] == "naive") << strategy["name"];
  }
}

// N = 2 participants, b = 1 (the broker flushes before it acknowledges). R* presumed abort: 4N
// messages and 2N + 1 forced writes; plain message: N + 1 and N + b; outbox: N + 1 and N + 1 + b;
// RocketMQ transactional: N + 2 and N + 2b. models/README.md has the counting rules.
struct Cost {
  std::string strategy;
  int messages;
  int forced_writes;
};

class CalmCosts : public testing::TestWithParam<Cost> {
 public:
  static const nlohmann::json& result() {
    static const nlohmann::json parsed = nlohmann::json::parse(
        txlab_says("run scenarios/library/calm.yaml --no-progress --format json").out);
    return parsed;
  }
};

TEST_P(CalmCosts, are_the_integers_of_the_literature) {
  const auto metrics = strategy(result(), GetParam().strategy)["metrics"];
  const auto& messages = metrics["oracle_messages_per_purchase"];
  EXPECT_EQ(messages["min"], GetParam().messages);
  EXPECT_EQ(messages["max"], GetParam().messages);
  const auto& forced = metrics["oracle_forced_writes_per_purchase"];
  EXPECT_EQ(forced["min"], GetParam().forced_writes);
  EXPECT_EQ(forced["max"], GetParam().forced_writes);
  EXPECT_FALSE(forced["convention"].get<std::string>().empty());
}

INSTANTIATE_TEST_SUITE_P(Section711, CalmCosts,
                         testing::Values(Cost{"reconcile", 3, 3}, Cost{"table", 3, 4},
                                         Cost{"mq-tx", 4, 4}, Cost{"xa", 8, 5}),
                         [](const auto& given) {
                           std::string name = given.param.strategy;
                           std::erase(name, '-');
                           return name;
                         });

TEST(Digests, do_not_depend_on_the_number_of_threads) {
  const std::string command =
      "run scenarios/library/discount-purchase.yaml --replications 2 --no-progress --format json ";
  const auto one = nlohmann::json::parse(txlab_says(command + "-j 1").out);
  const auto two = nlohmann::json::parse(txlab_says(command + "-j 2").out);
  EXPECT_EQ(one["points"][0]["strategies"], two["points"][0]["strategies"]);
}

TEST(Digests, do_not_depend_on_what_the_processor_offers) {
  const std::string command =
      "run scenarios/library/calm.yaml --replications 1 --no-progress --format json";
  const auto plain = nlohmann::json::parse(txlab_says(command).out);
  setenv("GLIBC_TUNABLES", "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4", 1);
  const auto old = nlohmann::json::parse(txlab_says(command).out);
  unsetenv("GLIBC_TUNABLES");
  for (const auto& entry : plain["points"][0]["strategies"]) {
    EXPECT_EQ(entry["digest"], strategy(old, entry["name"])["digest"]) << entry["name"];
  }
}

TEST(Digests, of_one_replication_are_repeated_by_its_own_seed) {
  const std::string command =
      "run scenarios/library/calm.yaml -s xa --replications 1 --no-progress --format json --seed ";
  const auto first = nlohmann::json::parse(txlab_says(command + "5").out);
  const auto again = nlohmann::json::parse(txlab_says(command + "5").out);
  const auto other = nlohmann::json::parse(txlab_says(command + "6").out);
  EXPECT_EQ(strategy(first, "xa")["digest"], strategy(again, "xa")["digest"]);
  EXPECT_NE(strategy(first, "xa")["digest"], strategy(other, "xa")["digest"]);
}

}  // namespace
}  // namespace txlab
