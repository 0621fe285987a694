// Characters that are obeyed or hidden instead of shown.
#include "scenarios/language/characters.hpp"

#include <gtest/gtest.h>

#include <string>

namespace txlab::language {
namespace {

TEST(Characters, ThatAreObeyedOrHiddenAreFoundAndEscaped) {
  for (const char* text : {"plain", "折扣申购", "naïve – “quoted”", "👩‍💻", "ثلاثة", ""}) {
    EXPECT_FALSE(first_hidden(text)) << text;
    EXPECT_EQ(printable(text), text);
  }
  const std::pair<const char*, std::uint32_t> hidden[] = {
      {"a\nb", '\n'},      {"a\tb", '\t'},       {"\x1b[2J", 0x1b},   {"a\x7f", 0x7f},
      {"\u009b2J", 0x9b},  {"a\u202eb", 0x202e}, {"\u2066a", 0x2066}, {"a\u2028b", 0x2028},
      {"a\u200b", 0x200b}, {"a\uffff", 0xffff},  {"a\xff", 0xff},     {"\xed\xa0\x80", 0xed}};
  for (const auto& [text, character] : hidden) {
    EXPECT_EQ(first_hidden(text), character) << text;
    EXPECT_FALSE(first_hidden(printable(text))) << text;
  }
}

}  // namespace
}  // namespace txlab::language
