// How many cells of a terminal a character takes: a Chinese character two (Unicode Standard Annex
// 11, wide and fullwidth), a combining mark none.
#pragma once

#include <cstdint>

namespace txlab {

// 0, 1 or 2.
int display_width(std::uint32_t code_point);

}  // namespace txlab
