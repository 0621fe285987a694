// Characters: those of a text that do harm to a terminal, that nobody sees, or that look like
// others.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace txlab::language {

// The text with escapes (`\x1b`, `\n`) for what a terminal would obey or hide: control characters,
// marks of direction and of no width, and bytes that are no UTF-8.
std::string printable(std::string_view text);

// The first character for which `printable` writes an escape; nothing if there is none.
std::optional<std::uint32_t> first_hidden(std::string_view text);

enum class Among : std::uint8_t {
  words,  // the text is a word of the format, so that any such character is out of place
  prose   // only between letters, digits and signs of ASCII, since others may be Chinese prose
};
// What to do about the first full-width, typographic or invisible character of the text: "write `:`
// for the full-width `：` (U+FF1A)"; empty if there is none.
std::string odd_character(std::string_view text, Among among);

}  // namespace txlab::language
