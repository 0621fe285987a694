// thresholds, expect, properties, experiment and sweep.
#include "reading.hpp"

namespace txlab {
namespace {

using Relation = Threshold::Relation;

// Of a scenario that can decide any threshold: many purchases, and a fault.
Threshold threshold_of(const std::string& text) {
  const std::string crash =
      "faults: [{name: f, fault: crash, target: {host: fund}, at: 5s, restart_after: 1s}]\n";
  return scenario_of(minimal("thresholds: {each: ['" + text + "']}\n" + crash),
                     {"workload.arrivals.0.for=1h"})
      .thresholds.at(0);
}
std::string told_threshold(const std::string& text) {
  return told(minimal("thresholds: {each: [" + text + "]}\n"));
}

TEST(Thresholds, AreAStatisticOfAMetricARelationAndALimit) {
  const Threshold threshold = threshold_of("p95(client_latency) < 500ms");
  EXPECT_EQ(threshold.strategy, "each");
  EXPECT_EQ(threshold.text, "p95(client_latency) < 500ms");
  EXPECT_EQ(threshold.statistic, "p95");
  EXPECT_EQ(threshold.metric, "client_latency");
  EXPECT_EQ(threshold.relation, Relation::less);
  EXPECT_DOUBLE_EQ(threshold.limit, 500);
}

TEST(Thresholds, HaveFiveRelations) {
  EXPECT_EQ(threshold_of("throughput <= 4/s").relation, Relation::at_most);
  EXPECT_EQ(threshold_of("throughput > 4/s").relation, Relation::greater);
  EXPECT_EQ(threshold_of("throughput>=4/s").relation, Relation::at_least);
  EXPECT_EQ(threshold_of("value(messages_per_purchase) == 8").relation, Relation::equal);
  EXPECT_EQ(threshold_of("throughput >= 4/s").statistic, "value");
}

TEST(Thresholds, LimitsAreInTheUnitOfTheMetric) {
  EXPECT_DOUBLE_EQ(threshold_of("p99.9(client_latency) < 1m30s").limit, 90'000);
  EXPECT_DOUBLE_EQ(threshold_of("throughput > 120/m").limit, 2);
  EXPECT_DOUBLE_EQ(threshold_of("availability_coupling < 5%").limit, 0.05);
  EXPECT_DOUBLE_EQ(threshold_of("mean(messages_per_purchase) < 8.5").limit, 8.5);
  EXPECT_DOUBLE_EQ(threshold_of("mean(money_at_risk) < 20k").limit, 20'000);
  EXPECT_DOUBLE_EQ(threshold_of("count(client_latency) > 1k").limit, 1000);
  EXPECT_DOUBLE_EQ(threshold_of("rate(messages_per_purchase) < 3%").limit, 0.03)
      << "of all purchases";
  EXPECT_NE(told_threshold("rate(messages_per_purchase) < 3/s"), "");
}

TEST(Thresholds, MistakesUnderlineTheWrongPart) {
  EXPECT_EQ(told_threshold("p95(client_latncy) < 500ms"),
            "t.yaml:5:25: error: unknown metric `client_latncy` [unknown-name]; did you mean "
            "`client_latency`?\n");
  EXPECT_EQ(
      told_threshold("p94(client_latency) < 500ms"),
      "t.yaml:5:21: error: unknown statistic `p94` [unknown-name]; one of: p50, p90, p95, p99, "
      "p99.9\n");
  EXPECT_THAT(told_threshold("client_latency.p99 < 1s"),
              HasSubstr("; write `p99(client_latency)`"));
  EXPECT_THAT(told_threshold("p99 client_latency < 1s"),
              HasSubstr("; write `p99(client_latency)`"));
  EXPECT_EQ(told_threshold("p95(client_latency) < 500"),
            "t.yaml:5:43: error: the limit `500` has no unit: it is a duration [missing-unit]; "
            "write `500s` or `500ms`; units: ns us ms s m h d\n");
  EXPECT_EQ(told_threshold("throughput > 5"),
            "t.yaml:5:34: error: the limit `5` has no unit: it is a rate [missing-unit]; write "
            "`5/s`\n");
  EXPECT_EQ(told_threshold("client_latency"),
            "t.yaml:5:21: error: the threshold compares nothing [bad-threshold]; "
            "`p95(client_latency) < 500ms`\n");
  EXPECT_THAT(told_threshold("p95(client_latency < 5ms"), HasSubstr("the bracket does not end"));
  EXPECT_THAT(told_threshold("\"p95(x) < 5ms\""), HasSubstr("t.yaml:5:21: error: unknown metric"));
}

TEST(Thresholds, AreForStrategiesThatAreThere) {
  EXPECT_EQ(told(minimal("thresholds:\n  b: [throughput > 4/s]\n")),
            "t.yaml:6:3: error: unknown strategy `b` in `thresholds` [unknown-name]; one of: "
            "a, each\n");
  EXPECT_THAT(told(minimal("thresholds: {a: throughput > 4/s}\n")),
              HasSubstr("`a` in `thresholds` is a list, not a value [wrong-shape]"));
}

TEST(Requirements, AreThresholdsOfWhoeverIsToBeChosen) {
  const std::string text =
      "requirements: [p99(inconsistency_window) < 3s, messages_per_purchase <= 9, "
      "rate(messages_per_purchase) <= 0.01%]\n";
  const Scenario scenario = scenario_of(minimal(text), {"workload.arrivals.0.for=1h"});
  EXPECT_TRUE(scenario.thresholds.empty());
  ASSERT_EQ(scenario.requirements.size(), 3u);
  EXPECT_EQ(scenario.requirements[0].strategy, "each");
  EXPECT_DOUBLE_EQ(scenario.requirements[0].limit, 3000);
  EXPECT_EQ(scenario.requirements[1].relation, Relation::at_most);
  EXPECT_DOUBLE_EQ(scenario.requirements[2].limit, 0.0001);
}

TEST(Expect, NamesPropertiesAndThresholdsWithAReason) {
  const Scenario scenario =
      scenario_of(minimal("thresholds: {each: [throughput > 4/s]}\n"
                          "expect: {a: {fails: [told-truth, throughput > 4/s], because: why}}\n"));
  EXPECT_EQ(scenario.expectations[0].fails,
            (std::vector<std::string>{"told-truth", "throughput > 4/s"}));
  EXPECT_EQ(scenario.expectations[0].because, "why");
}

TEST(Expect, MistakesAreTold) {
  EXPECT_EQ(told(minimal("expect: {a: {fails: [told-truht], because: why}}\n")),
            "t.yaml:5:22: error: `told-truht` is neither a property nor a threshold of `a` "
            "[unknown-name]; did you mean `told-truth`?\n");
  EXPECT_EQ(told(minimal("expect: {a: {fails: [told-truth]}}\n")),
            "t.yaml:5:13: error: `expect` of `a` needs `because` [missing-key]\n");
  EXPECT_THAT(told(minimal("expect: {b: {fails: [told-truth], because: x}}\n")),
              HasSubstr("unknown strategy `b` in `expect`"));
}

TEST(Properties, AreKnownByName) {
  EXPECT_EQ(scenario_of(minimal("properties: [conservation]\n")).properties,
            (std::vector<std::string>{"conservation"}));
  EXPECT_EQ(told(minimal("properties: [conservatoin]\n")),
            "t.yaml:5:14: error: unknown property `conservatoin` in the scenario [unknown-name]; "
            "did you mean `conservation`?\n");
}

TEST(Experiment, MayStopSequentially) {
  const Experiment experiment =
      scenario_of(minimal("experiment:\n"
                          "  replications: {min: 5, max: 40, until: {metric: p95(client_latency), "
                          "relative_error: 5%}}\n"
                          "  confidence: 99%\n"))
          .experiment;
  EXPECT_EQ(experiment.replications, 5u);
  EXPECT_EQ(experiment.max_replications, 40u);
  EXPECT_EQ(experiment.until_statistic, "p95");
  EXPECT_EQ(experiment.until_metric, "client_latency");
  EXPECT_DOUBLE_EQ(experiment.until_relative_error, 0.05);
  EXPECT_DOUBLE_EQ(experiment.confidence, 0.99);
}

TEST(Experiment, MistakesAreTold) {
  EXPECT_THAT(told(minimal("experiment: {replications: 0}\n")), HasSubstr("must be from 1"));
  EXPECT_THAT(told(minimal("experiment: {confidence: 0.95}\n")),
              HasSubstr("write `0.95%` or `95%`"));
  EXPECT_THAT(told(minimal("experiment: {confidence: 100%}\n")), HasSubstr("from 50% to 99.99%"));
  EXPECT_THAT(told(minimal("experiment: {seed: -1}\n")), HasSubstr("`-1` is negative"));
  EXPECT_EQ(told(minimal("experiment: {baseline: b}\n")),
            "t.yaml:5:24: error: unknown strategy `b` in `experiment` [unknown-name]; one of: "
            "a\n");
  EXPECT_THAT(told(minimal("experiment: {replications: {min: 5, max: 3, until: {metric: "
                           "p95(latency), relative_error: 0%}}}\n")),
              HasSubstr("`max` is below `min`"));
}

TEST(Experiment, AsksForTheCouplingOfMain) {
  EXPECT_FALSE(scenario_of(minimal()).experiment.coupling);
  EXPECT_TRUE(scenario_of(minimal("experiment: {coupling: on}\n")).experiment.coupling);
}

TEST(Sweep, AsksWhereTheBetterOfTwoChanges) {
  const std::string rates =
      "  - {set: workload.refusals.quota, values: [0%, 5%], crossing: [mean(money_at_risk)]}\n";
  const auto sweep = scenario_of(minimal("sweep:\n" + rates)).sweep;
  ASSERT_EQ(sweep[0].crossing.size(), 1u);
  EXPECT_EQ(sweep[0].crossing[0].statistic, "mean");
  EXPECT_EQ(sweep[0].crossing[0].metric, "money_at_risk");
  EXPECT_THAT(told(minimal("sweep:\n  - {set: workload.refusals.quota, values: [5%, 0%], "
                           "crossing: [mean(money_at_risk)]}\n")),
              HasSubstr("needs rising numbers of one unit"));
  EXPECT_THAT(
      told(minimal("sweep:\n  - {set: workload.customers, values: [1k, 2k, 3k]}\n" + rates)),
      HasSubstr("compares two"));
}

TEST(Sweep, KeepsTheTextOfItsValues) {
  const auto sweep = scenario_of(minimal("sweep:\n"
                                         "  - {set: workload.customers, values: [1k, 2k]}\n"
                                         "  - {set: zones, values: [[a, b], [c]]}\n"
                                         "  - {set: network.defaults.latency, values: [{dist: "
                                         "exponential, mean: 1ms}]}\n"))
                         .sweep;
  ASSERT_EQ(sweep.size(), 3u);
  EXPECT_EQ(sweep[0].path, "workload.customers");
  EXPECT_EQ(sweep[0].values, (std::vector<std::string>{"1k", "2k"}));
  EXPECT_EQ(sweep[1].values, (std::vector<std::string>{"[a, b]", "[c]"}));
  EXPECT_EQ(sweep[2].values, (std::vector<std::string>{"{dist: exponential, mean: 1ms}"}));
}

TEST(Sweep, EveryValueMustMakeAGoodScenario) {
  EXPECT_EQ(told(minimal("sweep:\n  - {set: workload.customers, values: [1k, 2K]}\n")),
            "t.yaml:6:44: error: with `workload.customers = 2K`: `2K` has the unit `K`: "
            "`customers` is a count [bad-sweep]; write `2k`\n");
  EXPECT_EQ(told(minimal("sweep:\n  - {set: workload.custmers, values: [1k]}\n")),
            "t.yaml:6:20: error: unknown key `custmers` in `workload` [bad-sweep]; did you mean "
            "`customers`?\n");
  EXPECT_EQ(told(minimal("sweep:\n  - {set: strategies.a.recovery_scn, values: [1s, 5s]}\n")),
            "t.yaml:6:24: error: unknown key `recovery_scn` in strategy `a` (protocol xa) "
            "[bad-sweep]; did you mean `recovery_scan`?\n")
      << "once, whatever the values are";
  EXPECT_EQ(told(minimal("sweep:\n  - {set: workload.arrivals.3.for, values: [1s, 2s]}\n")),
            "t.yaml:6:29: error: `workload.arrivals` holds 1, so there is no element 3 "
            "[bad-sweep]; the first one is 0\n");
}

}  // namespace
}  // namespace txlab
