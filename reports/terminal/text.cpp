#include "reports/terminal/text.hpp"

#include <algorithm>
#include <cstdint>

#include "sim/base/display_width.hpp"
#include "sim/base/utf8.hpp"

namespace txlab::terminal {

namespace {

// One character of a text: its code point and its bytes; `valid` is false for a stray byte.
struct Character {
  std::uint32_t code = 0;
  std::string_view bytes;
  bool valid = false;

  int width() const { return display_width(code); }
};

Character first_of(std::string_view text) {
  const std::size_t length = well_formed(text);
  if (length == 0) return {'?', text.substr(0, 1), false};
  const std::string_view bytes = text.substr(0, length);
  return {take_character(text), bytes, true};
}

std::vector<Character> characters_of(std::string_view text) {
  std::vector<Character> characters;
  while (!text.empty()) {
    characters.push_back(first_of(text));
    text.remove_prefix(characters.back().bytes.size());
  }
  return characters;
}

// Characters that change the direction of the text or are invisible could show a name that is not
// there; C0 and C1 codes steer the terminal.
bool is_shown(const Character& character) {
  const std::uint32_t code = character.code;
  const bool control = code < 0x20 || (code >= 0x7f && code < 0xa0);
  const bool steering = (code >= 0x200e && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) ||
                        (code >= 0x2066 && code <= 0x2069);
  return character.valid && !control && !steering;
}

// The longest beginning (or end) of some characters that takes at most `columns`.
template <typename Iterator>
Iterator reach(Iterator at, Iterator end, int columns) {
  for (int used = 0; at != end; ++at) {
    used += at->width();
    if (used > columns) break;
  }
  return at;
}

// Chinese has no blanks: a line may end behind any of its characters, but not before a mark that
// closes something, nor behind one that opens.
bool may_end_line(const Character& before, const Character& after) {
  if (before.code == ' ') return true;
  constexpr std::u32string_view closing = U"，。、；：！？）》」』】…%±,.;:!?)]";
  constexpr std::u32string_view opening = U"（《「『【([";
  if (closing.find(after.code) != closing.npos || opening.find(before.code) != opening.npos) {
    return false;
  }
  return after.code != ' ' && (before.width() == 2 || after.width() == 2);
}

// The end of what stays on one line if it can, behind its blank.
template <typename Iterator>
Iterator end_of_word(Iterator at, Iterator end) {
  while (std::next(at) != end && !may_end_line(*at, *std::next(at))) ++at;
  return std::next(at);
}

}  // namespace

int width_of(std::string_view text) {
  int width = 0;
  for (const auto& character : characters_of(text)) width += character.width();
  return width;
}

std::string printable(std::string_view text, const TerminalStyle& style) {
  std::string shown;
  for (const auto& character : characters_of(text)) {
    const bool line_end =
        character.code == '\n' || character.code == '\t' || character.code == '\r';
    if (line_end) {
      shown += ' ';
    } else if (!is_shown(character) || (!style.utf8 && character.code > 0x7e)) {
      shown += '?';
    } else {
      shown += character.bytes;
    }
  }
  return shown;
}

std::string fitted(std::string_view text, int columns, const TerminalStyle& style) {
  if (width_of(text) <= columns) return std::string(text);
  const std::string cut(signs_of(style).cut);
  const int room = columns - width_of(cut);
  if (room < 0) return {};
  const auto characters = characters_of(text);
  std::string shortened;
  const auto head = reach(characters.begin(), characters.end(), room / 2);
  for (auto at = characters.begin(); at != head; ++at) shortened += at->bytes;
  const int left = room - width_of(shortened);
  shortened += cut;
  const auto tail = reach(characters.rbegin(), characters.rend(), left).base();
  for (auto at = tail; at != characters.end(); ++at) shortened += at->bytes;
  return shortened;
}

std::string blanks(int count) {
  return std::string(static_cast<std::size_t>(std::max(0, count)), ' ');
}

std::string aligned_right(std::string_view text, int columns) {
  return blanks(columns - width_of(text)) + std::string(text);
}

std::string aligned_left(std::string_view text, int columns) {
  return std::string(text) + blanks(columns - width_of(text));
}

std::vector<std::string> wrapped(std::string_view text, int columns) {
  std::vector<std::string> lines;
  std::string line;
  const auto finish = [&] {
    while (!line.empty() && line.back() == ' ') line.pop_back();
    if (!line.empty()) lines.push_back(std::move(line));
    line.clear();
  };
  const auto characters = characters_of(text);
  for (auto at = characters.begin(); at != characters.end();) {
    const auto end = end_of_word(at, characters.end());
    int bare = 0;
    for (auto one = at; one != end; ++one) bare += one->width();
    if (width_of(line) + bare - (std::prev(end)->code == ' ') > columns) finish();
    for (; at != end; ++at) {
      if (width_of(line) + at->width() > columns) {
        finish();
        if (at->code == ' ') continue;
      }
      line += at->bytes;
    }
  }
  finish();
  return lines;
}

std::string enumerated(const std::vector<std::string>& names, Language language) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0)
      text += say(language, i + 1 == names.size() ? said_later(" and ") : said_later(", "));
    text += names[i];
  }
  return text;
}

}  // namespace txlab::terminal
