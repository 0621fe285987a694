// Text within HTML and SVG.
#pragma once

#include <string>
#include <string_view>

namespace txlab {

// With `<`, `>`, `&` and `"` as entities: for text and for attributes in double quotes.
std::string escaped(std::string_view text);

}  // namespace txlab
