// Stories in Chinese: the sentence is translated, and names stay.
#include "reports/trace/retold.hpp"

#include <gtest/gtest.h>

namespace txlab {
namespace {

constexpr Language zh = Language::simplified_chinese;

Plot::Step step(const std::string& text, const std::vector<std::string>& values,
                std::size_t more = 0) {
  const Sentence said{text, values};
  return {.words = said.words(), .sentence = said, .more = more};
}

TEST(Retold, KeepsHostsAndWhatTheCustomerIsTold) {
  EXPECT_EQ(told_in(zh, step("{} asks {} to prepare and vote", {"centre", "fund-2"})),
            "centre 请 fund-2 准备并投票");
  EXPECT_EQ(told_in(zh, step("the customer is told {}", {"PLACED"})), "客户被告知 PLACED");
  EXPECT_EQ(told_in(zh, step("{} asks {} for the purchase", {"the customer", "gateway"})),
            "客户请 gateway 办理购买");
}

TEST(Retold, SaysHowOftenMore) {
  EXPECT_EQ(told_in(zh, step("{} is back", {"mq"}, 3)), "mq 恢复运行（另有 3 次）");
}

// The violation is a sentence within a sentence, with a number in it.
TEST(Retold, TellsTheViolation) {
  EXPECT_EQ(told_in(zh, step("{} is violated: {}",
                             {"no-duplicate-purchase", "main was executed 2 times"})),
            "违反 no-duplicate-purchase：主事务执行了 2 次");
}

// A host may be called what is a word of a report.
TEST(Retold, TakesNoNameForAWord) {
  EXPECT_EQ(told_in(zh, step("{} is back", {"unknown"})), "unknown 恢复运行");
}

TEST(Retold, LeavesEnglishAsItIs) {
  const Plot::Step one = step("{} is back", {"mq"}, 3);
  EXPECT_EQ(told_in(Language::english, one), one.words);
  const Plot::Step planned{.words = "FAULT: centre crashes"};
  EXPECT_EQ(told_in(zh, planned), "FAULT: centre crashes") << "what has no sentence has its words";
}

TEST(Retold, LabelsADrawing) {
  SpaceTime::Row row{.label = "prepare (reply) (2 more)", .act = "prepare (reply)", .more = 2};
  EXPECT_EQ(label_in(zh, row), "prepare（应答）（另有 2 次）");
  row = {.label = "CRASH (process)", .act = "CRASH (process)"};
  EXPECT_EQ(label_in(zh, row), "崩溃（process）");
  EXPECT_EQ(label_in(Language::english, row), "CRASH (process)");
}

}  // namespace
}  // namespace txlab
