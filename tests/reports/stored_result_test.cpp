// What an older run has written is read as it was, or told about and not guessed at.
#include "reports/stored_result.hpp"

#include <gmock/gmock.h>

#include <limits>

#include "reports/json.hpp"
#include "reports/terminal.hpp"
#include "sample.hpp"

namespace txlab {
namespace {

using testing::HasSubstr;

StudyResult whole_study() {
  StudyResult study = sample_study();
  study.notes = {"a note"};
  study.points[0].set = {{"drain", "1h"}};
  study.points[0].fault_effects = {{.fault = "cut", .strategy = "xa", .yuan_lost = estimate(5, 1)}};
  study.crossings = {{.path = "drain",
                      .a = "xa",
                      .b = "tcc",
                      .first = Crossing::Better::b,
                      .at = {estimate(3, 1)}}};
  StrategyResult& first = study.points[0].strategies[0];
  first.by_type = {{"redemption", 9, 5, 1, 1, 2}};
  first.curves = {{"client_latency", "ms", 4, 1, {{0.5, 0.75}, {2, 0}}}};
  const double never = std::numeric_limits<double>::infinity();
  first.timeline = {.edges_s = {0, 1, 2.5},
                    .series = {{"open", "1", {{"min", {0, 0}}, {"mean", {0.5, 1e-9}}}}},
                    .faults = {{"cut", "partition", "az1, az2", 0.25, never}}};
  first.timeline->means = {
      {"open", "1", {{"mean", {0.5, 1e-9}}, {"low", {0, 0}}, {"high", {1.25, 3e-9}}}}};
  study.points[0].planned_faults = first.timeline->faults;
  study.points[0].planned_faults[0].in_every_run = true;
  first.answers = {.answers = 2, .needed = {{"wallet", 1}, {"mq", 0.5}}};
  first.answers->typical = {7, 1.5, {{PathStep::Kind::disk, "wallet-db", "main", 1.5}}};
  first.while_away = {{"mq", 4, estimate(0.5, 0.1)}};
  first.worst_waits = {.cycle = true, .database = "fund-db", .at_s = 1.25, .replication = 1};
  first.worst_waits->waits = {{17, 18, "cancel", "cancel", "fences", 34, true, 0},
                              {18, 17, "cancel", "cancel", "fences", 0, false, 12.5}};
  study.points[0].strategies[1].worst_waits = {.waits = {{3, 0, "main", "report", "bank", 7}}};
  for (StrategyResult& one : study.points[0].strategies) {
    one.requirements = {{.text = "throughput > 5/s",
                         .verdict = ThresholdResult::Verdict::fail,
                         .value = estimate(3, 1),
                         .limit = 5,
                         .unit = "1/s",
                         .wants_more = true}};
  }
  return study;
}

TEST(StoredResult, IsReadAsItWasWritten) {
  for (const StudyResult& study : {sample_study(), hostile_study(), whole_study()}) {
    const std::string text = result_json(study);
    const StoredResult stored = read_result(text);
    ASSERT_TRUE(stored.study) << stored.problem;
    EXPECT_EQ(result_json(*stored.study), text);
  }
  StudyResult sweep = whole_study();
  sweep.points.push_back(sweep.points[0]);
  sweep.points[1].set = {{"drain", "2h"}};
  EXPECT_EQ(result_json(*read_result(result_json(sweep)).study), result_json(sweep));
}

TEST(StoredResult, LooksTheSameOnATerminal) {
  const StudyResult study = whole_study();
  const StoredResult stored = read_result(result_json(study));
  EXPECT_EQ(terminal_report(*stored.study, {}), terminal_report(study, {}));
}

TEST(StoredResult, IsNotGuessedAt) {
  const std::string text = result_json(sample_study());
  const auto problem = [](const std::string& wrong) { return read_result(wrong).problem; };
  EXPECT_THAT(problem(text.substr(0, text.size() / 2)), HasSubstr("cut off"));
  EXPECT_THAT(problem(""), HasSubstr("cut off"));
  EXPECT_THAT(problem("[]"), HasSubstr("does not say what it is"));
  std::string later = text;
  later.replace(later.find("result/1"), 8, "result/9");
  EXPECT_THAT(problem(later), HasSubstr("txlab.result/9"));
  std::string damaged = text;
  damaged.replace(damaged.find("\"seed\""), 6, "\"sead\"");
  EXPECT_THAT(problem(damaged), HasSubstr("damaged"));
  EXPECT_EQ(manifest_problem(R"({"schema": "txlab.manifest/1"})"), "");
  EXPECT_THAT(manifest_problem(R"({"schema": "txlab.manifest/2"})"), HasSubstr("manifest/2"));
}

}  // namespace
}  // namespace txlab
