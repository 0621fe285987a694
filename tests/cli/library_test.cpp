// The scenarios of the library do what they say: exit 0, and the numbers that others derived.
#include "library_results.hpp"

namespace txlab {
namespace {

TEST(Library, every_scenario_reads_without_a_warning) {
  const Ran ran = txlab_says(
      "lint --strict scenarios/library/*.yaml "
      "scenarios/library/regressions/*.yaml");
  EXPECT_EQ(ran.exit_code, 0) << ran.out;
}

double open_yuan(const Json& strategy, const std::string& at) {
  return strategy["metrics"]["open_yuan"]["at " + at]["value"];
}

// What goes on selling without a broker misses the cut-off; what does not sell misses nothing; what
// needs no broker does neither.
TEST(Library, broker_outage_across_the_cutoff_has_the_answer_that_it_tells) {
  const Json point = result_of("broker-outage-across-the-cutoff")[0];
  // About 300 orders come between 14:55 and 15:00.
  EXPECT_GT(mean(strategy(point, "table"), "missed_cutoff"), 200);
  EXPECT_GT(mean(strategy(point, "reconcile"), "missed_cutoff"), 200);
  EXPECT_LT(mean(strategy(point, "mq-tx"), "missed_cutoff"), 5);
  EXPECT_EQ(mean(strategy(point, "xa"), "missed_cutoff"), 0);
  EXPECT_EQ(mean(strategy(point, "tcc"), "missed_cutoff"), 0);
  EXPECT_EQ(strategy(point, "table")["outcomes"]["refused"], 0);
  EXPECT_GT(strategy(point, "mq-tx")["outcomes"]["refused"], 0);
  EXPECT_EQ(strategy(point, "xa")["outcomes"]["refused"], 0);
  EXPECT_GT(open_yuan(strategy(point, "table"), "T 15:00"), 0);
  EXPECT_EQ(open_yuan(strategy(point, "table"), "T+1 08:30"), 0);
  EXPECT_GT(open_yuan(strategy(point, "reconcile"), "T+1 08:30"), 0);
}

TEST(Library, broker_outage_across_the_cutoff_costs_no_date_where_the_fund_honours_it) {
  const Json point = changed_point("broker-outage-across-the-cutoff",
                                   "-s table --replications 2 --set calendar.late=honour");
  EXPECT_EQ(mean(strategy(point, "table"), "missed_cutoff"), 0);
  for (const auto& property : strategy(point, "table")["properties"]) {
    EXPECT_EQ(property["verdict"], "holds") << property["name"];
  }
}

// A quarter of all orders wants the paused fund: half of them, in half of the time.
TEST(Library, a_fund_that_pauses_has_the_answer_that_it_tells) {
  const Json point = result_of("a-fund-that-pauses")[0];
  for (const auto& one : point["strategies"]) {
    const auto& outcomes = one["outcomes"];
    const bool asks_first = one["name"] == "xa" || one["name"] == "tcc";
    const double paused = outcomes[asks_first ? "refused" : "undone"];
    EXPECT_NEAR(paused / outcomes["offered"].get<double>(), 0.25, 0.02) << one["name"];
    EXPECT_EQ(outcomes[asks_first ? "undone" : "refused"], 0) << one["name"];
  }
  const Json asked =
      result_of("a-fund-that-pauses", "--replications 2 --set precheck=[fund_status]")[0];
  for (const auto& one : asked["strategies"]) {
    const auto& outcomes = one["outcomes"];
    EXPECT_GT(outcomes["refused"], 500) << one["name"];
    EXPECT_LT(outcomes["undone"], 20) << one["name"] << ": what was under way";
  }
}

TEST(Library, discount_purchase_exits_0_with_all_its_replications) {
  const Json point = result_of("discount-purchase")[0];
  for (const auto& strategy : point["strategies"]) {
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
  static const Json& point() {
    static const Json parsed = result_of("calm")[0];
    return parsed;
  }
};

TEST_P(CalmCosts, are_the_integers_of_the_literature) {
  const auto metrics = strategy(point(), GetParam().strategy)["metrics"];
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
  const Json one = changed_point("discount-purchase", "--replications 2 -j 1");
  const Json two = changed_point("discount-purchase", "--replications 2 -j 2");
  EXPECT_EQ(one["strategies"], two["strategies"]);
}

TEST(Digests, do_not_depend_on_what_the_processor_offers) {
  const Json plain = result_of("calm", "--replications 1")[0];
  setenv("GLIBC_TUNABLES", "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4", 1);
  const Json old = result_of("calm", "--replications 1")[0];
  unsetenv("GLIBC_TUNABLES");
  for (const auto& entry : plain["strategies"]) {
    EXPECT_EQ(entry["digest"], strategy(old, entry["name"])["digest"]) << entry["name"];
  }
}

TEST(Digests, of_one_replication_are_repeated_by_its_own_seed) {
  const auto of_seed = [](const char* seed) {
    return result_of("calm", std::string("-s xa --replications 1 --seed ") + seed)[0];
  };
  const Json first = of_seed("5");
  const Json again = of_seed("5");
  const Json other = of_seed("6");
  EXPECT_EQ(strategy(first, "xa")["digest"], strategy(again, "xa")["digest"]);
  EXPECT_NE(strategy(first, "xa")["digest"], strategy(other, "xa")["digest"]);
}

}  // namespace
}  // namespace txlab
