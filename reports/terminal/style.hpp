// What a terminal can show, and the signs and colours that are used on it.
#pragma once

#include <string>
#include <string_view>

#include "reports/messages/messages.hpp"

namespace txlab {

struct TerminalStyle {
  bool colour = false;
  bool utf8 = true;
  int width = 100;  // at least 60
  Language language = Language::english;
};

namespace terminal {

enum class Tone { plain, good, bad, unsure, faint, strong };

// The text in its colour; without colours the text.
std::string painted(std::string_view text, Tone tone, const TerminalStyle& style);

struct Signs {
  std::string_view good;        // a claim or a limit holds
  std::string_view bad;         // it does not
  std::string_view unsure;      // cannot be told
  std::string_view shown;       // worth seeing, counts neither way
  std::string_view plus_minus;  // half the width of an interval
  std::string_view at_most;
  std::string_view nothing;  // does not apply
  std::string_view cut;      // something is left out here
  std::string_view between;  // facts in a row
};
const Signs& signs_of(const TerminalStyle& style);

}  // namespace terminal

}  // namespace txlab
