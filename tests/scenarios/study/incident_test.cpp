#include "scenarios/study/incident.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "scenarios/study/study.hpp"
#include "small_scenario.hpp"

namespace txlab {
namespace {

// Of three purchases the second meets a cut between wallet and fund.
Scenario cut_in_the_middle() {
  Scenario scenario = small_scenario({1s, 60s, 120s});
  FaultSettings cut = fault(FaultKind::partition, "", 59s, 20s);
  cut.name = "cut";
  cut.between = {"wallet", "fund"};
  scenario.faults = {cut};
  scenario.strategies = {strategy("naive"), strategy("xa"), strategy("none")};
  scenario.experiment.replications = 2;
  scenario.experiment.baseline = "naive";
  return scenario;
}

// All that there are.
std::vector<Incident> told_of(const Scenario& scenario, const PointResult& point) {
  StudyResult study;
  study.points = {point};
  return incidents_of(scenario, point, violations_to_tell(study, 100).front());
}

const Incident* find(const std::vector<Incident>& incidents, const std::string& property) {
  const auto found = std::ranges::find(incidents, property, &Incident::property);
  return found == incidents.end() ? nullptr : &*found;
}

bool tells(const Telling& telling, const std::string& words) {
  return std::ranges::any_of(telling.steps, [&](const Plot::Step& step) {
    return step.words.find(words) != std::string::npos;
  });
}

TEST(Incidents, TellTheFirstPurchaseThatBrokeAProperty) {
  const Scenario scenario = cut_in_the_middle();
  const PointRun point = run_point(scenario, {.jobs = 1});
  const auto incidents = told_of(scenario, point.result);
  const Incident* const disagreement = find(incidents, "main-branch-agreement");
  ASSERT_NE(disagreement, nullptr);
  EXPECT_EQ(disagreement->here.strategy, "naive");
  EXPECT_EQ(disagreement->purchase, 2u);
  EXPECT_EQ(disagreement->replication, 0u);
  EXPECT_EQ(disagreement->here.origin, start_of_run + 60s);
  EXPECT_TRUE(tells(disagreement->here, "wants to buy for 1000.00 CNY"));
  EXPECT_TRUE(tells(disagreement->here, "carries out main"));
  EXPECT_TRUE(tells(disagreement->here, "main-branch-agreement is violated"));
}

TEST(Incidents, TellTheSamePurchaseUnderAStrategyThatKeptTheProperty) {
  const Scenario scenario = cut_in_the_middle();
  const PointRun point = run_point(scenario, {.jobs = 1});
  const auto incidents = told_of(scenario, point.result);
  const Incident* const disagreement = find(incidents, "main-branch-agreement");
  ASSERT_NE(disagreement, nullptr);
  ASSERT_TRUE(disagreement->elsewhere);
  EXPECT_EQ(disagreement->elsewhere->strategy, "xa")
      << "`none` has one service and is no comparison";
  EXPECT_EQ(disagreement->elsewhere->origin, disagreement->here.origin) << "the same wish";
  EXPECT_FALSE(tells(*disagreement->elsewhere, "is violated"));
}

TEST(Incidents, AreNoneWhereNothingIsViolated) {
  Scenario scenario = cut_in_the_middle();
  scenario.faults.clear();
  const PointRun point = run_point(scenario, {.jobs = 1});
  EXPECT_TRUE(told_of(scenario, point.result).empty());
}

// Without anybody to compare with there is a story all the same.
TEST(Incidents, NeedNobodyElse) {
  Scenario scenario = cut_in_the_middle();
  scenario.strategies.resize(1);
  const PointRun point = run_point(scenario, {.jobs = 1});
  const auto incidents = told_of(scenario, point.result);
  ASSERT_FALSE(incidents.empty());
  EXPECT_FALSE(incidents.front().elsewhere);
  EXPECT_FALSE(incidents.front().here.steps.empty());
}

StrategyResult violator(const std::string& name, const std::vector<std::string>& properties) {
  StrategyResult strategy;
  strategy.name = name;
  for (const std::string& property : properties) {
    strategy.properties.push_back({.name = property, .violations = 1});
  }
  strategy.properties.push_back({.name = "told-truth"});  // which it keeps
  return strategy;
}

// A class that only the last point has is told before the first one is told again.
TEST(Incidents, OfASweepAreOneOfEachClassFirst) {
  StudyResult study;
  study.points.resize(3);
  study.points[0].strategies = {violator("a", {"conservation", "told-eventually"})};
  study.points[1].strategies = {violator("a", {"conservation"})};
  study.points[2].strategies = {violator("a", {"conservation"}), violator("b", {"conservation"})};
  using Told = std::vector<std::set<ViolationClass>>;
  const ViolationClass first{"a", "conservation"};
  const ViolationClass second{"a", "told-eventually"};
  const ViolationClass third{"b", "conservation"};
  EXPECT_EQ(violations_to_tell(study, 3), (Told{{first, second}, {}, {third}}));
  EXPECT_EQ(violations_to_tell(study, 4), (Told{{first, second}, {first}, {third}}));
  EXPECT_EQ(violations_to_tell(study, 100), (Told{{first, second}, {first}, {first, third}}));
  EXPECT_EQ(violations_to_tell(study, 1), (Told{{first}, {}, {}}));
}

TEST(Incidents, AreOnlyThoseThatAreAskedFor) {
  const Scenario scenario = cut_in_the_middle();
  const PointRun point = run_point(scenario, {.jobs = 1});
  const auto incidents = incidents_of(scenario, point.result, {{"naive", "main-branch-agreement"}});
  ASSERT_EQ(incidents.size(), 1u);
  EXPECT_EQ(incidents.front().property, "main-branch-agreement");
}

}  // namespace
}  // namespace txlab
