// Where the lines of a text belong: every line with its indentation, before columns are aligned.
//
// Two blanks per level; the elements of a list stand deeper than the key of the list.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "scenarios/language/layout/words.hpp"

namespace txlab::language {

struct ArrangedLine {
  std::size_t indent = 0;
  std::string key;             // "cut:", or empty; a value follows it
  std::string text;            // the value, or the whole line
  std::size_t gap = 0;         // blanks that were between key and value
  std::size_t mapping = 0;     // which mapping the key belongs to
  std::string comment;         // at the end of the line
  std::size_t comment_at = 0;  // the cell in which it began
  bool literal = false;        // of a block or of a quoted text: blank lines mean something

  bool blank() const { return key.empty() && text.empty() && comment.empty() && !literal; }
};

std::vector<ArrangedLine> arrange(const std::vector<WordLine>& lines);

}  // namespace txlab::language
