#include "scenarios/language/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "scenarios/language/characters.hpp"

namespace txlab::language {

namespace {

enum class Lines : std::uint8_t { one, several };

void check_text(Problems& problems, std::string text, const Span& where, Lines lines) {
  std::ranges::replace(text, '\t', ' ');
  if (lines == Lines::several) std::ranges::replace(text, '\n', ' ');
  const auto hidden = first_hidden(text);
  if (!hidden) return;
  if (*hidden == '\n') {
    problems.error(code::encoding, where, "a line break stands in a text of one line",
                   {"only `description` and `because` have several lines", ""});
  } else {
    problems.error(code::encoding, where,
                   fmt::format("the character U+{:04X} is none that can be shown", *hidden),
                   {"remove it", ""});
  }
}

void check_below(Problems& problems, const Node& node, Lines lines) {
  check_text(problems, node.text, node.span, lines);
  for (const Node& item : node.items) check_below(problems, item, Lines::one);
  for (const Entry& entry : node.entries) {
    const bool prose = entry.key == "description" || entry.key == "because";
    check_text(problems, entry.key, entry.span, Lines::one);
    check_below(problems, entry.value, prose ? Lines::several : Lines::one);
  }
}

}  // namespace

bool check_plain_text(Problems& problems, const Node& tree) {
  const std::size_t before = problems.errors();
  check_below(problems, tree, Lines::one);
  return problems.errors() == before;
}

void check_own_name(Problems& problems, std::string_view name, const Span& where) {
  if (name.empty() || std::string_view("=+-@").find(name.front()) == std::string_view::npos) return;
  problems.error(code::bad_name, where,
                 fmt::format("a name does not begin with `{}`", name.front()),
                 {"spreadsheets would take it for a formula, or commands for a flag", ""});
}

}  // namespace txlab::language
