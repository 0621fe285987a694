#include "reports/json.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

#include "reports/diagnostics.hpp"
#include "sample.hpp"

namespace txlab {
namespace {

using Json = nlohmann::ordered_json;

Json parsed(const StudyResult& study) { return Json::parse(result_json(study)); }

void expect_keys(const Json& object, std::initializer_list<const char*> keys) {
  for (const char* key : keys) EXPECT_TRUE(object.contains(key)) << key << " in " << object.dump();
}

const Json& strategy_of(const Json& document, const std::string& name) {
  for (const auto& one : document["points"][0]["strategies"]) {
    if (one["name"] == name) return one;
  }
  return document["points"][0]["strategies"].at(99);
}

TEST(Json, HasEveryKeyOfTheContract) {
  const Json document = parsed(sample_study());
  expect_keys(document, {"schema", "scenario", "seed", "partial", "points"});
  expect_keys(document["scenario"], {"name", "digest"});
  expect_keys(document["points"][0], {"set", "strategies", "comparisons"});
  EXPECT_EQ(document["points"][0]["strategies"].size(), 9u);
  for (const auto& strategy : document["points"][0]["strategies"]) {
    expect_keys(strategy, {"name", "protocol", "replications", "digest", "events", "outcomes",
                           "metrics", "properties", "thresholds"});
    expect_keys(strategy["outcomes"],
                {"offered", "bought", "refused", "undone", "open", "unknown_to_client"});
    for (const auto& name : contract_metrics()) EXPECT_TRUE(strategy["metrics"].contains(name));
    EXPECT_EQ(strategy["properties"].size(), 9u);
    expect_keys(strategy["properties"][0],
                {"name", "modality", "claimed", "verdict", "reason", "violations", "trail"});
    expect_keys(strategy["thresholds"][0], {"that", "verdict", "value"});
  }
  expect_keys(document["points"][0]["comparisons"][0],
              {"metric", "a", "b", "difference", "verdict"});
}

TEST(Json, HasOutcomesByTypeOnlyWhereThereAreSeveral) {
  StudyResult study = sample_study();
  EXPECT_FALSE(parsed(study)["points"][0]["strategies"][0].contains("by_type"));
  study.points[0].strategies[0].by_type = {{"redemption", 9, 5, 1, 1, 2}, {"conversion"}};
  const Json types = parsed(study)["points"][0]["strategies"][0]["by_type"];
  EXPECT_EQ(types["redemption"],
            (Json{{"offered", 9}, {"bought", 5}, {"refused", 1}, {"undone", 1}, {"open", 2}}));
  EXPECT_EQ(types["conversion"]["offered"], 0);
}

TEST(Json, SaysWhatTheStudySays) {
  const Json document = parsed(sample_study());
  EXPECT_EQ(document["schema"], "txlab.result/1");
  EXPECT_EQ(document["scenario"]["digest"], "000000000000feed");
  EXPECT_EQ(document["seed"], 20261123);
  EXPECT_EQ(document["partial"], false);
  EXPECT_EQ(document["points"][0]["set"], Json::object());
  const Json& xa = strategy_of(document, "xa");
  EXPECT_EQ(xa["digest"], "0123456789abcdef");
  EXPECT_EQ(xa["thresholds"][0]["verdict"], "fail");
  EXPECT_EQ(xa["properties"][0]["reason"], nullptr);
  EXPECT_EQ(xa["properties"][0]["trail"], nullptr);
  const Json& naive = strategy_of(document, "naive");
  EXPECT_EQ(naive["properties"][1]["verdict"], "violated");
  EXPECT_EQ(naive["properties"][1]["claimed"], false);
  EXPECT_EQ(naive["properties"][1]["violations"], 1234);
  const Json& tcc = strategy_of(document, "tcc");
  EXPECT_EQ(tcc["properties"][8]["verdict"], "unknown");
  EXPECT_EQ(tcc["properties"][8]["reason"], "blocked-by-design");
}

TEST(Json, MetricsCarryUnitsAndEstimates) {
  const Json document = parsed(sample_study());
  const Json& metrics = strategy_of(document, "xa")["metrics"];
  const Json& latency = metrics["client_latency"];
  EXPECT_EQ(latency["unit"], "ms");
  EXPECT_EQ(latency["count"], 410000);
  EXPECT_DOUBLE_EQ(latency["p50"]["value"].get<double>(), 61.2);
  for (const char* name : {"mean", "p50", "p90", "p95", "p99", "p99.9"}) {
    expect_keys(latency[name], {"value", "low", "high"});
    EXPECT_LE(latency[name]["low"], latency[name]["value"]);
    EXPECT_LE(latency[name]["value"], latency[name]["high"]);
  }
  EXPECT_FALSE(latency.contains("convention"));
  EXPECT_DOUBLE_EQ(latency["strength"]["placed"].get<double>(), 0.9604);
  EXPECT_EQ(metrics["oracle_messages_per_purchase"]["convention"], "R* presumed abort");
  EXPECT_TRUE(metrics["recovery_time"].is_null()) << "does not apply";
  EXPECT_EQ(metrics["duplicates"]["upper_bound_per_million"], 7.2);
}

TEST(Json, WholeNumbersAreIntegers) {
  StudyResult study = sample_study();
  auto& metrics = study.points[0].strategies[5].metrics;
  for (auto& one : metrics) {
    if (one.name == "oracle_messages_per_purchase") one.min = one.max = 8;
  }
  const std::string text = result_json(study);
  EXPECT_NE(text.find("\"min\": 8,"), std::string::npos);
  EXPECT_EQ(text.find("8.0,"), std::string::npos);
  const Json document = Json::parse(text);
  const Json& oracle = strategy_of(document, "xa")["metrics"]["oracle_messages_per_purchase"];
  EXPECT_TRUE(oracle["min"].is_number_integer());
  EXPECT_EQ(oracle["min"], oracle["max"]);
}

TEST(Json, WhatIsNotKnownIsNull) {
  StudyResult study = sample_study();
  auto& metrics = study.points[0].strategies[0].metrics;
  metrics[0].mean.known = false;
  metrics[0].max = std::numeric_limits<double>::infinity();
  metrics[1].mean = estimate(std::numeric_limits<double>::quiet_NaN(), 1);
  const Json document = parsed(study);
  const Json& found = strategy_of(document, "none")["metrics"];
  EXPECT_TRUE(found["client_latency"]["mean"]["value"].is_number());
  EXPECT_TRUE(found["client_latency"]["mean"]["low"].is_null());
  EXPECT_TRUE(found["client_latency"]["mean"]["high"].is_null());
  EXPECT_TRUE(found["client_latency"]["max"].is_null());
  EXPECT_TRUE(found["time_to_final_answer"]["mean"].is_null());
}

TEST(Json, ASweepNamesItsPoints) {
  StudyResult study = sample_study();
  study.points.push_back(study.points[0]);
  study.points[1].set = {{"faults.cut.for", "5s"}, {"strategies.xa.recovery_scan", "30s"}};
  const Json document = parsed(study);
  EXPECT_EQ(document["points"][1]["set"]["faults.cut.for"], "5s");
  EXPECT_EQ(document["points"][1]["set"].size(), 2u);
}

TEST(Json, HostileNamesStillParse) {
  const Json document = parsed(hostile_study());
  EXPECT_EQ(document["partial"], true);
  EXPECT_EQ(document["points"][0]["strategies"].size(), 9u);
}

TEST(Json, AnEmptyStudyIsADocument) {
  const Json document = parsed(StudyResult{});
  EXPECT_EQ(document["points"], Json::array());
  EXPECT_EQ(result_json(StudyResult{}).back(), '\n');
}

TEST(Json, HasTheEffectsOfFaultsIfTheyWereMeasured) {
  StudyResult study = sample_study();
  EXPECT_FALSE(Json::parse(result_json(study))["points"][0].contains("per_fault"));
  study.points[0].fault_effects = {{.fault = "cut",
                                    .strategy = "xa",
                                    .firings = 2,
                                    .claims_broken = estimate(1, 0.5),
                                    .unclaimed = estimate(4, 0.5),
                                    .yuan_lost = estimate(1000, 0),
                                    .yuan_seconds = estimate(5000, 1),
                                    .purchases_lost = estimate(3, 1)}};
  const Json effect = Json::parse(result_json(study))["points"][0]["per_fault"][0];
  EXPECT_EQ(effect["fault"], "cut");
  EXPECT_EQ(effect["strategy"], "xa");
  EXPECT_EQ(effect["firings"], 2);
  EXPECT_EQ(effect["claims_broken"], Json::parse(R"({"value": 1, "low": 0.5, "high": 1.5})"));
  EXPECT_EQ(effect["unclaimed_violations"]["value"], 4);
  EXPECT_EQ(effect["yuan_lost"]["value"], 1000);
  EXPECT_EQ(effect["yuan_seconds_at_risk"]["value"], 5000);
  EXPECT_EQ(effect["purchases_lost"]["value"], 3);
}

TEST(Json, HasTheCrossingsThatWereAskedFor) {
  StudyResult study = sample_study();
  EXPECT_FALSE(Json::parse(result_json(study)).contains("crossings"));
  study.crossings = {{.path = "workload.refusals.quota",
                      .unit = "%",
                      .metric = "mean(money_at_risk)",
                      .strategy = "xa",
                      .a = "precheck=[]",
                      .b = "precheck=[quota]",
                      .first = Crossing::Better::a,
                      .at = {{12.5, 11, std::numeric_limits<double>::infinity()}}}};
  const Json crossing = Json::parse(result_json(study))["crossings"][0];
  EXPECT_EQ(crossing["better_first"], "precheck=[]");
  EXPECT_EQ(crossing["at"], Json::parse(R"([{"value": 12.5, "low": 11, "high": null}])"));
}

TEST(Ndjson, IsOneObjectPerLine) {
  const StudyResult study = sample_study();
  std::istringstream lines(result_ndjson(study));
  std::size_t strategies = 0;
  std::size_t comparisons = 0;
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line); ++number) {
    const Json object = Json::parse(line);
    EXPECT_EQ(object["type"] == "study", number == 0);
    strategies += object["type"] == "strategy";
    comparisons += object["type"] == "comparison";
  }
  EXPECT_EQ(strategies, study.points[0].strategies.size());
  EXPECT_EQ(comparisons, study.points[0].comparisons.size());
}

TEST(Diagnostics, AreAList) {
  const ReportedDiagnostic found[] = {
      {"discount-purchase.yaml", 38, 48, "error", "unknown-key", "unknown key `check_intervall`",
       "did you mean `check_interval`?"},
      {"b.yaml", 1, 1, "warning", "unused", "\xff", ""}};
  const Json document = Json::parse(diagnostics_json(found));
  ASSERT_EQ(document["diagnostics"].size(), 2u);
  const Json& first = document["diagnostics"][0];
  EXPECT_EQ(first["file"], "discount-purchase.yaml");
  EXPECT_EQ(first["line"], 38);
  EXPECT_EQ(first["column"], 48);
  EXPECT_EQ(first["severity"], "error");
  EXPECT_EQ(first["code"], "unknown-key");
  EXPECT_EQ(first["hint"], "did you mean `check_interval`?");
  EXPECT_TRUE(document["diagnostics"][1]["hint"].is_null());
  EXPECT_EQ(Json::parse(diagnostics_json({})), Json::parse(R"({"diagnostics": []})"));
}

}  // namespace
}  // namespace txlab
