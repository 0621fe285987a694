// What would change the answer, on results made by hand.
#include "reports/decision/would_change.hpp"

#include "decided.hpp"
#include "reports/decision/loosened.hpp"
#include "reports/terminal/decision.hpp"
#include "reports/units.hpp"

namespace txlab {
namespace {

using testing::HasSubstr;
using Verdict = ThresholdResult::Verdict;

TEST(Decision, NamesTheRequirementThatIsAloneInTheWay) {
  StudyResult study;
  study.confidence = 0.95;
  study.points = {
      point_of({{.name = "in"}, {.name = "out", .window_ms = estimate(9000, 5)}}, 3000)};
  const Decision decision = decide(study);
  ASSERT_EQ(decision.changes.size(), 1u);
  EXPECT_EQ(decision.changes[0].strategy, "out");
  EXPECT_DOUBLE_EQ(decision.changes[0].value.value, 9000);
  EXPECT_DOUBLE_EQ(decision.changes[0].allows, 9010) << "the whole interval, in three digits";
  EXPECT_EQ(decision.changes[0].recommended, "in") << "out is dominated";
}

TEST(Decision, SaysWhetherAnotherLimitChangesWhoIsChosen) {
  StudyResult study;
  study.confidence = 0.95;
  study.points = {point_of({{.name = "in", .messages = estimate(9, 0.1), .writes = 2},
                            {.name = "out", .window_ms = estimate(9000, 5)}},
                           3000)};
  const Decision decision = decide(study);
  EXPECT_EQ(decision.recommended, "in");
  ASSERT_EQ(decision.changes.size(), 1u);
  EXPECT_EQ(decision.changes[0].recommended, "out");
  // Best in messages and writes: three quarters of the triangle.
  EXPECT_THAT(*decision.changes[0].acceptability, share(0.75));
}

TEST(Decision, SaysWhereInASweepNobodyKeepsHisClaims) {
  StudyResult study;
  study.confidence = 0.95;
  study.points = {point_of({{.name = "a"}}, 3000), point_of({{.name = "a"}}, 3000)};
  study.points[0].set = {{"hosts.mq.flush", "sync"}};
  study.points[1].set = {{"hosts.mq.flush", "async"}};
  study.points[1].strategies[0].properties = {violated("conservation", true)};
  for (PointResult& one : study.points) one.strategies[0].requirements.clear();
  const Decision decision = decide(study);
  ASSERT_EQ(decision.changes.size(), 1u);
  EXPECT_FALSE(decision.changes[0].claims_kept);
  EXPECT_EQ(decision.changes[0].recommended, "");
  const TerminalStyle style{.utf8 = false};
  terminal::Page page(style);
  terminal::add_decision(page, decision, style);
  EXPECT_THAT(page.finish(), HasSubstr("nobody keeps all claims at hosts.mq.flush=async"));
}

TEST(Decision, FindsTheNearestPointOfASweepThatSaysOtherwise) {
  StudyResult study;
  study.confidence = 0.95;
  const auto add = [&](std::string loss, std::string rate, double window_of_a) {
    study.points.push_back(point_of({{.name = "a", .window_ms = estimate(window_of_a, 1)},
                                     {.name = "b", .messages = estimate(9, 0.1)}},
                                    3000));
    study.points.back().set = {{"loss", std::move(loss)}, {"rate", std::move(rate)}};
  };
  for (const char* const loss : {"0%", "1%", "2%"}) {
    add(loss, "5/s", loss == std::string("2%") ? 8000 : 900);
    add(loss, "9/s", loss == std::string("0%") ? 900 : 8000);
  }
  const Decision decision = decide(study);
  EXPECT_EQ(decision.recommended, "a");
  ASSERT_EQ(decision.changes.size(), 1u);
  EXPECT_EQ(decision.changes[0].kind, Change::Kind::sweep);
  EXPECT_EQ(decision.changes[0].recommended, "b");
  using Set = std::vector<std::pair<std::string, std::string>>;
  EXPECT_EQ(decision.changes[0].set, (Set{{"loss", "1%"}, {"rate", "9/s"}}));
}

// 5m29s: up to 331.4 s, so 5m32s in whole seconds; hours have three digits.
TEST(ALimit, ThatAllowsAValueLiesBeyondTheFarEndOfItsInterval) {
  const std::string window = "p99(inconsistency_window) < 60s";
  EXPECT_DOUBLE_EQ(limit_that_allows(failed(window, estimate(329'300, 2'100), 60'000, "ms")),
                   332'000);
  EXPECT_DOUBLE_EQ(limit_that_allows(failed(window, estimate(86'400'000, 9'400), 60'000, "ms")),
                   86'760'000);
  EXPECT_NEAR(limit_that_allows(failed("mean(availability_coupling) > 99%", estimate(0.5284, 0.022),
                                       0.99, "1", true)),
              0.506, 1e-12);
  EXPECT_EQ(limit_that_allows(failed("declared_tables <= 1", estimate(2, 0), 1, "1")), 2);
  EXPECT_DOUBLE_EQ(limit_that_allows(failed("declared_tables < 1", estimate(2, 0), 1, "1")), 2.01);
}

TEST(ALimit, ThatAllowsAValueIsMetAndTheNextStepIsNot) {
  for (const double value : {0.5, 3.0, 17.23, 999.6, 59'999.0, 61'500.0, 3.7e6, 5e8}) {
    const auto result = failed("p99(x) < 1us", estimate(value, value / 50), 0.001, "ms");
    const double limit = limit_that_allows(result);
    EXPECT_EQ(with_limit(result, limit).verdict, Verdict::pass) << value;
    const double less = limit - step_of_quantity(limit, "ms");
    EXPECT_NE(with_limit(result, less).verdict, Verdict::pass) << value;
  }
}

}  // namespace
}  // namespace txlab
