// A consumer group whose members subscribe to different tags skips messages, whatever brought them
// to the broker; who compares the ledgers finds out.
#include <gtest/gtest.h>

#include "scenarios/study/study.hpp"
#include "small_scenario.hpp"

namespace txlab {
namespace {

using Subscriptions = std::vector<TagSubscription>;

// Two replicas of the fund service, and two classes of shares.
Scenario two_classes(Subscriptions subscriptions) {
  Scenario scenario = small_scenario({1s, 2s, 3s, 4s, 5s, 6s, 7s, 8s});
  scenario.workload.customers = 100;
  scenario.hosts[1].replicas = 2;
  scenario.broker.tags = {Tag::of("class-a"), Tag::of("class-c")};
  scenario.broker.consumers.subscriptions = std::move(subscriptions);
  return scenario;
}

Subscriptions different() {
  return {TagSubscription::to("class-a"), TagSubscription::to("class-a || class-c")};
}
Subscriptions same() { return {TagSubscription::to("class-a || class-c")}; }

TEST(ConsumerGroup, that_does_not_want_the_same_loses_branches) {
  for (const char* const protocol : {"transactional-message", "local-message-table"}) {
    const Names names = broken_by(two_classes(different()), strategy(protocol));
    EXPECT_TRUE(names.contains("main-branch-agreement")) << protocol;
    EXPECT_TRUE(names.contains("nothing-stuck-unseen")) << protocol;
    EXPECT_EQ(broken_by(two_classes(same()), strategy(protocol)), Names{}) << protocol;
  }
}

TEST(ConsumerGroup, that_loses_branches_is_found_out_by_a_reconciliation) {
  EXPECT_EQ(broken_by(two_classes(different()), strategy("async-reconciliation")), Names{});
}

std::string why_nothing_is_claimed(const Scenario& scenario, std::string_view protocol) {
  Scenario alone = scenario;
  alone.strategies = {strategy(protocol)};
  alone.experiment.replications = 1;
  std::vector<PointRun> points;
  points.push_back(run_point(alone, {.jobs = 1}));
  const StudyResult study = study_of(alone, std::move(points));
  return study.points.front().strategies.front().properties.front().withdrawn;
}

TEST(ConsumerGroup, has_to_want_all_that_is_sent_before_anything_is_claimed) {
  EXPECT_NE(why_nothing_is_claimed(two_classes(different()), "transactional-message"), "");
  EXPECT_EQ(why_nothing_is_claimed(two_classes(same()), "transactional-message"), "");
  EXPECT_EQ(why_nothing_is_claimed(two_classes(different()), "async-reconciliation"), "");
  Scenario untagged = two_classes(same());
  untagged.broker.tags.clear();
  EXPECT_NE(why_nothing_is_claimed(untagged, "transactional-message"), "")
      << "nobody wants a message without a tag";
}

}  // namespace
}  // namespace txlab
