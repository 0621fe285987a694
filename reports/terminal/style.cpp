#include "reports/terminal/style.hpp"

namespace txlab::terminal {

namespace {

constexpr Signs utf8_signs{"✓", "✗", "~", "·", "±", "≤", "–", "…", " · "};
constexpr Signs ascii_signs{"ok", "X", "~", "-", "+-", "<=", "-", "..", ", "};

std::string_view code_of(Tone tone) {
  switch (tone) {
    case Tone::good:
      return "\x1b[32m";
    case Tone::bad:
      return "\x1b[31m";
    case Tone::unsure:
      return "\x1b[33m";
    case Tone::faint:
      return "\x1b[2m";
    case Tone::strong:
      return "\x1b[1m";
    case Tone::plain:
      break;
  }
  return {};
}

}  // namespace

std::string painted(std::string_view text, Tone tone, const TerminalStyle& style) {
  if (!style.colour || tone == Tone::plain || text.empty()) return std::string(text);
  return std::string(code_of(tone)) + std::string(text) + "\x1b[0m";
}

const Signs& signs_of(const TerminalStyle& style) { return style.utf8 ? utf8_signs : ascii_signs; }

}  // namespace txlab::terminal
