// What speaks against a strategy, on results made by hand.
#include "reports/decision/objection.hpp"

#include "decided.hpp"

namespace txlab {
namespace {

using testing::ElementsAre;

// a is as slow as the zero line and needs more writes; b, which is faster, is not allowed.
TEST(AnObjection, NamesFirstWhatSetsTheStrategyApart) {
  PointResult point =
      point_of({{.name = "none", .window_ms = estimate(2000, 10)},
                {.name = "a", .window_ms = estimate(2000, 10), .writes = 1.2},
                {.name = "b", .window_ms = estimate(2, 0.1), .messages = estimate(9, 0.1)}},
               3000);
  point.strategies[2].requirements[0].verdict = ThresholdResult::Verdict::fail;
  const Decision decision = decide(point, 0.95);
  EXPECT_EQ(decision.recommended, "a");
  ASSERT_TRUE(decision.against());
  EXPECT_EQ(decision.against()->criterion, "p99(inconsistency_window)") << "b would be taken else";
  point.strategies.push_back(made({.name = "c", .window_ms = estimate(2000, 10)}));
  const Decision with_c = decide(point, 0.95);
  EXPECT_EQ(with_c.find("a")->against->criterion, "mean(forced_writes_per_purchase)");
}

TEST(AnObjection, SaysWhoElseIsLikeIt) {
  const PointResult point = point_of({{.name = "none", .window_ms = estimate(2000, 10)},
                                      {.name = "a", .window_ms = estimate(2001, 10)},
                                      {.name = "b", .window_ms = estimate(2, 0.1)}},
                                     3000);
  const Decision decision = decide(point, 0.95);
  const Objection& against = *decision.find("a")->against;
  EXPECT_EQ(against.criterion, "p99(inconsistency_window)");
  EXPECT_THAT(against.alike, ElementsAre("none"));
}

TEST(AnObjection, IsALimitOfTheScenarioBeforeAnyComparison) {
  PointResult point = point_of({{.name = "a"}, {.name = "b", .messages = estimate(1, 0)}}, 3000);
  point.strategies[0].thresholds = {
      failed("p99(inconsistency_window) < 10ms", point.strategies[0].metrics[0].mean, 10, "ms")};
  const Decision decision = decide(point, 0.95);
  const Objection& against = *decision.find("a")->against;
  EXPECT_EQ(against.missed, "p99(inconsistency_window) < 10ms");
  EXPECT_EQ(against.value.value, 1000);
}

TEST(AnObjection, IsNothingThatChanceCanHaveDone) {
  const PointResult point = point_of({{.name = "a", .messages = estimate(5.0, 0.5)},
                                      {.name = "b", .messages = estimate(5.2, 0.5)}},
                                     3000);
  EXPECT_FALSE(decide(point, 0.95).find("b")->against);
}

// In both a is the worst; five times as many messages weigh more than 1.1 as many writes.
TEST(AnObjection, IsTheGreaterRatioOfTwoThatAreWorst) {
  const PointResult point =
      point_of({{.name = "a", .messages = estimate(25, 0.1), .writes = 1.1}, {.name = "b"}}, 3000);
  EXPECT_EQ(decide(point, 0.95).find("a")->against->criterion, "mean(messages_per_purchase)");
}

}  // namespace
}  // namespace txlab
