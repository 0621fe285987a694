#include "cli/terminal_style.hpp"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <string>

#include "cli/vocabulary.hpp"

namespace txlab {

namespace {

// The first that is set decides, as for setlocale; without any the locale is C (POSIX.1-2017, XBD
// 8.2).
bool locale_is_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const char* const value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    std::string lower(value);
    std::ranges::transform(lower, lower.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower.find("utf-8") != std::string::npos || lower.find("utf8") != std::string::npos;
  }
  return false;
}

}  // namespace

TerminalStyle narrow_style(const Arguments& arguments) {
  return {.colour = colourful(arguments.colour, STDOUT_FILENO),
          .utf8 = locale_is_utf8(),
          .width = 80,
          .language = arguments.language};
}

}  // namespace txlab
