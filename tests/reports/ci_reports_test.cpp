// What CI reads: each form says the same, escaped as its readers want it.
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "reports/ci/from_exploration.hpp"
#include "reports/ci/from_study.hpp"
#include "reports/ci/github.hpp"
#include "reports/ci/junit.hpp"
#include "reports/ci/markdown.hpp"
#include "reports/ci/sarif.hpp"
#include "sample.hpp"

namespace txlab {
namespace {

using Outcome = CiCase::Outcome;
using json = nlohmann::json;

CiCase broken(const std::string& claim, const std::string& message) {
  return {.claim = claim,
          .meaning = "what it means",
          .outcome = Outcome::failed,
          .judged = "BROKEN",
          .message = message,
          .faults = {"end is lost"},
          .story = {{"1.0s", "gateway", "place arrives", false},
                    {"1.1s", "wallet", "end is lost", true}},
          .diagram = "sequenceDiagram\n",
          .again = "txlab replay a.trail",
          .fingerprint = "0123"};
}

CiReport report_of(std::vector<CiCase> cases) {
  return {.tool_version = "1.2.3",
          .verb = "explore",
          .scenario = "hostile",
          .timestamp = "2026-11-23T10:00:00",
          .suites = {{.strategy = "mq-tx", .place = {"a,b:c%.yaml", 44, 3}, .cases = cases}}};
}

const std::string hostile = "50% <lost> & \"gone\"\nin ]]> two | lines\x01";

TEST(Annotations, AreEscapedAsWorkflowCommandsWantIt) {
  const std::string text = github_annotations(report_of({broken("told-truth", hostile)}));
  EXPECT_TRUE(
      text.starts_with("::error file=a%2Cb%3Ac%25.yaml,line=44,col=3,"
                       "title=mq-tx breaks told-truth::50%25 <lost> & \"gone\"%0Ain ]]> two"))
      << text;
  EXPECT_EQ(std::ranges::count(text, '\n'), 1);
}

TEST(Annotations, AreNineAtMostAndTheRestIsCounted) {
  std::vector<CiCase> nine(9, broken("told-truth", "no"));
  EXPECT_EQ(github_annotations(report_of(nine)).find("not shown"), std::string::npos);
  std::vector<CiCase> many(13, broken("told-truth", "no"));
  const std::string text = github_annotations(report_of(many));
  EXPECT_EQ(std::ranges::count(text, '\n'), 10);
  EXPECT_NE(text.find("::4 more are not shown"), std::string::npos) << text;
}

TEST(Annotations, OfWhatIsKeptAreNone) {
  EXPECT_EQ(github_annotations(report_of({{.claim = "told-truth", .judged = "proved"}})), "");
}

TEST(JUnit, CountsWhatItHolds) {
  CiCase open = broken("conservation", "nobody can tell");
  open.outcome = Outcome::error;
  const std::string text =
      junit_xml(report_of({broken("told-truth", hostile), open, {.claim = "amounts-match"}}));
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(text.c_str())) << text;
  const auto suite = document.child("testsuites").child("testsuite");
  EXPECT_STREQ(suite.attribute("tests").value(), "3");
  EXPECT_STREQ(suite.attribute("failures").value(), "1");
  EXPECT_STREQ(suite.attribute("errors").value(), "1");
  const auto failure = suite.child("testcase").child("failure");
  EXPECT_NE(std::string(failure.attribute("message").value()).find("50% <lost> & \"gone\""),
            std::string::npos);
  EXPECT_NE(std::string(failure.text().get()).find("]]> two | lines"), std::string::npos);
  EXPECT_EQ(text.find('\x01'), std::string::npos);
}

TEST(Sarif, TellsTheCounterexampleAsAFlow) {
  const json log = json::parse(sarif_json(report_of({broken("told-truth", hostile)})));
  const json& result = log["runs"][0]["results"][0];
  EXPECT_EQ(result["ruleId"], "told-truth");
  const json& location = result["locations"][0]["physicalLocation"];
  EXPECT_EQ(location["artifactLocation"]["uri"], "a%2Cb%3Ac%25.yaml");
  EXPECT_EQ(location["region"]["startLine"], 44);
  const json& steps = result["codeFlows"][0]["threadFlows"][0]["locations"];
  ASSERT_EQ(steps.size(), 2u);
  EXPECT_EQ(steps[1]["importance"], "essential");
  EXPECT_EQ(steps[1]["location"]["message"]["text"], "1.1s wallet: end is lost");
  EXPECT_EQ(result["partialFingerprints"]["propertyAndStep/v1"], "0123");
}

TEST(Sarif, TellsWhatCannotBeToldAsANotification) {
  CiCase open = broken("conservation", "nobody can tell");
  open.outcome = Outcome::error;
  CiReport report = report_of({open});
  report.partial = true;
  const json run = json::parse(sarif_json(report))["runs"][0];
  EXPECT_TRUE(run["results"].empty());
  EXPECT_EQ(run["invocations"][0]["executionSuccessful"], false);
  EXPECT_EQ(run["invocations"][0]["toolExecutionNotifications"].size(), 2u);
}

TEST(Markdown, HasARowPerClaimAndDrawsTheFirstViolation) {
  const std::string text = ci_markdown(
      report_of({{.claim = "amounts-match", .judged = "proved"}, broken("told-truth", hostile)}));
  EXPECT_NE(text.find("| ✅ | mq-tx | amounts-match | proved |"), std::string::npos) << text;
  EXPECT_NE(
      text.find("| ❌ | mq-tx | told-truth | 50% &lt;lost> & \"gone\" in \\]\\]> two \\| lines"),
      std::string::npos)
      << text;
  EXPECT_NE(text.find("```mermaid\nsequenceDiagram\n"), std::string::npos) << text;
  EXPECT_NE(text.find("txlab replay a.trail"), std::string::npos);
}

Exploration one_finding(const std::string& host, std::uint64_t seed) {
  ExploredStrategy strategy{.name = "mq-tx", .held = bit_of(PropertyId::told_truth)};
  strategy.hunt.findings = {{.property = PropertyId::told_truth}};
  FoundTrail found{.example = "told otherwise"};
  found.trail.strategy = "mq-tx";
  found.trail.seed = seed;
  found.trail.property = PropertyId::told_truth;
  found.trail.choices = {{.question = seed,
                          .answer = 1,
                          .kind = Site::Kind::message,
                          .host = host,
                          .peer = "mq",
                          .what = "end",
                          .words = "end is lost"}};
  strategy.trails = {found};
  return {.scenario = "s", .seed = seed, .strategies = {strategy}};
}

std::string fingerprint(const Exploration& exploration) {
  return ci_report(exploration, {}, "txlab explore s").suites[0].cases[0].fingerprint;
}

TEST(AFingerprint, IsOfThePropertyAndTheStepOfTheProtocol) {
  const std::string known = fingerprint(one_finding("wallet-1", 1));
  EXPECT_EQ(fingerprint(one_finding("wallet-2", 99)), known);  // another seed, another replica
  EXPECT_NE(fingerprint(one_finding("fund-1", 1)), known);
  Exploration other = one_finding("wallet-1", 1);
  other.strategies[0].trails[0].trail.choices[0].what = "half";
  EXPECT_NE(fingerprint(other), known);
  EXPECT_EQ(known.size(), 16u);
}

TEST(AnExplorationForCi, TellsAContradictionFromAFailure) {
  Exploration exploration = one_finding("wallet-1", 1);
  EXPECT_EQ(ci_report(exploration, {}, "").count(Outcome::failed), 1u);
  exploration.strategies[0].trails[0].contradicted = "another digest";
  const CiReport report = ci_report(exploration, {}, "");
  EXPECT_EQ(report.count(Outcome::failed), 0u);
  EXPECT_EQ(report.count(Outcome::error), 1u);
}

TEST(AStudyForCi, FailsExactlyWhereTheProgramDoes) {
  StudyResult study;
  study.points.resize(1);
  StrategyResult strategy{.name = "xa"};
  strategy.properties = {holding("conservation"), violated("told-truth", true),
                         violated("amounts-match", false)};
  PropertyResult expected = holding("told-eventually");
  expected.expected = true;
  strategy.properties.push_back(expected);
  strategy.failed_expectations = {"told-eventually"};
  strategy.thresholds = {
      {.text = "p50(client_latency) < 5ms", .verdict = ThresholdResult::Verdict::inconclusive},
      {.text = "p99(client_latency) < 5ms",
       .verdict = ThresholdResult::Verdict::fail,
       .expected = true}};
  study.points[0].strategies = {strategy};
  const CiReport report = ci_report(study, {});
  std::vector<std::string> said;
  for (const CiCase& one : report.suites.at(0).cases) {
    said.push_back(one.claim + (one.outcome == Outcome::passed   ? " passed"
                                : one.outcome == Outcome::failed ? " failed"
                                                                 : " error"));
  }
  EXPECT_EQ(said, (std::vector<std::string>{
                      "conservation passed", "told-truth failed", "told-eventually failed",
                      "p50(client_latency) < 5ms error", "p99(client_latency) < 5ms passed"}));
}

// A mean over 20 replications of 2.9 s with an interval of 0.2 s to both sides: 73 would tell it
// from 3 s (decision_test.cpp).
TEST(AStudyForCi, TellsWhatIsOpenFromWhatIsMissed) {
  StudyResult study{.confidence = 0.95};
  StrategyResult strategy{.name = "mq-tx", .protocol = "mq-tx", .replications = 20};
  strategy.properties = {holding("conservation")};
  strategy.requirements = {{.text = "p99(client_latency) < 3s",
                            .verdict = ThresholdResult::Verdict::inconclusive,
                            .value = estimate(2900, 200),
                            .limit = 3000,
                            .unit = "ms"}};
  study.points.resize(1);
  study.points[0].strategies = {strategy};
  const auto decided = [&] { return ci_report(study, {}).decided; };
  EXPECT_EQ(decided(), "Not told yet: mq-tx (about 73 replications would tell).");
  ThresholdResult& one = study.points[0].strategies[0].requirements[0];
  one.value = {std::nan(""), std::nan(""), std::nan(""), false};
  EXPECT_EQ(decided(), "Not told yet: mq-tx (p99(client_latency) < 3s was not measured).");
  one.verdict = ThresholdResult::Verdict::fail;
  EXPECT_EQ(decided(), "Nobody meets all requirements.");
}

TEST(AStudyForCi, SaysOfWhichSettingItSpeaks) {
  StudyResult study{.confidence = 0.95};
  study.points.resize(2);
  for (PointResult& point : study.points) {
    point.strategies = {{.name = "xa", .protocol = "xa", .properties = {holding("conservation")}}};
  }
  study.points[0].set = {{"hosts.mq.flush", "sync"}};
  study.points[1].set = {{"hosts.mq.flush", "async"}};
  study.points[1].strategies[0].properties = {violated("conservation", true)};
  const CiReport report = ci_report(study, {});
  EXPECT_EQ(report.comparison[0][0], "strategy at hosts.mq.flush=sync");
  EXPECT_EQ(report.decided,
            "xa is best for most weightings. At hosts.mq.flush=async nobody keeps all claims.");
}

TEST(AStudyForCi, MeasuresAThresholdInTheUnitOfItsMetric) {
  StudyResult study;
  study.points.resize(1);
  StrategyResult strategy{.name = "xa"};
  strategy.metrics.push_back({.name = "client_latency", .unit = "ms"});
  strategy.thresholds = {{.text = "p95(client_latency) < 1us",
                          .verdict = ThresholdResult::Verdict::fail,
                          .value = {5.94739, 0.02, 2500}},
                         {.text = "duplicates < 1",
                          .verdict = ThresholdResult::Verdict::inconclusive,
                          .value = {NAN, NAN, NAN, false}}};
  study.points[0].strategies = {strategy};
  const CiReport report = ci_report(study, {});
  EXPECT_EQ(report.suites.at(0).cases.at(0).message,
            "p95(client_latency) < 1us: it is 5.95ms (between 20.0us and 2.50s)");
  EXPECT_EQ(report.suites.at(0).cases.at(1).message,
            "duplicates < 1: it is not known; more replications may tell");
}

// Names and values come from files of others, and whoever reads a report copies the command.
TEST(AStudyForCi, RepeatsByACommandThatAShellMayRead) {
  StudyResult study{.scenario_file = "a;id.yaml", .seed = 3, .replications = 2};
  study.points.resize(1);
  study.points[0].set = {{"description", "it's $(id)"}};
  study.points[0].strategies = {{.name = "$(id)", .properties = {violated("told-truth", true)}}};
  EXPECT_EQ(ci_report(study, {}).suites.at(0).cases.at(0).again,
            "txlab run 'a;id.yaml' --set 'description=it'\\''s $(id)' -s '$(id)' --seed 3 "
            "--replications 4");
}

TEST(AnExplorationForCi, RepeatsByACommandThatAShellMayRead) {
  Exploration exploration = one_finding("wallet-1", 1);
  exploration.strategies[0].trails[0].file = "a b/$(id).trail";
  EXPECT_EQ(ci_report(exploration, {}, "").suites[0].cases[0].again,
            "txlab replay 'a b/$(id).trail'");
}

TEST(AStudyForCi, HasOneSuitePerStrategyForAllPointsOfASweep) {
  StudyResult study;
  for (const char* value : {"1ms", "2ms"}) {
    PointResult point;
    point.set = {{"network.defaults.latency", value}};
    point.strategies = {{.name = "xa", .properties = {holding("conservation")}}};
    study.points.push_back(point);
  }
  const CiReport report = ci_report(study, {});
  ASSERT_EQ(report.suites.size(), 1u);
  EXPECT_EQ(report.suites[0].cases[1].claim, "conservation [network.defaults.latency=2ms]");
  EXPECT_NE(report.suites[0].cases[0].fingerprint, report.suites[0].cases[1].fingerprint);
}

}  // namespace
}  // namespace txlab
