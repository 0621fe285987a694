// Profiles: named changes of a scenario, of which the command line chooses some.
#include <gmock/gmock.h>

#include "reading.hpp"

namespace txlab {
namespace {

using testing::ElementsAre;

ReadResult read_with(const std::string& text, std::vector<std::string> chosen) {
  ReadOptions options = options_for_tests();
  options.profiles = std::move(chosen);
  return read_scenario_text(text, "t.yaml", options);
}

const std::string two_profiles = minimal(
    "drain: 7h\n"
    "profiles:\n"
    "  quick: {drain: 1h, experiment: {replications: 2}}\n"
    "  other: {drain: 2h}\n");

TEST(Profiles, change_nothing_unless_one_is_chosen) {
  const ReadResult result = read_with(two_profiles, {});
  ASSERT_EQ(told(result), "");
  EXPECT_EQ(result.scenario->drain, 7h);
  EXPECT_THAT(result.profiles, ElementsAre("quick", "other"));
  EXPECT_EQ(result.resolved_yaml.find("profiles"), std::string::npos);
}

TEST(Profiles, lie_over_the_scenario_and_later_ones_over_earlier_ones) {
  const ReadResult one = read_with(two_profiles, {"quick"});
  ASSERT_EQ(told(one), "");
  EXPECT_EQ(one.scenario->drain, 1h);
  EXPECT_EQ(one.scenario->experiment.replications, 2u);
  const ReadResult both = read_with(two_profiles, {"quick", "other"});
  ASSERT_EQ(told(both), "");
  EXPECT_EQ(both.scenario->drain, 2h);
  EXPECT_EQ(both.scenario->experiment.replications, 2u);
}

TEST(Profiles, are_below_what_the_command_line_sets) {
  ReadOptions options = options_for_tests();
  options.profiles = {"quick"};
  options.sets = {"drain=3h"};
  const ReadResult result = read_scenario_text(two_profiles, "t.yaml", options);
  ASSERT_EQ(told(result), "");
  EXPECT_EQ(result.scenario->drain, 3h);
}

TEST(Profiles, that_are_not_there_are_told_with_those_that_are) {
  EXPECT_THAT(told(read_with(two_profiles, {"quik"})),
              testing::HasSubstr("`--profile quik` names no profile of this scenario "
                                 "[unknown-name]; did you mean `quick`?"));
}

TEST(Profiles, have_mistakes_where_they_are_written) {
  const std::string text = minimal("profiles: {quick: {drain: soon}}\n");
  EXPECT_EQ(told(read_with(text, {})), "");
  EXPECT_THAT(told(read_with(text, {"quick"})), testing::HasSubstr("error: `soon`"));
}

}  // namespace
}  // namespace txlab
