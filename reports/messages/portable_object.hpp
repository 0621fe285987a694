// Reads and begins gettext's `.po` files, as far as catalogues here go: msgid and msgstr in quoted
// pieces over any number of lines, comments; neither plurals nor contexts.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace txlab {

// (msgid, msgstr) in the order of the text, without the header. What is no `.po` is a CHECK: the
// text was compiled in.
std::vector<std::pair<std::string, std::string>> read_portable_object(std::string_view text);

// An entry for a text that nobody has translated yet, and a blank line.
std::string untranslated(std::string_view text);

}  // namespace txlab
