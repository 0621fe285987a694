#include "reading.hpp"

namespace txlab {
namespace {

const std::string text = minimal(
    "faults:\n"
    "  - {name: cut, fault: pause, target: {host: mq}, at: 1s, for: 5s}\n"
    "  - {name: long, fault: pause, target: {host: mq}, at: 2s, for: 6s}\n"
    "databases:\n"
    "  fund-db: {fsync: {dist: percentiles, values: {p50: 1ms, p99.9: 9ms}}}\n");

TEST(Override, ReplacesAValue) {
  EXPECT_EQ(scenario_of(text, {"workload.arrivals.0.for=20s"}).workload.arrivals[0].lasts, 20s);
}

TEST(Override, FindsElementsOfListsByName) {
  const Scenario scenario = scenario_of(text, {"faults.long.for=1m"});
  EXPECT_EQ(scenario.faults[0].lasts, 5s);
  EXPECT_EQ(scenario.faults[1].lasts, 1min);
}

TEST(Override, MakesKeysThatAreAbsent) {
  const Scenario scenario = scenario_of(text, {"hosts.wallet.replicas=3", "experiment.seed=7"});
  EXPECT_EQ(scenario.hosts[1].replicas, 3u);
  EXPECT_EQ(scenario.experiment.seed, 7u);
}

TEST(Override, TheLastOneWins) { EXPECT_EQ(scenario_of(text, {"drain=1h", "drain=2h"}).drain, 2h); }

TEST(Override, TakesMappingsAndLists) {
  const Scenario scenario = scenario_of(
      text, {"zones=[a, b]", "workload.arrivals=[{process: closed, clients: 5, for: 1m}]"});
  EXPECT_EQ(scenario.zones, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(scenario.workload.arrivals[0].process, ArrivalPhase::Process::closed);
}

TEST(Override, ReachesKeysWithDots) {
  const auto slow = scenario_of(text, {"databases.fund-db.fsync.values.p99.9=90ms"});
  EXPECT_GT(slow.databases[0].fsync.quantile(0.999), 80'000'000);
}

TEST(Override, OnASharedAnchorChangesOnePlaceOnly) {
  const Scenario scenario = scenario_of(minimal("x-w: &w {dist: constant, value: 1ms}\n"
                                                "network: {defaults: {latency: *w, jitter: *w}}\n"),
                                        {"network.defaults.jitter.value=5ms"});
  EXPECT_EQ(scenario.network.latency.quantile(0.5), 1'000'000);
  EXPECT_EQ(scenario.network.jitter.quantile(0.5), 5'000'000);
}

TEST(Override, IsInheritedByWhatExtendsIt) {
  const Scenario scenario = scenario_of(
      "version: 1\nworkload: {arrivals: [{process: constant, rate: 5/s, for: 10s}]}\n"
      "strategies: {a: {protocol: xa}, b: {extends: a}}\n",
      {"strategies.a.recovery_scan=7s"});
  EXPECT_EQ(scenario.strategies[1].parameters.duration("recovery_scan"), 7s);
}

TEST(Override, ThatLeadsNowhereNamesTheNearestKey) {
  EXPECT_EQ(told(text, {"workload.cleint.timeout=3s"}),
            "--set:1:10: error: unknown key `cleint` in `workload` [unknown-key]; did you mean "
            "`client`?\n");
  EXPECT_EQ(told(text, {"faults.lang.for=3s"}),
            "--set:1:8: error: `faults` has no element `lang` [bad-set]; did you mean `long`?\n");
  EXPECT_EQ(told(text, {"faults.7.for=3s"}),
            "--set:1:8: error: `faults` holds 2, so there is no element 7 [bad-set]; the first one "
            "is 0\n");
  EXPECT_EQ(told(text, {"faults.cut.for.x=3s"}),
            "--set:1:16: error: `faults.cut.for` is the value `5s`, nothing is below it "
            "[bad-set]\n");
}

TEST(Override, WithAWrongValuePointsIntoTheOverride) {
  EXPECT_EQ(
      told(text, {"faults.cut.for=0.5"}),
      "--set:1:16: error: `0.5` has no unit: `for` is a duration [missing-unit]; write `0.5s` "
      "or `0.5ms`; units: ns us ms s m h d\n");
}

TEST(Override, WithoutAValuePointsIntoTheOverrideToo) {
  EXPECT_EQ(told(minimal("drain: 5h\n"), {"drain="}),
            "--set:1:7: error: `drain` in the scenario has no value [missing-value]\n");
  EXPECT_THAT(told(text, {"drain=5h", "drain=5"}), HasSubstr("--set#2:1:7: error: `5` has no unit"))
      << "of several it is said which";
}

TEST(Override, OfAnElementInBracketsSaysWhereTheDotsAre) {
  EXPECT_EQ(told(text, {"faults[0].at=3s"}),
            "--set:1:1: error: an element of a list stands behind a dot [bad-set]; write "
            "`faults.0.at`\n");
}

TEST(Override, OfAMistypedStrategyNamesTheOneThatIsMeant) {
  EXPECT_EQ(told("version: 1\nworkload: {arrivals: [{process: constant, rate: 5/s, for: 10s}]}\n"
                 "strategies: {table: {protocol: local-message-table}, xa: {protocol: xa}}\n",
                 {"strategies.tabel.relay=all"}),
            "--set:1:12: error: strategy `tabel` needs `protocol` [missing-key]; did you mean the "
            "strategy `table`?\n");
}

TEST(Override, IsPathAndValue) {
  EXPECT_THAT(told(text, {"drain"}), HasSubstr("--set:1:1: error: an override is `path=value`"));
  EXPECT_THAT(told(text, {"=3"}), HasSubstr("--set:1:1: error: an override is `path=value`"));
  EXPECT_THAT(told(text, {"a..b=3"}), HasSubstr("a part of the path is empty"));
  EXPECT_THAT(told(text, {"zones=[a"}), HasSubstr("[syntax]; the `[` at line 1, column 7"));
  EXPECT_THAT(told(text, {"drain="}), HasSubstr("`drain` in the scenario has no value"));
}

}  // namespace
}  // namespace txlab
