// Every metric that a limit may name can be explained.
#include "scenarios/study/metric_meanings.hpp"

#include <gtest/gtest.h>

#include "scenarios/study/metric_catalogue.hpp"

namespace txlab {
namespace {

TEST(MetricMeanings, there_is_one_for_every_metric_and_for_nothing_else) {
  for (const MetricDefinition& metric : metric_catalogue()) {
    EXPECT_FALSE(meaning_of_metric(metric.name).empty()) << metric.name;
  }
  EXPECT_TRUE(meaning_of_metric("client_latncy").empty());
}

}  // namespace
}  // namespace txlab
