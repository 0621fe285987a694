// Lines of bars, the tables of what was under way, and the same for spreadsheets.
#include "reports/terminal/over_time.hpp"

#include <gmock/gmock.h>

#include "reports/ci/from_study.hpp"
#include "reports/ci/markdown.hpp"
#include "reports/csv.hpp"
#include "reports/terminal.hpp"
#include "reports/terminal/sparkline.hpp"
#include "reports/terminal/text.hpp"
#include "sample.hpp"

namespace txlab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

StudyResult study_over_time() {
  StudyResult study = sample_study();
  for (StrategyResult& one : study.points[0].strategies) {
    one.timeline = {.edges_s = {0, 1, 2, 3, 10},
                    .series = {{"half_done", "1", {{"max", {0, 5, 1, 900}}}}},
                    .faults = {{"cut", "partition", "az1, az2", 1.2, 1.5}}};
    one.answers = {.answers = 9, .needed = {{"gateway", 1}, {one.name, 1}}};
    one.while_away = {{"mq", 4, estimate(0.5, 0.1)}};
    one.requirements = {{.text = "throughput > 5/s", .value = estimate(9, 1), .unit = "1/s"}};
  }
  return study;
}

TEST(Sparkline, ShowsNothingAtTheBottomAndLittleAboveIt) {
  const std::vector<double> values{0, 1, 50, 100};
  EXPECT_EQ(terminal::sparkline(values, 100, {}), "▁▂▅█");
  EXPECT_EQ(terminal::sparkline(values, 100, {.utf8 = false}), "_.=#");
  EXPECT_EQ(terminal::sparkline(std::vector<double>{0, 0}, 0, {}), "▁▁");
}

TEST(Sparkline, LosesNoSpike) {
  std::vector<double> values(1000);
  values[777] = 3;
  EXPECT_EQ(std::ranges::max(terminal::in_columns(values, 30)), 3);
  EXPECT_THAT(terminal::in_columns(std::vector<double>{1, 2}, 30), ElementsAre(1, 2));
}

TEST(OverTime, IsATableOfWhatWasLookedAt) {
  const StudyResult study = study_over_time();
  const auto table = terminal::over_time(study.points[0], "mq-tx", {});
  ASSERT_TRUE(table);
  EXPECT_EQ(table->columns[0].cells[0].text, "▁█▃") << "the bins of one width";
  EXPECT_EQ(table->columns[0].cells.back().text, ".x.") << "the fault lasts in the second";
  EXPECT_EQ(table->columns[1].cells[0].text, "900") << "the peak is that of the whole run";
  EXPECT_FALSE(terminal::over_time(sample_study().points[0], "mq-tx", {}));
}

TEST(OverTime, FitsWhateverTheWidthAndTheSigns) {
  for (const int width : {60, 80, 100}) {
    for (const bool utf8 : {true, false}) {
      const std::string text = terminal_report(study_over_time(), {.utf8 = utf8, .width = width});
      std::istringstream lines(text);
      for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("    txlab ")) continue;
        EXPECT_LE(terminal::width_of(line), width) << line;
        if (!utf8) {
          EXPECT_TRUE(std::ranges::all_of(line, [](unsigned char c) { return c < 128; })) << line;
        }
      }
      EXPECT_THAT(text, HasSubstr("also needs"));
    }
  }
}

TEST(Csv, QuotesWhatNeedsItAndLeavesOutWhatDoesNotApply) {
  StudyResult study = study_over_time();
  study.points[0].strategies[0].name = "a \"quoted\", name";
  const auto tables = csv_tables(study);
  ASSERT_EQ(tables.size(), 5u);
  EXPECT_EQ(tables[0].first, "metrics.csv");
  EXPECT_THAT(tables[0].second, HasSubstr("\"a \"\"quoted\"\", name\",client_latency,p99,ms,"));
  EXPECT_THAT(tables[0].second, Not(HasSubstr("nan")));
  EXPECT_THAT(tables[3].second, HasSubstr("throughput > 5/s,pass,1/s,9,8,10,0\n"));
  EXPECT_EQ(csv_tables(sample_study()).size(), 4u) << "there are no time lines";
}

TEST(Markdown, HasTheComparisonForWhoReviews) {
  const std::string text = ci_markdown(ci_report(study_over_time(), {}));
  EXPECT_THAT(text, HasSubstr("| strategy | first answer p99 | disagree p99 |"));
  EXPECT_THAT(text, HasSubstr("meets all requirements"));
}

TEST(OverTime, PointsOfASweepThatWereNotFollowedSaySo) {
  StudyResult study = study_over_time();
  study.points.push_back(sample_study().points[0]);
  const std::string report = terminal_report(study, {});
  const std::string told = "at point 1 alone;";
  EXPECT_THAT(report, HasSubstr(told));
  EXPECT_EQ(report.find(told), report.rfind(told)) << "of the second only";
  EXPECT_THAT(terminal_report(study_over_time(), {}), Not(HasSubstr(told)));
  StudyResult never = sample_study();
  never.points.push_back(never.points[0]);
  EXPECT_THAT(terminal_report(never, {}), Not(HasSubstr(told))) << "there is nothing to miss";
}

}  // namespace
}  // namespace txlab
