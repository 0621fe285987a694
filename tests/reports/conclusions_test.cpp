#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/terminal.hpp"
#include "reports/terminal/next_step.hpp"
#include "sample.hpp"

namespace txlab {
namespace {

using testing::HasSubstr;
using testing::Not;

// The last section, its line breaks taken out.
std::string in_short(const StudyResult& study) {
  const auto report = terminal_report(study, {.width = 1000});
  return report.substr(report.find("\nIn short"));
}

std::string command_of(const StudyResult& study) {
  std::string text;
  for (const auto& word : terminal::next_step(study, study.points[0], Language::english).command) {
    text += (text.empty() ? "" : " ") + word;
  }
  return text;
}

StrategyResult& strategy(StudyResult& study, const std::string& name) {
  for (auto& one : study.points[0].strategies) {
    if (one.name == name) return one;
  }
  return study.points[0].strategies.at(99);
}

TEST(Conclusions, AreThoseOfTheSample) {
  const auto text = in_short(sample_study());
  EXPECT_THAT(text, HasSubstr("none, reconcile, reconcile-5m, table, xa, tcc, mq-tx and mq-tx-60s; "
                              "naive claims nothing"));
  EXPECT_THAT(text, HasSubstr("cannot be told: reconcile (61.8ms ±1.9ms) and reconcile-5m"));
  EXPECT_THAT(text, HasSubstr("smallest inconsistency  xa, 18.0ms ±560us"));
  EXPECT_THAT(text, HasSubstr("1,234,567 yuan"));
  EXPECT_THAT(text, HasSubstr("-s naive --seed 20261123 --replications 4"));
}

TEST(Conclusions, TheBestNamesWhatItsAnswerIsWorth) {
  StudyResult study = sample_study();
  auto& table = strategy(study, "table");
  table.metrics[0] = distribution("client_latency", 2, 8);
  study.points[0].comparisons.clear();
  compare_with_baseline(study);
  EXPECT_THAT(in_short(study), HasSubstr("table, 8.00ms ±250us at p99, and it says \"accepted\""));
}

TEST(Conclusions, ABrokenClaimCostsTheRank) {
  StudyResult study = sample_study();
  strategy(study, "xa").properties[0] = violated("conservation", true);
  strategy(study, "tcc").properties[3].verdict = PropertyVerdict::unknown;
  const auto text = in_short(study);
  EXPECT_THAT(text, HasSubstr("xa breaks conservation"));
  EXPECT_THAT(text, HasSubstr("cannot be told for tcc"));
  EXPECT_THAT(text, HasSubstr("smallest inconsistency  mq-tx, 1.48s"));
}

TEST(Conclusions, CheapestNeedsFewestOfBoth) {
  StudyResult study = sample_study();
  const auto set = [&](const char* name, double messages, double writes) {
    for (auto& one : strategy(study, name).metrics) {
      if (one.name == "messages_per_purchase") one.mean = estimate(messages, 0.01);
      if (one.name == "forced_writes_per_purchase") one.mean = estimate(writes, 0.01);
    }
  };
  set("table", 2, 2);
  EXPECT_THAT(in_short(study),
              HasSubstr("cheapest                table, 2.00 ±0.010 messages and 2.00 ±0.010 "
                        "forced writes"));
  set("table", 2, 9);
  EXPECT_THAT(in_short(study), HasSubstr("fewest messages: table, 2.00 ±0.010; fewest forced "
                                         "writes: reconcile and reconcile-5m alike, 3.00 ±0"));
}

TEST(Conclusions, NobodyIsRankedWhenNobodyKeepsClaims) {
  StudyResult study = sample_study();
  for (auto& one : study.points[0].strategies) one.properties = {violated("conservation", true)};
  const auto text = in_short(study);
  EXPECT_THAT(text, HasSubstr("keep all claims         nobody; none breaks conservation"));
  EXPECT_THAT(text, HasSubstr("best first answer       cannot be told: nobody to rank"));
}

TEST(Conclusions, ANaiveThatLostNothingSaysSo) {
  StudyResult study = sample_study();
  strategy(study, "naive").yuan_lost = 0;
  EXPECT_THAT(in_short(study), HasSubstr("naive lost              nothing"));
  study.points[0].strategies.erase(study.points[0].strategies.begin() + 1);
  EXPECT_THAT(in_short(study), Not(HasSubstr("lost")));
}

TEST(NextStep, LooksAtTheMostUrgentFirst) {
  StudyResult study = sample_study();
  EXPECT_THAT(command_of(study), HasSubstr("-s naive"));
  strategy(study, "table").thresholds[0].verdict = ThresholdResult::Verdict::inconclusive;
  EXPECT_THAT(command_of(study), HasSubstr("--replications 80"));
  strategy(study, "mq-tx").thresholds[0].verdict = ThresholdResult::Verdict::fail;
  EXPECT_THAT(command_of(study), HasSubstr("-s mq-tx"));
  strategy(study, "tcc").properties[0] = violated("conservation", true);
  EXPECT_EQ(command_of(study),
            "txlab run scenarios/library/discount-purchase.yaml -s tcc --seed 20261123 "
            "--replications 4");
}

TEST(NextStep, WithoutTroubleItIsOneRunOfTheBaseline) {
  StudyResult study = sample_study();
  study.points[0].strategies.erase(study.points[0].strategies.begin() + 1);
  EXPECT_THAT(command_of(study), HasSubstr("-s mq-tx --seed 20261123 --replications 1"));
}

TEST(NextStep, CanBePastedIntoAShell) {
  StudyResult study = sample_study();
  study.scenario_file = "my dir/it's.yaml";
  study.points[0].set = {{"faults.cut.for", "1m30s"}, {"x", "$(rm -rf)"}};
  const auto command = command_of(study);
  EXPECT_THAT(command, HasSubstr("'my dir/it'\\''s.yaml'"));
  EXPECT_THAT(command, HasSubstr("--set faults.cut.for=1m30s"));
  EXPECT_THAT(command, HasSubstr("--set 'x=$(rm -rf)'"));
}

}  // namespace
}  // namespace txlab
