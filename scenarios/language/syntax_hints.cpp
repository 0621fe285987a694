#include "scenarios/language/syntax_hints.hpp"

#include <fmt/format.h>

#include "scenarios/language/characters.hpp"
#include "scenarios/language/prescan.hpp"

namespace txlab::language {

namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// The line at the place, and what of it stands before and behind.
struct Around {
  std::string_view line;
  std::string_view before;  // without blanks at its end
  std::string_view behind;
};

Around around(std::string_view text, const Span& span) {
  const std::string_view line = line_of(text, span.line);
  const std::string_view head = first_characters(line, span.column > 0 ? span.column - 1 : 0);
  return {line, head.substr(0, head.find_last_not_of(' ') + 1), line.substr(head.size())};
}

bool ends_in(std::string_view text, std::string_view characters) {
  return !text.empty() && characters.find(text.back()) != std::string_view::npos;
}

// A word of a line that should be `key: value` and is not.
std::string line_without_colon(std::string_view text, std::uint32_t number) {
  std::string_view line;
  while (number > 0 && (line.empty() || line.starts_with('#'))) {
    line = trimmed(line_of(text, number--));
  }
  const bool fine = line.empty() || line.find(": ") != std::string_view::npos ||
                    ends_in(line, ":,[{|>\"'") || line.starts_with("- ");
  if (fine) return {};
  const bool colon = line.find(':') != std::string_view::npos;
  return fmt::format("line {} {}", number + 1,
                     colon ? "needs a blank behind its `:`" : "lacks its `:`");
}

std::string odd_near(std::string_view text, const Span& span) {
  auto odd = odd_character(line_of(text, span.line), Among::prose);
  if (!odd.empty() || span.line < 2) return odd;
  odd = odd_character(line_of(text, span.line - 1), Among::prose);
  return odd.empty() ? odd : fmt::format("in line {}: {}", span.line - 1, odd);
}

}  // namespace

std::string likely_reason(const Problems& problems, const Span& span) {
  if (span.line == 0) return {};
  const std::string_view text = problems.source(span.source).text;
  if (auto odd = odd_near(text, span); !odd.empty()) return odd;
  const auto [line, before, behind] = around(text, span);
  if (line.find("${") <= before.size()) {
    return "there are no variables: write the value, or give it with --set";
  }
  for (const std::string_view joined : {":{", ":[", ":\"", ":'"}) {
    if (before.find(joined) != std::string_view::npos) {
      return fmt::format("a blank is missing between `:` and `{}`", joined[1]);
    }
  }
  const bool begins =
      !behind.empty() && std::string_view(",]}:#").find(behind[0]) == std::string_view::npos;
  const auto opening = open_before(problems, span);
  if (begins && opening && ends_in(before, "}]\"'")) return "a comma is missing before this";
  if (begins && ends_in(before, "\"'")) {
    return "the quote ends before this: inside of '...' a ' is written twice, inside of \"...\" "
           "\\\"";
  }
  return behind.starts_with(':') && !opening ? line_without_colon(text, span.line - 1) : "";
}

}  // namespace txlab::language
