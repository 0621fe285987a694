#include "reports/exit_code.hpp"

#include <gtest/gtest.h>

#include "sample.hpp"

namespace txlab {
namespace {

using Threshold = ThresholdResult::Verdict;

StudyResult study_with(const PropertyResult& property) {
  StudyResult study;
  study.points.resize(1);
  study.points[0].strategies.resize(2);
  study.points[0].strategies[1].properties = {holding("other"), property};
  return study;
}

StudyResult study_with(Threshold verdict, bool expected) {
  StudyResult study = study_with(holding("conservation"));
  ThresholdResult threshold;
  threshold.verdict = verdict;
  threshold.expected = expected;
  study.points[0].strategies[0].thresholds = {threshold};
  return study;
}

struct PropertyCase {
  const char* about;
  PropertyVerdict verdict;
  bool claimed;
  bool withdrawn;
  bool expected;
  const char* reason;
  ExitCode code;
};

TEST(ExitCode, OfProperties) {
  constexpr auto holds = PropertyVerdict::holds;
  constexpr auto broken = PropertyVerdict::violated;
  constexpr auto unknown = PropertyVerdict::unknown;
  const PropertyCase cases[] = {
      {"kept", holds, true, false, false, "", ExitCode::success},
      {"broken", broken, true, false, false, "", ExitCode::failed},
      {"stuck", broken, true, false, false, "stuck", ExitCode::failed},
      {"not claimed", broken, false, false, false, "", ExitCode::success},
      {"withdrawn", broken, true, true, false, "", ExitCode::success},
      {"expected", broken, true, false, true, "", ExitCode::success},
      {"expected of naive", broken, false, false, true, "", ExitCode::success},
      {"expected in vain", holds, true, false, true, "", ExitCode::failed},
      {"expected, not judged", unknown, true, false, true, "", ExitCode::inconclusive},
      {"blocked", broken, true, false, false, "blocked-by-design", ExitCode::success},
      {"blocked, open", unknown, true, false, false, "blocked-by-design", ExitCode::success},
      {"not judged", unknown, true, false, false, "", ExitCode::inconclusive},
      {"not judged nor claimed", unknown, false, false, false, "", ExitCode::success},
  };
  for (const auto& one : cases) {
    PropertyResult property = holding("conservation", one.claimed);
    property.verdict = one.verdict;
    property.withdrawn = one.withdrawn ? "flush: async" : "";
    property.expected = one.expected;
    property.reason = one.reason;
    EXPECT_EQ(exit_code_of(study_with(property)), one.code) << one.about;
  }
}

TEST(ExitCode, OfThresholds) {
  EXPECT_EQ(exit_code_of(study_with(Threshold::pass, false)), ExitCode::success);
  EXPECT_EQ(exit_code_of(study_with(Threshold::fail, false)), ExitCode::failed);
  EXPECT_EQ(exit_code_of(study_with(Threshold::fail, true)), ExitCode::success);
  EXPECT_EQ(exit_code_of(study_with(Threshold::pass, true)), ExitCode::failed);
  EXPECT_EQ(exit_code_of(study_with(Threshold::inconclusive, false)), ExitCode::inconclusive);
  EXPECT_EQ(exit_code_of(study_with(Threshold::inconclusive, true)), ExitCode::inconclusive);
}

TEST(ExitCode, OfExpectations) {
  StudyResult study = study_with(holding("conservation"));
  study.points[0].strategies[1].failed_expectations = {"p95(client_latency) < 500ms holds"};
  EXPECT_EQ(exit_code_of(study), ExitCode::failed);
}

TEST(ExitCode, AFailureIsMoreUrgentThanADoubt) {
  StudyResult study = study_with(Threshold::inconclusive, false);
  study.points[0].strategies[1].properties[1] = violated("conservation", true);
  EXPECT_EQ(exit_code_of(study), ExitCode::failed);
}

TEST(ExitCode, EveryPointOfASweepCounts) {
  StudyResult study = study_with(holding("conservation"));
  study.points.push_back(study_with(Threshold::fail, false).points[0]);
  EXPECT_EQ(exit_code_of(study), ExitCode::failed);
}

TEST(ExitCode, OfSamples) {
  EXPECT_EQ(exit_code_of(sample_study()), ExitCode::success);
  EXPECT_EQ(exit_code_of(hostile_study()), ExitCode::failed);
  EXPECT_EQ(exit_code_of(StudyResult{}), ExitCode::success);
}

TEST(ExitCode, PrecedenceIsThatOfTheContract) {
  const ExitCode order[] = {ExitCode::interrupted, ExitCode::internal,     ExitCode::cannot_write,
                            ExitCode::usage,       ExitCode::baseline,     ExitCode::diverged,
                            ExitCode::failed,      ExitCode::inconclusive, ExitCode::success};
  for (std::size_t i = 0; i < std::size(order); ++i) {
    for (std::size_t j = i; j < std::size(order); ++j) {
      EXPECT_EQ(most_urgent({order[i], order[j]}), order[i]);
      EXPECT_EQ(most_urgent({order[j], order[i]}), order[i]);
    }
  }
  EXPECT_EQ(most_urgent({ExitCode::terminated, ExitCode::failed}), ExitCode::terminated);
  EXPECT_EQ(most_urgent({}), ExitCode::success);
}

TEST(ExitCode, OfAStudyThatWasStoppedEarly) {
  StudyResult study = study_with(holding("conservation"));
  EXPECT_EQ(exit_code_of(study), ExitCode::success);
  study.partial = true;
  EXPECT_EQ(exit_code_of(study), ExitCode::inconclusive);
}

}  // namespace
}  // namespace txlab
