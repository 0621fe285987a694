// Source: a text that belongs to a scenario, and Span: where a word of it stands.
//
// Besides the file itself these are included files, data files and the overrides of the command
// line, so every error has a line to show.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace txlab::language {

struct Source {
  std::string name;        // as a user writes it
  std::string text;        // lines end in \n, no byte order mark
  std::string folder;      // where the files that it names are looked for
  std::string root{};      // what they may not leave; empty: the folder
  std::string named_at{};  // by another source: "included at s.yaml:5"; empty: by none
};

struct Span {
  std::uint32_t source = 0;
  std::uint32_t line = 0;       // 1-based; 0: the file as a whole
  std::uint32_t column = 0;     // 1-based, in characters
  std::uint32_t length = 1;     // in characters
  std::uint32_t used_line = 0;  // where an alias brought the word in; 0: it stands there itself
};

// The text with \n at the end of every line and without a byte order mark.
std::string normalised(std::string_view text);

// The line with this 1-based number, without its end.
std::string_view line_of(std::string_view text, std::uint32_t line);

// How many characters (not bytes) there are in UTF-8 text.
std::uint32_t characters(std::string_view text);

// The first so many characters of UTF-8 text.
std::string_view first_characters(std::string_view text, std::uint32_t count);

// A text as messages quote it: cut off if it is longer than so many characters.
std::string shown(std::string_view text, std::uint32_t longest = 80);

// How many cells of a terminal the text fills: Chinese characters take two.
std::uint32_t cells(std::string_view text);

}  // namespace txlab::language
