#include "cli/terminal_style.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdlib>
#include <string>
#include <string_view>

namespace txlab {

namespace {

std::string_view variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::string_view() : value;
}

// The first that is set counts, as for setlocale.
bool locale_is_utf8() {
  std::string_view locale;
  for (const char* const name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    if (locale.empty()) locale = variable(name);
  }
  std::string lower(locale);
  std::ranges::transform(lower, lower.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower.find("utf-8") != std::string::npos || lower.find("utf8") != std::string::npos;
}

// 0 if nobody says.
int width_of_terminal(int file_descriptor) {
  const std::string_view columns = variable("COLUMNS");
  int width = 0;
  const auto read = std::from_chars(columns.data(), columns.data() + columns.size(), width);
  if (read.ec == std::errc{} && read.ptr == columns.data() + columns.size()) return width;
  winsize size{};
  if (isatty(file_descriptor) == 0) return 0;
  return ioctl(file_descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

}  // namespace

bool colourful(ColourWhen when, int file_descriptor) {
  if (when == ColourWhen::always) return true;
  const char* const refused = std::getenv("NO_COLOR");  // an empty one says nothing: no-color.org
  if (when == ColourWhen::never || (refused != nullptr && *refused != '\0')) return false;
  return isatty(file_descriptor) != 0;
}

TerminalStyle terminal_style(const Arguments& arguments, int file_descriptor) {
  constexpr int widest = 200;  // beyond that the eye loses the line
  TerminalStyle style{.colour = colourful(arguments.colour, file_descriptor),
                      .language = arguments.language};
  style.utf8 = isatty(file_descriptor) == 0 || locale_is_utf8();
  const int width = width_of_terminal(file_descriptor);
  if (width > 0) style.width = std::clamp(width, 60, widest);
  return style;
}

TerminalStyle narrow_style(const Arguments& arguments) {
  return {.colour = colourful(arguments.colour, STDOUT_FILENO),
          .utf8 = locale_is_utf8(),
          .width = 80,
          .language = arguments.language};
}

}  // namespace txlab
