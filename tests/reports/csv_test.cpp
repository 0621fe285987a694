// Tables for spreadsheets: what is not known is an empty cell, and every row says of which point.
#include "reports/csv.hpp"

#include "decided.hpp"

namespace txlab {
namespace {

using testing::HasSubstr;

std::string table(const StudyResult& study, const std::string& name) {
  for (const auto& [file, text] : csv_tables(study)) {
    if (file == name) return text;
  }
  return "";
}

// `near` is weighed alone; whoever is out is not, and has no share of the weightings.
TEST(Csv, LeavesTheShareOfThoseThatAreNotWeighedEmpty) {
  StudyResult study{.confidence = 0.95};
  study.points = {
      point_of({{.name = "slow", .window_ms = estimate(5000, 100)}, {.name = "near"}}, 3000)};
  const std::string decision = table(study, "decision.csv");
  EXPECT_THAT(decision, HasSubstr("\n,slow,fails,,0,"));
  EXPECT_THAT(decision, HasSubstr("\n,near,meets,1,1,"));
}

TEST(Csv, SaysInEveryTableOfWhichPointARowIs) {
  StudyResult study = sample_study();
  study.points[0].set = {{"loss", "1%"}};
  Timeline timeline;
  timeline.edges_s = {0, 1};
  timeline.series = {{.name = "open", .unit = "1", .columns = {{"mean", {2}}}}};
  study.points[0].strategies[0].timeline = timeline;
  const std::string& first = study.points[0].strategies[0].name;
  EXPECT_THAT(table(study, "timeseries.csv"),
              HasSubstr("point,strategy,series,statistic,unit,begin_s,end_s,value\nloss=1%," +
                        first + ",open,mean,1,0,1,2\n"));
  for (const auto& [name, text] : csv_tables(study)) {
    EXPECT_TRUE(text.starts_with("point,strategy") || text.starts_with("point,metric")) << name;
  }
}

}  // namespace
}  // namespace txlab
