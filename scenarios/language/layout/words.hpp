// The words of a YAML text with their places and the comments between them, line by line.
//
// For the layout only: what the words mean is for load.hpp to say, which must have found no fault
// in the text. Anchors, quotes and escapes stay as they were written.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace txlab::language {

struct Word {
  enum class Kind : std::uint8_t {
    dash,     // of a list's element
    colon,    // behind a key
    comma,    // between elements in brackets or braces
    open,     // [ or {
    close,    // ] or }
    text,     // plain or in quotes, perhaps of several lines; an anchor; an alias
    block,    // | or > with its indicators
    comment,  // from # on
  } kind = Kind::text;
  std::string text;
  std::size_t column = 0;  // from 0, in bytes; of a comment in cells
  std::size_t gap = 0;     // blanks before it

  bool is(Kind wanted) const { return kind == wanted; }
};

// A line with all that belongs to its last word, if that goes on in the lines below.
struct WordLine {
  enum class Kind : std::uint8_t {
    blank,
    comment,  // and nothing else, outside of brackets
    marker,   // --- or ...
    entry,    // begins with a key, or with a dash
    inside,   // goes on within brackets
  } kind = Kind::blank;
  std::vector<Word> words;
  std::vector<std::string> block;  // the lines below | or >, as they stand
  std::size_t owner = 0;           // the column of the key, or of the dash, that `block` belongs to
};

// Nothing if the text has a form of YAML that scenarios do not need (`? key`, tags, directives).
std::optional<std::vector<WordLine>> words_of(std::string_view text);

// Where the first such form stands, in bytes; nothing if the text has none.
std::optional<std::size_t> strange_form_in(std::string_view text);

}  // namespace txlab::language
