// UTF-8 (RFC 3629), character by character.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace txlab {

// The length of the well-formed UTF-8 character at the front of a text that is not empty, or 0.
std::size_t well_formed(std::string_view text);

// Takes one character from the front of the text; malformed bytes count as one each.
std::uint32_t take_character(std::string_view& text);

}  // namespace txlab
