// Layout: a scenario's text in the one way in which scenarios are laid out.
//
// Two blanks per level, one blank where one is needed, no two blank lines in a row; lines end with
// a line feed alone, and there is no byte order mark. Comments, anchors, quotes and line breaks
// stay where they were; comments at the end of a line keep their column if there is room.
// Neighbouring keys whose values stand in a column, or were meant to, have them in a column. Laying
// out twice changes nothing more.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/language/diagnostic.hpp"

namespace txlab {

struct LaidOut {
  // Nothing if the text is no YAML, which the diagnostics tell, or if it cannot be laid out.
  std::optional<std::string> text;
  std::vector<Diagnostic> diagnostics;
};

// The result has the value, the words and the comments of `text`; that has been checked.
// `filename` is what messages call the text.
LaidOut lay_out(std::string_view text, std::string_view filename);

}  // namespace txlab
