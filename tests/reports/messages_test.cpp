// In Chinese a report says the same: the same numbers in the same columns, whatever their width.
#include "reports/messages/messages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "reports/messages/portable_object.hpp"
#include "reports/terminal.hpp"
#include "reports/terminal/table.hpp"
#include "reports/terminal/text.hpp"
#include "sample.hpp"

namespace txlab {
namespace {

constexpr Language chinese = Language::simplified_chinese;

using Entries = std::vector<std::pair<std::string, std::string>>;

TEST(Messages, are_said_in_the_language_and_in_english_where_there_is_no_other) {
  EXPECT_EQ(say(Language::english, "What was violated"), "What was violated");
  EXPECT_EQ(say(chinese, "What was violated"), "违反了什么");
  EXPECT_EQ(say(chinese, "mq-tx"), "mq-tx");
  EXPECT_EQ(say(chinese, "{} strategies: {}", 2, "xa, tcc"), "2 个方案：xa, tcc");
}

TEST(Messages, may_change_the_order_of_what_they_fill_in) {
  EXPECT_EQ(say(Language::english, "; {} from {}", "xa", "12%"), "; xa from 12%");
  EXPECT_EQ(say(chinese, "; {} from {}", "xa", "12%"), "；12% 起 xa 更好");
}

TEST(Messages, say_again_what_a_run_has_said) {
  EXPECT_EQ(say_again(chinese, "main was executed 2 times"), "主事务执行了 2 次");
  EXPECT_EQ(say_again(chinese, "told PLACED after REFUSED"), "先告知 REFUSED，后又告知 PLACED");
  EXPECT_EQ(say_again(chinese, "told too late"), "告知得太晚");
  EXPECT_EQ(say_again(chinese, "main was executed twice or more times"),
            "main was executed twice or more times")
      << "another sentence";
  EXPECT_EQ(say_again(Language::english, "told too late"), "told too late");
}

TEST(Messages, languages_have_the_names_that_environments_give_them) {
  for (const char* name : {"zh-CN", "zh_CN.UTF-8", "zh_CN", "zh-Hans", "zh"}) {
    EXPECT_EQ(language_named(name), chinese) << name;
  }
  for (const char* name : {"C", "C.UTF-8", "en_US.UTF-8", "POSIX", "", "zh_TW.UTF-8", "zhx"}) {
    EXPECT_EQ(language_named(name), Language::english) << name;
  }
}

TEST(PortableObjects, are_read_as_gettext_writes_them) {
  const std::string quoting = "a \"b\"\\ c\nd";
  EXPECT_EQ(read_portable_object(untranslated(quoting)).at(0).first, quoting);
  EXPECT_EQ(read_portable_object("# a comment\nmsgid \"\"\nmsgstr \"\"\n\"Language: zh_CN\\n\"\n\n"
                                 "#: place\nmsgid \"a \\\"b\\\"\"\nmsgstr \"\"\n\"c\\n\"\n\"d\"\n"),
            (Entries{{"a \"b\"", "c\nd"}}));
  EXPECT_EQ(read_portable_object(""), Entries{});
}

// Every number and name of a report, in their order.
std::vector<std::string> figures_in(const std::string& report) {
  const std::regex figure("[0-9][0-9.,]*(?:us|ms|%)|p99\\([a-z_]+\\)|[a-z]+-tx|±[0-9.]+");
  return {std::sregex_token_iterator(report.begin(), report.end(), figure), {}};
}

TEST(Report, has_the_same_figures_in_both_languages) {
  auto english = figures_in(terminal_report(sample_study(), {}));
  auto translated = figures_in(terminal_report(sample_study(), {.language = chinese}));
  std::ranges::sort(english);
  std::ranges::sort(translated);
  EXPECT_GT(english.size(), 200u);
  EXPECT_EQ(english, translated);
}

TEST(Table, columns_end_at_the_same_place_whatever_is_written_in_them) {
  terminal::Table table;
  table.rows = {{"xa", false}, {"mq-tx", true}};
  table.columns = {{"持锁 p99", 0, terminal::Column::Align::right, {{"1ms", ""}, {"未决", ""}}},
                   {"成交", 0, terminal::Column::Align::right, {{"75.7%", ""}, {"100%", ""}}}};
  const auto lines = terminal::lines_of(table, {});
  ASSERT_GE(lines.size(), 4u);
  for (const std::size_t line : {2u, 3u}) {
    EXPECT_EQ(terminal::width_of(lines[line]), terminal::width_of(lines[1])) << lines[line];
  }
}

}  // namespace
}  // namespace txlab
