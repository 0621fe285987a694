#include "reports/terminal/page.hpp"

#include "reports/terminal/text.hpp"

namespace txlab::terminal {

namespace {
constexpr int label_columns = 26;
}  // namespace

void Page::heading(std::string_view text) {
  blank();
  line(text, Tone::strong);
}

void Page::line(std::string_view text, Tone tone) {
  for (const auto& part : wrapped(text, style_.width)) text_ += painted(part, tone, style_) + "\n";
}

void Page::lines(const std::vector<std::string>& finished) {
  for (const auto& one : finished) text_ += one + "\n";
}

void Page::hanging(std::string first, int indent, std::string_view text, Tone tone) {
  for (const auto& part : wrapped(text, style_.width - indent)) {
    text_ += first.empty() ? blanks(indent) : first;
    text_ += painted(part, tone, style_) + "\n";
    first.clear();
  }
}

void Page::item(Mark mark, std::string_view text) {
  const auto first = "  " + painted(mark.sign, mark.tone, style_) + " ";
  hanging(first, 3 + width_of(mark.sign), text, Tone::plain);
}

void Page::detail(std::string_view text) { hanging("", 6, text, Tone::faint); }

void Page::fact(std::string_view label, std::string_view text) {
  const auto fill = blanks(label_columns - 2 - width_of(label));
  hanging("  " + painted(label, Tone::strong, style_) + fill, label_columns, text, Tone::plain);
}

void Page::command(const std::vector<std::string>& words) {
  const int room = style_.width - 6;  // four blanks before it, a blank and a backslash behind it
  std::string current;
  for (const auto& word : words) {
    const int needed = width_of(current) + 1 + width_of(word);
    if (!current.empty() && needed > room) {
      text_ += "    " + current + " \\\n";
      current = "  " + word;
    } else {
      current += (current.empty() ? "" : " ") + word;
    }
  }
  text_ += "    " + current + "\n";
}

}  // namespace txlab::terminal
