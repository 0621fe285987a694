#include "scenarios/language/render.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/language/characters.hpp"
#include "scenarios/language/source.hpp"

namespace txlab {

using namespace language;

namespace {

struct Paint {
  Ink ink;
  std::string operator()(std::string_view style, std::string_view text) const {
    if (ink == Ink::plain) return std::string(text);
    return fmt::format("\x1b[{}m{}\x1b[0m", style, text);
  }
};
constexpr std::string_view red = "1;31", yellow = "1;33", blue = "1;34", bold = "1";

std::string_view word(Severity severity) {
  return severity == Severity::error ? "error" : "warning";
}

// As a terminal may have it; a tab is a blank.
std::string as_shown(std::string_view part) {
  std::string text(part);
  std::replace(text.begin(), text.end(), '\t', ' ');
  return printable(text);
}

// The source line and the line below it that underlines the word.
std::string excerpt(const Diagnostic& d, const Paint& paint, std::string_view style) {
  const std::string_view line = d.excerpt;
  const std::string number = std::to_string(d.line);
  const std::string bar = paint(blue, std::string(number.size() + 1, ' ') + "|");
  const auto head = first_characters(line, d.excerpt_column > 0 ? d.excerpt_column - 1 : 0);
  const std::string before = as_shown(head);
  const std::string marked = as_shown(first_characters(line.substr(head.size()), d.length));
  const std::string carets(std::max(1u, cells(marked)), '^');
  std::string text = fmt::format("{}\n{} {}\n", bar, paint(blue, number + " |"), as_shown(line));
  text += fmt::format("{} {}{}", bar, std::string(cells(before), ' '),
                      paint(style, d.hint.empty() ? carets : carets + " " + printable(d.hint)));
  return text + "\n";
}

}  // namespace

std::string render(const Diagnostic& d, Ink ink) {
  const Paint paint{ink};
  const std::string_view style = d.severity == Severity::error ? red : yellow;
  const std::string margin(d.line == 0 ? 1 : std::to_string(d.line).size(), ' ');
  std::string text =
      paint(style, word(d.severity)) + paint(bold, ": " + printable(d.message)) + "\n";
  const std::string place = d.line == 0 ? "" : fmt::format(":{}:{}", d.line, d.column);
  text += fmt::format("{}{} {}{}\n", margin, paint(blue, "-->"), printable(d.file), place);
  if (!d.excerpt.empty()) {
    text += excerpt(d, paint, style);
  } else if (!d.hint.empty()) {
    text += fmt::format("{} {} hint: {}\n", margin, paint(blue, "="), printable(d.hint));
  }
  if (!d.help.empty())
    text += fmt::format("{} {} help: {}\n", margin, paint(blue, "="), printable(d.help));
  return text;
}

std::string render_short(const Diagnostic& d) {
  std::string place = d.file;
  if (d.line != 0) place += fmt::format(":{}:{}", d.line, d.column);
  std::string text = fmt::format("{}: {}: {} [{}]", place, word(d.severity), d.message, d.code);
  if (!d.hint.empty()) text += "; " + d.hint;
  return printable(text) + "\n";
}

}  // namespace txlab
