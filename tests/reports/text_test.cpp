#include "reports/terminal/text.hpp"

#include <gtest/gtest.h>

namespace txlab::terminal {
namespace {

const TerminalStyle utf8{};
const TerminalStyle ascii{.utf8 = false};

TEST(Text, WidthIsInColumns) {
  EXPECT_EQ(width_of(""), 0);
  EXPECT_EQ(width_of("mq-tx"), 5);
  EXPECT_EQ(width_of("±✓✗…"), 4);
  EXPECT_EQ(width_of("折扣购买"), 8);
  EXPECT_EQ(width_of("한국"), 4);
  EXPECT_EQ(width_of("e\u0301\u0301"), 1);
  EXPECT_EQ(width_of("\U0001F600"), 2);
  EXPECT_EQ(width_of("\xff\xfe"), 2);
}

TEST(Text, AFileCannotSteerTheTerminal) {
  EXPECT_EQ(printable("a\x1b[31mb\a", utf8), "a?[31mb?");
  EXPECT_EQ(printable("a\nb\tc", utf8), "a b c");
  EXPECT_EQ(printable("a\xc2\x9b"
                      "31mb",
                      utf8),
            "a?31mb")
      << "the one-byte escape of C1";
  EXPECT_EQ(printable("a\u202eb", utf8), "a?b") << "text that runs backwards";
  EXPECT_EQ(printable("\xc3\x28\xff", utf8), "?(?");
  EXPECT_EQ(printable("\xc0\xaf", utf8), "??") << "an overlong slash";
  EXPECT_EQ(printable("\xed\xa0\x80", utf8), "???") << "half of a surrogate pair";
  EXPECT_EQ(printable("\xe4\xb8", utf8), "??") << "cut off";
  EXPECT_EQ(printable("折 é", utf8), "折 é");
  EXPECT_EQ(printable("折 é", ascii), "? ?");
}

TEST(Text, FittedKeepsBothEnds) {
  EXPECT_EQ(fitted("reconcile-5m", 12, utf8), "reconcile-5m");
  EXPECT_EQ(fitted("reconcile-every-5m", 9, utf8), "reco…y-5m");
  EXPECT_EQ(fitted("reconcile-every-5m", 10, ascii), "reco..y-5m");
  EXPECT_EQ(width_of(fitted("折扣购买折扣购买", 7, utf8)), 7);
  EXPECT_LE(width_of(fitted("折扣购买折扣购买", 6, utf8)), 6);
  EXPECT_EQ(fitted("abc", 1, utf8), "…");
  EXPECT_EQ(fitted("abc", 0, utf8), "");
}

TEST(Text, WrappedBreaksChineseAnywhereButNotAtItsMarks) {
  EXPECT_EQ(wrapped("半消息回查", 7), (std::vector<std::string>{"半消息", "回查"}));
  EXPECT_EQ(wrapped("半消息，回查", 6), (std::vector<std::string>{"半消", "息，回", "查"}))
      << "no line begins with a comma";
  EXPECT_EQ(wrapped("半消息（回查）", 8), (std::vector<std::string>{"半消息", "（回查）"}))
      << "nor ends with what opens";
  EXPECT_EQ(wrapped("由 txlab 重放", 8), (std::vector<std::string>{"由 txlab", "重放"}))
      << "words stay whole";
}

TEST(Text, WrappedBreaksAtBlanksIfItCan) {
  EXPECT_EQ(wrapped("one two three", 8), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(wrapped("abcdefgh ij", 4), (std::vector<std::string>{"abcd", "efgh", "ij"}));
  EXPECT_EQ(wrapped("折扣购买", 5), (std::vector<std::string>{"折扣", "购买"}));
  EXPECT_EQ(wrapped("exact fit", 9), (std::vector<std::string>{"exact fit"}));
  EXPECT_TRUE(wrapped("", 9).empty());
  EXPECT_TRUE(wrapped("   ", 2).empty());
  for (int columns = 2; columns < 20; ++columns) {
    for (const auto& line : wrapped("a 折扣购买 longword, é and so on and on", columns)) {
      EXPECT_LE(width_of(line), columns);
    }
  }
}

}  // namespace
}  // namespace txlab::terminal
