// The program speaks the language of the flag or of the environment to people, and always the same
// one to programs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command.hpp"

namespace txlab {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* scenario = "docs/tutorial/5-an-expectation.yaml --no-progress";

Ran said_with(const std::string& environment, const std::string& arguments) {
  return shell_says(environment + " " + program_file().string() + " " + arguments);
}

TEST(Language, comes_from_the_flag_then_from_the_environment_in_the_order_of_posix) {
  const auto is_chinese = [](const Ran& ran) {
    return ran.out.find("子命令") != std::string::npos;
  };
  EXPECT_FALSE(is_chinese(said_with("", "--help")));
  EXPECT_TRUE(is_chinese(said_with("LC_ALL=zh_CN.UTF-8", "--help")));
  EXPECT_TRUE(is_chinese(said_with("LC_ALL= LC_MESSAGES=zh_CN.UTF-8 LANG=C", "--help")));
  EXPECT_TRUE(is_chinese(said_with("LC_ALL= LC_MESSAGES= LANG=zh_CN.UTF-8", "--help")));
  EXPECT_FALSE(is_chinese(said_with("LC_ALL=C LANG=zh_CN.UTF-8", "--help")));
  EXPECT_TRUE(is_chinese(said_with("TXLAB_LANG=zh-CN", "--help")));
  EXPECT_TRUE(is_chinese(said_with("LC_ALL=C", "--lang zh-CN --help")));
  EXPECT_FALSE(is_chinese(said_with("LC_ALL=zh_CN.UTF-8", "--help --lang=en")));
}

TEST(Language, is_one_that_there_is) {
  const Ran ran = txlab_says("run scenarios/library/calm.yaml --lang fr");
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_THAT(ran.err, HasSubstr("zh-CN"));
}

TEST(Language, changes_no_number_no_name_and_no_exit_code) {
  const Ran english = txlab_says(std::string("run ") + scenario + " --set expect={}");
  const Ran chinese = txlab_says(std::string("run ") + scenario + " --set expect={} --lang zh-CN");
  EXPECT_EQ(english.exit_code, 1);
  EXPECT_EQ(chinese.exit_code, 1);
  EXPECT_THAT(chinese.out, HasSubstr("客户首先得到的答复"));
  EXPECT_THAT(chinese.out, HasSubstr("p99(inconsistency_window) < 1s：mq-tx 4.79s ±190ms"));
  EXPECT_THAT(english.out, HasSubstr("p99(inconsistency_window) < 1s: mq-tx 4.79s ±190ms"));
  EXPECT_THAT(chinese.out, Not(HasSubstr("What ")));
}

TEST(Language, is_not_for_programs) {
  const std::string run = std::string("run ") + scenario + " --format json";
  EXPECT_EQ(txlab_says(run).out, txlab_says(run + " --lang zh-CN").out);
  EXPECT_EQ(said_with("LANG=zh_CN.UTF-8 LC_ALL=", "schema").out, txlab_says("schema").out);
}

TEST(Help, aligns_what_it_says_in_chinese) {
  const Ran ran = txlab_says("run --help --lang zh-CN");
  EXPECT_EQ(ran.exit_code, 0);
  // 必填 takes four columns, and the meaning stands at column 30.
  EXPECT_THAT(ran.out, HasSubstr("\n  SCENARIO TEXT 必填          场景文件，- 表示标准输入\n"));
  EXPECT_THAT(ran.out, HasSubstr("\n  -h,--help                   显示这份帮助\n"));
  EXPECT_THAT(ran.out, HasSubstr("用法: txlab run [选项] SCENARIO"));
}

}  // namespace
}  // namespace txlab
