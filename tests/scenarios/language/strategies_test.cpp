#include "reading.hpp"

namespace txlab {
namespace {

// The strategies begin at line 3, two columns in.
std::string with_strategies(std::string_view strategies) {
  return "version: 1\nworkload: {arrivals: [{process: constant, rate: 5/s, for: 10s}]}\n"
         "strategies:\n" +
         std::string(strategies);
}

TEST(Strategies, HaveTheDefaultsOfTheirProtocol) {
  const Scenario scenario =
      scenario_of(with_strategies("  a: {protocol: local-message-table, alarm: off}\n"));
  const Parameters& parameters = scenario.strategies[0].parameters;
  EXPECT_EQ(parameters.duration("poll_every"), 500ms);
  EXPECT_EQ(parameters.choice("relay"), "lease");
  EXPECT_FALSE(parameters.on("alarm"));
}

TEST(Strategies, SwitchesAreOnAndOffNeverYesAndNo) {
  EXPECT_EQ(told(with_strategies("  a: {protocol: local-message-table, alarm: no}\n")),
            "t.yaml:4:45: error: `no` is not how txlab writes it: `alarm` is a switch [yes-no]; "
            "write `off`\n");
  EXPECT_FALSE(scenario_of(with_strategies("  a: {protocol: local-message-table, alarm: false}\n"))
                   .strategies[0]
                   .parameters.on("alarm"));
}

TEST(Strategies, ParametersAreCheckedByTheirKind) {
  EXPECT_EQ(told(with_strategies("  a: {protocol: xa, recovery_scan: 30}\n")),
            "t.yaml:4:36: error: `30` has no unit: `recovery_scan` is a duration [missing-unit]; "
            "write `30s` or `30ms`; units: ns us ms s m h d\n");
  EXPECT_EQ(told(with_strategies("  a: {protocol: transactional-message, max_checks: 015}\n")),
            "t.yaml:4:52: error: `015` has a leading zero and looks octal: `max_checks` is a count "
            "[octal]; write `15`: numbers are decimal\n");
  EXPECT_EQ(told(with_strategies("  a: {protocol: local-message-table, delivery: brokr}\n")),
            "t.yaml:4:48: error: unknown value of `delivery`: `brokr` in strategy `a` (protocol "
            "local-message-table) [unknown-name]; did you mean `broker`?\n");
  EXPECT_EQ(told(with_strategies("  a: {protocol: xa, recovery_scan: [30s]}\n")),
            "t.yaml:4:36: error: `recovery_scan` in strategy `a` (protocol xa) is a duration, not "
            "a list [wrong-shape]\n");
}

TEST(Strategies, NeedAKnownProtocol) {
  EXPECT_EQ(told(with_strategies("  a: {protocol: xaa, recovery_scan: 30s}\n")),
            "t.yaml:4:17: error: unknown protocol `xaa` in strategy `a` [unknown-name]; did you "
            "mean `xa`?\n");
  EXPECT_EQ(told(with_strategies("  a: {recovery_scan: 30s}\n")),
            "t.yaml:4:6: error: strategy `a` needs `protocol` [missing-key]; one of: none, naive, "
            "async-reconciliation, local-message-table, xa, tcc, transactional-message\n");
  EXPECT_EQ(told(with_strategies("  a: xa\n")),
            "t.yaml:4:6: error: strategy `a` is a mapping, not a value [wrong-shape]; "
            "write `{protocol: xa}`\n");
}

TEST(Strategies, SomeNamesMeanSomethingElse) {
  EXPECT_THAT(told(with_strategies("  each: {protocol: xa}\n")),
              HasSubstr("t.yaml:4:3: error: `each` cannot name a strategy [bad-name]"));
  EXPECT_THAT(told(with_strategies("  a/b: {protocol: xa}\n")), HasSubstr("[bad-name]"));
}

TEST(Extends, TakesWhatIsNotSaidAnew) {
  const Scenario scenario = scenario_of(
      with_strategies("  c: {extends: b, max_checks: 3}\n"
                      "  b: {extends: a, check_interval: 9s}\n"
                      "  a: {protocol: transactional-message, check_interval: 5s, max_checks: "
                      "7}\n"));
  EXPECT_EQ(scenario.strategies[0].protocol, "transactional-message");
  EXPECT_EQ(scenario.strategies[0].parameters.duration("check_interval"), 9s);
  EXPECT_EQ(scenario.strategies[0].parameters.count("max_checks"), 3);
  EXPECT_EQ(scenario.strategies[1].parameters.count("max_checks"), 7);
}

TEST(Extends, ThatGoesInCirclesIsToldOnce) {
  EXPECT_EQ(told(with_strategies("  a: {extends: b}\n"
                                 "  b: {extends: a}\n")),
            "t.yaml:5:16: error: a cycle of `extends`: a -> b -> a [extends-cycle]\n");
  EXPECT_EQ(told(with_strategies("  a: {extends: a}\n")),
            "t.yaml:4:16: error: a cycle of `extends`: a -> a [extends-cycle]\n");
}

TEST(Extends, NamesAnotherStrategyOfTheSameProtocol) {
  EXPECT_EQ(told(with_strategies("  mq-tx: {protocol: xa}\n"
                                 "  b: {extends: mqtx}\n")),
            "t.yaml:5:16: error: `extends` names a strategy; `mqtx` is none [unknown-name]; did "
            "you mean `mq-tx`?\n");
  EXPECT_EQ(told(with_strategies("  a: {protocol: xa}\n"
                                 "  b: {extends: a, protocol: tcc}\n")),
            "t.yaml:5:29: error: the protocol is not that of `a`, which is extended (`xa`) "
            "[unfit-key]; leave `protocol` out\n");
}

TEST(Extends, MistakesOfTheExtendedOneAreToldOnce) {
  EXPECT_EQ(told(with_strategies("  a: {protocol: xa, recovery_scn: 5s}\n"
                                 "  b: {extends: a}\n")),
            "t.yaml:4:21: error: unknown key `recovery_scn` in strategy `a` (protocol xa) "
            "[unknown-key]; did you mean `recovery_scan`?\n");
}

TEST(Extends, ALongChainIsRefused) {
  std::string text;
  for (int i = 0; i < 100; ++i) {
    text += "  s" + std::to_string(i) + ": {extends: s" + std::to_string(i + 1) + "}\n";
  }
  EXPECT_THAT(told(with_strategies(text + "  s100: {protocol: xa}\n")),
              HasSubstr("a chain of `extends` is too long"));
}

}  // namespace
}  // namespace txlab
