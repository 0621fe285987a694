#include "scenarios/language/render.hpp"

#include <set>

#include "reading.hpp"
#include "scenarios/language/codes.hpp"

namespace txlab {
namespace {

using namespace std::string_literals;

std::string rendered(std::string_view text, Ink ink = Ink::plain) {
  std::string all;
  for (const Diagnostic& one : read(text).diagnostics) all += render(one, ink);
  return all;
}

TEST(Render, ShowsTheLineUnderlinesTheWordAndHelps) {
  std::string text = example();
  text.replace(text.find("check_interval"), 14, "check_intervall");
  const ReadResult result = read_scenario_text(text, "discount-purchase.yaml", options_for_tests());
  ASSERT_EQ(result.diagnostics.size(), 1u);
  EXPECT_EQ(
      render(result.diagnostics[0], Ink::plain),
      R"(error: unknown key `check_intervall` in strategy `mq-tx` (protocol transactional-message)
  --> discount-purchase.yaml:43:48
   |
43 |   mq-tx:     {protocol: transactional-message, check_intervall: 30s, max_checks: 15}
   |                                                ^^^^^^^^^^^^^^^ did you mean `check_interval`?
   = help: txlab explain strategies.transactional-message
)");
}

TEST(Render, NothingInAFileCommandsTheTerminal) {
  EXPECT_THAT(rendered(minimal("drain: \x1b[31m5s x\n")),
              HasSubstr("5 | drain: \\x1b[31m5s x\n  |        ^^^^ remove it\n"));
  EXPECT_THAT(rendered(minimal("drain: 5\0s\n"s)),
              HasSubstr("5 | drain: 5\\x00s\n  |         ^^^^ remove it\n"));
  EXPECT_THAT(rendered(minimal("\"drain\\e[31m\\n\": 5s\n")),
              HasSubstr("the character U+001B is none that can be shown\n"));
  EXPECT_THAT(rendered(minimal("drain: 5\u202es\n")),
              HasSubstr("5 | drain: 5\\u202es\n  |        ^^^^^^^^ remove it\n"));
  EXPECT_THAT(rendered(minimal("drain: 北京👩‍💻\n")),
              HasSubstr("| drain: 北京👩‍💻\n"))
      << "joined emojis are text";
}

TEST(Render, CutsLongLinesAroundTheWord) {
  const std::string blanks(3000, ' ');
  EXPECT_THAT(rendered(minimal("hosts: {fund: {}, " + blanks + "wallt: 1" + blanks + "}\n")),
              HasSubstr("5 | ..." + blanks.substr(0, 59) + "wallt: 1" + blanks.substr(0, 73) +
                        "...\n  | " + blanks.substr(0, 62) + "^^^^^ did you mean `wallet`?\n"));
}

TEST(Render, UnderlinesWideCharactersInFull) {
  EXPECT_THAT(
      rendered(minimal("hosts: {北京: {}, wallt: {}}\n")),
      HasSubstr("5 | hosts: {北京: {}, wallt: {}}\n"
                "  |         ^^^^ one of: gateway, wallet, fund, mq, centre, ops, mq-replica\n"));
  EXPECT_THAT(rendered(minimal("hosts: {北京: {}, wallt: {}}\n")),
              HasSubstr("5 | hosts: {北京: {}, wallt: {}}\n"
                        "  |                   ^^^^^ did you mean `wallet`?\n"));
}

// e with an acute accent of its own takes one cell, and the accent none.
TEST(Render, UnderlinesWhatIsDrawnOverOtherCharactersOnce) {
  EXPECT_THAT(rendered(minimal("hosts: {cafe\u0301: {}}\n")), HasSubstr("  |         ^^^^ one of"));
}

TEST(Render, EveryErrorNamesACommandThatSaysMore) {
  for (const char* text : {"a: [1", "a: 1\na: 2\n", "version: 1\nzones: [a, a]\n", "- 1\n"}) {
    for (const Diagnostic& one : read(text).diagnostics) {
      EXPECT_THAT(one.help, testing::StartsWith("txlab explain ")) << one.message;
    }
  }
}

TEST(Render, UnderlinesTheNumberThatIsWrong) {
  EXPECT_EQ(rendered("version: 2\nworkload: {arrivals: [{process: constant, rate: 5/s, for: 1s}]}\n"
                     "strategies: {a: {protocol: xa}}\n"),
            "error: this is a scenario of version 2; version 1 is known\n"
            " --> t.yaml:1:10\n"
            "  |\n"
            "1 | version: 2\n"
            "  |          ^ write `1`\n"
            "  = help: txlab explain scenario\n");
  EXPECT_EQ(rendered(minimal("experiment: {seed: 7, replications: 0}\n")),
            "error: `replications` is 0: it must be from 1 to 100000\n"
            " --> t.yaml:5:37\n"
            "  |\n"
            "5 | experiment: {seed: 7, replications: 0}\n"
            "  |                                     ^\n"
            "  = help: txlab explain experiment\n");
}

TEST(Render, ColoursOnlyWhenAsked) {
  EXPECT_THAT(rendered(minimal("drain: 5\n"), Ink::coloured), HasSubstr("\x1b[1;31merror\x1b[0m"));
  EXPECT_EQ(rendered(minimal("drain: 5\n")).find('\x1b'), std::string::npos);
}

TEST(Render, ErrorsWithoutAPlaceHaveNoExcerpt) {
  EXPECT_EQ(rendered(""),
            "error: the scenario is empty\n"
            " --> t.yaml\n"
            "  = hint: the smallest one has `version`, `workload` and `strategies`\n"
            "  = help: txlab explain missing-key\n");
}

TEST(Render, AllErrorsAreToldAtOnceUpToTwenty) {
  std::string text = minimal("hosts:\n  wallet:\n");
  for (int i = 0; i < 30; ++i) text += "    nonsense" + std::to_string(i) + ": 1\n";
  const ReadResult result = read(text);
  ASSERT_EQ(result.diagnostics.size(), 21u);
  EXPECT_EQ(result.diagnostics[0].line, 7u);
  EXPECT_EQ(result.diagnostics[19].line, 26u);
  EXPECT_EQ(result.diagnostics[20].message, "10 more errors are not shown");
}

TEST(Codes, AreDifferentAndExplained) {
  std::set<std::string_view> names;
  for (const language::Code& one : language::codes()) {
    EXPECT_TRUE(names.insert(one.name).second) << one.name;
    EXPECT_TRUE(one.meaning.ends_with('.')) << one.name;
  }
}

}  // namespace
}  // namespace txlab
