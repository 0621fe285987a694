// The decision, on results made by hand.
#include "reports/decision/decision.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "decided.hpp"
#include "reports/decision/acceptability.hpp"
#include "reports/decision/article.hpp"
#include "reports/terminal/decision.hpp"

namespace txlab {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::HasSubstr;
using Remains = Candidate::Remains;
using Verdict = ThresholdResult::Verdict;

// The weightings of three criteria are a triangle; where the first weighs more than both others it
// is a smaller one of half the side, so of a quarter of the area.
TEST(Acceptability, IsTheShareOfTheTriangleInWhichOneIsBest) {
  EXPECT_THAT(acceptability({{1, 0, 0}, {0, 1, 1}}), ElementsAre(share(0.25), share(0.75)));
  EXPECT_THAT(acceptability({{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}),
              ElementsAre(share(1. / 3), share(1. / 3), share(1. / 3)));
}

// Of two criteria w and 1 - w: a compromise at 0.6 is best where neither reaches 0.6, at 0.4
// nowhere.
TEST(Acceptability, GivesACompromiseWhatLiesBetweenTheExtremes) {
  EXPECT_THAT(acceptability({{1, 0}, {0, 1}, {0.6, 0.6}}),
              ElementsAre(share(0.4), share(0.4), share(0.2)));
  EXPECT_THAT(acceptability({{1, 0}, {0, 1}, {0.4, 0.4}}), ElementsAre(share(0.5), share(0.5), 0));
}

TEST(Acceptability, IsTheSameEveryTimeAndSharedByThoseWhoTie) {
  const std::vector<std::vector<double>> utilities{{1, 0, 0.3}, {0, 1, 0.9}, {0.5, 0.5, 0.5}};
  EXPECT_EQ(acceptability(utilities), acceptability(utilities));
  EXPECT_THAT(acceptability({{1, 1}, {1, 1}}), ElementsAre(0.5, 0.5));
  EXPECT_THAT(acceptability({{}}), ElementsAre(1));
}

Remains remains(const Decision& decision, const std::string& name) {
  return decision.find(name)->remains;
}

TEST(Decision, SaysWhoMeetsWhoFailsAndOfWhomItCannotBeTold) {
  PointResult point = point_of({{.name = "slow", .window_ms = estimate(5000, 100)},
                                {.name = "near", .window_ms = estimate(2900, 200)},
                                {.name = "fast", .window_ms = estimate(20, 1)},
                                {.name = "none"},
                                {.name = "liar"}},
                               3000);
  point.strategies[4].properties = {violated("conservation", true)};
  const Decision decision = decide(point, 0.95);
  EXPECT_EQ(remains(decision, "slow"), Remains::fails);
  EXPECT_EQ(remains(decision, "near"), Remains::open);
  EXPECT_EQ(remains(decision, "fast"), Remains::meets);
  EXPECT_EQ(remains(decision, "none"), Remains::not_compared);
  EXPECT_EQ(remains(decision, "liar"), Remains::breaks_claims);
  EXPECT_EQ(decision.recommended, "fast");
  EXPECT_DOUBLE_EQ(decision.find("slow")->requirements[0].excess, 2000);
  // t(19) = 2.093, so s = 200 sqrt(20) / 2.093 = 427.3; and t(72) 427.3 / sqrt(73) = 99.7 < 100.
  EXPECT_EQ(decision.find("near")->requirements[0].replications, 73u);
}

TEST(Decision, OneReplicationDecidesNothing) {
  PointResult point = point_of({{.name = "alone"}}, 3000);
  point.strategies[0].requirements[0].verdict = Verdict::inconclusive;
  point.strategies[0].requirements[0].value.known = false;
  const Decision decision = decide(point, 0.95);
  EXPECT_EQ(remains(decision, "alone"), Remains::open);
  EXPECT_EQ(decision.recommended, "");
  EXPECT_EQ(decision.find("alone")->requirements[0].replications, std::nullopt);
  EXPECT_EQ(decision.find("alone")->requirements[0].untold(), Untold::one_replication);
  const TerminalStyle style{.utf8 = false};
  terminal::Page page(style);
  terminal::add_decision(page, decision, style);
  EXPECT_THAT(page.finish(), HasSubstr("nobody is known to meet all requirements yet"));
}

// b is as good as a in the window and needs more messages beyond chance; c is better in one.
TEST(Decision, WhoIsDominatedIsNotWeighed) {
  const PointResult point = point_of(
      {{.name = "a", .messages = estimate(4, 0.1)},
       {.name = "b", .messages = estimate(6, 0.1)},
       {.name = "c", .window_ms = estimate(50, 1), .messages = estimate(6, 0.1), .writes = 2}},
      3000);
  const Decision decision = decide(point, 0.95);
  EXPECT_THAT(decision.find("b")->dominated_by, ElementsAre("a"));
  EXPECT_FALSE(decision.find("b")->acceptability);
  EXPECT_THAT(decision.remaining.strategies, ElementsAre("a", "c"));
  // a is best in messages and writes, c in the window: a quarter of the triangle.
  EXPECT_THAT(*decision.find("c")->acceptability, share(0.25));
  EXPECT_EQ(decision.recommended, "a");
  EXPECT_EQ(decision.against()->criterion, "p99(inconsistency_window)");
  EXPECT_EQ(decision.against()->other, "c");
}

TEST(Decision, WeighsAllThatKeepTheirClaimsAsIfNothingWereRequired) {
  PointResult point = point_of({{.name = "a", .window_ms = estimate(9000, 10)},
                                {.name = "b", .messages = estimate(9, 0.1)},
                                {.name = "liar"}},
                               3000);
  point.strategies[2].properties = {violated("conservation", true)};
  const Decision decision = decide(point, 0.95);
  EXPECT_THAT(decision.remaining.strategies, ElementsAre("b"));
  EXPECT_THAT(decision.unrestricted.strategies, ElementsAre("a", "b"));
  EXPECT_THAT(decision.unrestricted.acceptability, ElementsAre(share(0.5), share(0.5)));
}

TEST(Decision, ChanceDominatesNobody) {
  const PointResult point = point_of({{.name = "a", .messages = estimate(5.0, 0.5)},
                                      {.name = "b", .messages = estimate(5.2, 0.5)}},
                                     3000);
  EXPECT_TRUE(decide(point, 0.95).find("b")->dominated_by.empty());
}

TEST(Decision, TimesAreWeighedByTheirRatioAndFromAMillisecondOn) {
  const StrategyResult fast = made({.name = "fast", .window_ms = estimate(0, 0)});
  const StrategyResult middle = made({.name = "middle", .window_ms = estimate(100, 0)});
  const StrategyResult slow = made({.name = "slow", .window_ms = estimate(10'000, 0)});
  const StrategyResult* const all[] = {&fast, &middle, &slow};
  const std::vector<Weighed> weighed = weigh(all);
  ASSERT_EQ(weighed.size(), 1u) << "what is alike for all weighs nothing";
  EXPECT_THAT(weighed[0].utilities, ElementsAre(1, DoubleNear(0.5, 1e-12), 0));
}

TEST(Decision, SaysOfWhatWasNotMeasuredThatItWasNot) {
  PointResult point = point_of({{.name = "a"}}, 3000);
  ThresholdResult& one = point.strategies[0].requirements[0];
  one.verdict = Verdict::inconclusive;
  one.value = {std::nan(""), std::nan(""), std::nan(""), false};
  const Decision decision = decide(point, 0.95);
  EXPECT_EQ(decision.find("a")->requirements[0].untold(), Untold::not_measured);
  EXPECT_EQ(decision.find("a")->hardest_to_tell(), &decision.find("a")->requirements[0]);
  const TerminalStyle style{.utf8 = false};
  terminal::Page page(style);
  terminal::add_decision(page, decision, style);
  EXPECT_THAT(page.finish(), HasSubstr("p99(inconsistency_window) < limit was not measured"));
}

TEST(Decision, IsToldInAFewLines) {
  const PointResult point = point_of({{.name = "slow", .window_ms = estimate(5000, 100)},
                                      {.name = "near", .window_ms = estimate(2900, 200)},
                                      {.name = "fast", .window_ms = estimate(20, 1)}},
                                     3000);
  const TerminalStyle style{.utf8 = false};
  terminal::Page page(style);
  terminal::add_decision(page, decide(point, 0.95), style);
  const std::string text = page.finish();
  EXPECT_THAT(text, HasSubstr("choose                  fast"));
  EXPECT_THAT(text, HasSubstr("about 73 replications would tell"));
  EXPECT_THAT(text, HasSubstr("slow: p99(inconsistency_window) < limit is 5.00s"));
  PointResult free = point;
  for (StrategyResult& one : free.strategies) one.requirements.clear();
  terminal::Page empty(style);
  terminal::add_decision(empty, decide(free, 0.95), style);
  EXPECT_EQ(empty.finish(), "") << "a scenario that requires nothing has none";
}

StrategyResult measured(std::string protocol, const Estimate& window_ms, const Estimate& share) {
  StrategyResult strategy{.name = protocol, .protocol = std::move(protocol)};
  MetricResult window{.name = "inconsistency_window", .unit = "ms", .mean = window_ms};
  window.quantiles = {{"p99", window_ms}};
  strategy.metrics = {std::move(window),
                      {.name = "availability_coupling", .unit = "1", .mean = share}};
  return strategy;
}

TEST(Article, IsAgreedWithWhereTheNumbersSayTheSame) {
  PointResult point;
  point.strategies = {
      measured("xa", estimate(30, 1), estimate(0.5, 0.02)),
      measured("local-message-table", estimate(4000, 100), estimate(1, 0)),
      measured("transactional-message", estimate(59'000, 5000), estimate(0.99, 0.02)),
      measured("domain-events", estimate(30, 1), estimate(1, 0))};
  point.strategies[0].outcomes.open = 1;
  const auto verdicts = article_verdicts(point);
  ASSERT_EQ(verdicts.size(), 3u) << "of the five schemes only";
  EXPECT_EQ(verdicts[0].agrees_on_consistency, false) << "an order is left open";
  EXPECT_EQ(verdicts[0].agrees_on_decoupling, true);
  EXPECT_EQ(verdicts[1].agrees_on_consistency, true);
  EXPECT_EQ(verdicts[1].agrees_on_decoupling, false) << "the article couples it, by storage alone";
  EXPECT_EQ(verdicts[2].agrees_on_consistency, std::nullopt) << "the interval has the mark in it";
  EXPECT_EQ(verdicts[2].agrees_on_decoupling, std::nullopt);
}

}  // namespace
}  // namespace txlab
