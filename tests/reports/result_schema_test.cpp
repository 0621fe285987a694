// The JSON Schema of results accepts what is written and nothing else.
#include "reports/schema/result_schema.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "reports/json.hpp"
#include "sample.hpp"

namespace txlab {
namespace {

using nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

// What the schema does not allow in a document; empty if it accepts it.
std::string complaints(const json& document) {
  static const json text = json::parse(result_schema());
  valijson::Schema schema;
  valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(Adapter(text), schema);
  valijson::ValidationResults results;
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  if (validator.validate(schema, Adapter(document), &results)) return "";
  std::string all = "refused\n";
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    for (const std::string& step : error.context) all += step;
    all += ": " + error.description + "\n";
  }
  return all;
}

StudyResult study_with_all_fields() {
  StudyResult study = sample_study();
  study.points[0].fault_effects = {{}};
  study.crossings = {{}};
  StrategyResult& first = study.points[0].strategies[0];
  first.curves = {{"client_latency", "ms", 4, 1, {{0.5, 0.75}, {2, 0}}}};
  const double never = std::numeric_limits<double>::infinity();
  first.timeline = {.edges_s = {0, 1, 2.5},
                    .series = {{"open", "1", {{"min", {0, 0}}, {"mean", {0.5, 1e-9}}}}},
                    .faults = {{"cut", "partition", "az1, az2", 0.25, never}}};
  first.timeline->means = {{"open", "1", {{"mean", {0, 1}}, {"low", {0, 0}}, {"high", {1, 2}}}}};
  study.points[0].planned_faults = first.timeline->faults;
  study.points[0].planned_faults[0].in_every_run = true;
  first.answers = {.answers = 2, .needed = {{"wallet", 1}, {"mq", 0.5}}};
  first.answers->typical = {7, 1.5, {{PathStep::Kind::disk, "wallet-db", "main", 1.5}}};
  first.while_away = {{"mq", 4, estimate(0.5, 0.1)}};
  first.worst_waits = {.cycle = true, .database = "fund-db", .at_s = 1.25};
  first.worst_waits->waits = {{17, 0, "cancel", "report", "fences", 34, true, 12.5}};
  for (StrategyResult& one : study.points[0].strategies) {
    one.requirements = {{.text = "declared_tables <= 1", .unit = "1"}};
  }
  first.metrics.push_back({.name = "open_yuan",
                           .unit = "CNY",
                           .mean = estimate(5, 1),
                           .quantiles = {{"at T+1 08:30", estimate(5, 1)}}});
  study.points.push_back(study.points[0]);
  study.points[0].planned_faults = first.timeline->faults;
  return study;
}

TEST(ResultSchema, accepts_every_result) {
  EXPECT_EQ(complaints(json::parse(result_json(sample_study()))), "");
  // valijson takes counts beyond 63 bits for negative, so of the hostile ones this one is tamed.
  StudyResult hostile = hostile_study();
  for (StrategyResult& one : hostile.points[0].strategies) one.outcomes = {};
  EXPECT_EQ(complaints(json::parse(result_json(hostile))), "");
  EXPECT_EQ(complaints(json::parse(result_json(study_with_all_fields()))), "");
}

TEST(ResultSchema, refuses_what_is_no_result) {
  const json right = json::parse(result_json(study_with_all_fields()));
  ASSERT_EQ(complaints(right), "");
  const auto with = [&](const std::string& pointer, const json& value) {
    json wrong = right;
    wrong[json::json_pointer(pointer)] = value;
    return complaints(wrong);
  };
  EXPECT_NE(with("/schema", "txlab.result/2"), "");
  EXPECT_NE(with("/unknown", 1), "");
  EXPECT_NE(with("/seed", -1), "");
  EXPECT_NE(with("/scenario/digest", "12"), "");
  EXPECT_NE(with("/points/0/strategies/0/digest", 12), "");
  EXPECT_NE(with("/points/0/strategies/0/outcomes/bought", nullptr), "");
  EXPECT_NE(with("/points/0/strategies/0/metrics/client_latency/p99", 5), "");
  EXPECT_NE(with("/points/0/strategies/0/properties/0/verdict", "maybe"), "");
  EXPECT_NE(with("/points/0/per_fault/0/yuan_lost", 5), "");
  EXPECT_NE(with("/crossings/0/at", "here"), "");
  for (const char* key : {"schema", "scenario", "seed", "points"}) {
    json wrong = right;
    wrong.erase(key);
    EXPECT_NE(complaints(wrong), "") << key;
  }
}

}  // namespace
}  // namespace txlab
