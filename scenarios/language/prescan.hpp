// Prescan: what a text must not contain before a YAML parser may see it, and what a parser's error
// message leaves out.
//
// The parser takes tabs for indentation, stops in the middle of a text at some control characters,
// and is slow or deep on texts that are made to hurt it.
#pragma once

#include <cstddef>
#include <optional>

#include "scenarios/language/problems.hpp"

namespace txlab::language {

constexpr std::size_t most_bytes = std::size_t{4} << 20;
constexpr std::size_t most_levels = 64;

// Whether the text may be parsed; if not, the reason has been told.
bool prescan(Problems& problems, std::uint32_t source);

// The innermost `[`, `{`, `"` or `'` that is still open before this place, if any: a parser only
// notices where the text no longer fits.
struct Opening {
  char character = 0;
  Span span;
};
std::optional<Opening> open_before(const Problems& problems, Span span);

}  // namespace txlab::language
