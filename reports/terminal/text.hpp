// Text by the columns it takes on a terminal: a Chinese character takes two, an accent none.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/terminal/style.hpp"

namespace txlab::terminal {

// Columns of UTF-8 text without control characters.
int width_of(std::string_view text);

// Names and sentences come from files: control characters (a file must not steer the terminal) and
// bytes that are no UTF-8 become `?`, line ends blanks, and without UTF-8 so does all that is not
// ASCII.
std::string printable(std::string_view text, const TerminalStyle& style);

// At most `columns` wide; what does not fit is cut out of the middle, because names that begin
// alike end differently.
std::string fitted(std::string_view text, int columns, const TerminalStyle& style);

// `count` blanks; none if negative.
std::string blanks(int count);

// With blanks to at least `columns`: before the text, or after it.
std::string aligned_right(std::string_view text, int columns);
std::string aligned_left(std::string_view text, int columns);

// Lines of at most `columns`, broken at blanks where possible.
std::vector<std::string> wrapped(std::string_view text, int columns);

// "a, b and c"
std::string enumerated(const std::vector<std::string>& names, Language language);

}  // namespace txlab::terminal
