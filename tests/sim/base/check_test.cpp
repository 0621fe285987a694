#include "sim/base/check.hpp"

#include <gtest/gtest.h>

namespace txlab {
namespace {

std::string describe(const void* run) { return "seed " + *static_cast<const std::string*>(run); }

TEST(CheckDeathTest, AFailureEndsTheProcessWithTheCodeOfAnInternalError) {
  EXPECT_EXIT(CHECK(1 + 1 == 3), testing::ExitedWithCode(70),
              R"(internal error: CHECK\(1 \+ 1 == 3\) failed at tests/sim/base/check_test.cpp)");
}

TEST(CheckDeathTest, AFailureOutsideOfARunSaysSo) {
  EXPECT_EXIT(CHECK(false), testing::ExitedWithCode(70), "outside of any run");
}

TEST(CheckDeathTest, AFailureNamesTheInnermostRun) {
  const std::string outer = "1";
  const std::string inner = "2";
  const CheckContext context(&describe, &outer);
  {
    const CheckContext nested(&describe, &inner);
    EXPECT_EXIT(CHECK(false), testing::ExitedWithCode(70), "seed 2");
  }
  EXPECT_EXIT(CHECK(false), testing::ExitedWithCode(70), "seed 1");
}

TEST(Check, IsAnExpressionThatEvaluatesItsConditionOnce) {
  int evaluated = 0;
  CHECK(++evaluated > 0);
  EXPECT_EQ(evaluated, 1);
}

}  // namespace
}  // namespace txlab
