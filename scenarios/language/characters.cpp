#include "scenarios/language/characters.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/base/utf8.hpp"

namespace txlab::language {

namespace {

// Characters that are written for one of ASCII, or for none.
struct Odd {
  std::uint32_t first;
  std::uint32_t last;
  std::string_view kind;
  std::string_view instead;  // empty: the one of ASCII that full-width ones are made of
};
constexpr std::string_view nothing = "nothing", blank = "a plain blank";
constexpr Odd odd_ones[] = {{0xff1a, 0xff1a, "full-width", "`: `"},
                            {0xff01, 0xff5e, "full-width", ""},
                            {0x3000, 0x3000, "full-width blank", blank},
                            {0x00a0, 0x00a0, "no-break blank", blank},
                            {0x2000, 0x200a, "blank", blank},
                            {0x202f, 0x202f, "no-break blank", blank},
                            {0x200b, 0x200f, "invisible character", nothing},
                            {0x202a, 0x202e, "invisible character", nothing},
                            {0x2060, 0x2069, "invisible character", nothing},
                            {0xfeff, 0xfeff, "invisible character", nothing},
                            {0x201c, 0x201d, "typographic", "`\"`"},
                            {0x2018, 0x2019, "typographic", "`'`"},
                            {0x3001, 0x3001, "full-width", "`,`"},
                            {0x2010, 0x2015, "typographic", "`-`"},
                            {0x2212, 0x2212, "typographic", "`-`"}};

std::string advice(const Odd& odd, std::uint32_t code, std::string_view written) {
  const std::string instead = odd.instead.empty()
                                  ? fmt::format("`{}`", static_cast<char>(code - 0xfee0))
                                  : std::string(odd.instead);
  const bool seen = instead.starts_with('`');
  const std::string what = seen ? fmt::format("{} `{}`", odd.kind, written) : std::string(odd.kind);
  return fmt::format("write {} for the {} (U+{:04X})", instead, what, code);
}

// What a terminal would obey, or hide from whoever reads; joiners are parts of words and emojis.
bool is_hidden(std::uint32_t code) {
  const bool control = code < 0x20 || (code >= 0x7f && code < 0xa0);
  const bool joiner = code == 0x200c || code == 0x200d;
  const bool mark = (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) ||
                    (code >= 0x2060 && code <= 0x2069) || code == 0xfeff;
  const bool no_character = (code & 0xfffe) == 0xfffe;  // XML cannot hold it
  return control || (mark && !joiner) || no_character;
}

bool is_ascii(char c) { return c > ' ' && c <= '~'; }

}  // namespace

std::string printable(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t length = well_formed(text);
    const std::string_view written = text.substr(0, length);
    const std::uint32_t code = take_character(text);
    if (length > 0 && !is_hidden(code)) {
      result += written;
    } else if (code == '\n' || code == '\t') {
      result += code == '\n' ? "\\n" : "\\t";
    } else {
      result += length > 1 ? fmt::format("\\u{:04x}", code) : fmt::format("\\x{:02x}", code);
    }
  }
  return result;
}

std::optional<std::uint32_t> first_hidden(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = well_formed(text);
    const std::uint32_t code = take_character(text);
    if (length == 0 || is_hidden(code)) return code;
  }
  return std::nullopt;
}

std::string odd_character(std::string_view text, Among among) {
  char before = '{';
  while (!text.empty()) {
    const std::string_view written = text.substr(0, std::max<std::size_t>(1, well_formed(text)));
    const std::uint32_t code = take_character(text);
    const auto odd = std::ranges::find_if(
        odd_ones, [code](const Odd& one) { return one.first <= code && code <= one.last; });
    const bool between = is_ascii(before) && (text.empty() || text[0] == ' ' || is_ascii(text[0]));
    if (odd != std::end(odd_ones) && (among == Among::words || between)) {
      return advice(*odd, code, written);
    }
    if (code != ' ') before = written.front();
  }
  return {};
}

}  // namespace txlab::language
