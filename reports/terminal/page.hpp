// Lines of a report, filled from top to bottom; nothing on it is wider than the style allows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/terminal/style.hpp"

namespace txlab::terminal {

// A sign in front of a sentence, and the colour of both.
struct Mark {
  std::string_view sign;
  Tone tone = Tone::plain;
};

class Page {
 public:
  explicit Page(const TerminalStyle& style) : style_(style) {}

  // A blank line and a heading.
  void heading(std::string_view text);
  void blank() { text_ += '\n'; }
  void line(std::string_view text, Tone tone = Tone::plain);
  void lines(const std::vector<std::string>& finished);
  // A sentence behind a sign, wrapped under itself.
  void item(Mark mark, std::string_view text);
  // More about the item above.
  void detail(std::string_view text);
  // A fact under a name: `label` in a column of its own, the text beside it.
  void fact(std::string_view label, std::string_view text);
  // Something to copy: broken only between words, where a shell can be told so; so a word that is
  // longer than the line stays whole.
  void command(const std::vector<std::string>& words);

  std::string finish() { return std::move(text_); }

 private:
  void hanging(std::string first, int indent, std::string_view text, Tone tone);

  const TerminalStyle& style_;
  std::string text_;
};

}  // namespace txlab::terminal
