#include "scenarios/language/load.hpp"

#include <fmt/format.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>

#include "scenarios/language/prescan.hpp"
#include "scenarios/language/syntax_hints.hpp"
#include "scenarios/language/tree_builder.hpp"

namespace txlab::language {

namespace {

// The parser's words in ours, with what to do about it.
struct Phrase {
  std::string_view theirs;
  std::string_view ours;
  std::string_view hint;
};
constexpr Phrase phrases[] = {
    {"illegal map value", "a `:` where no key can end",
     "quote a value that contains `: `, or look for a missing indentation above"},
    {"end of sequence flow not found", "the list in brackets does not end before this", ""},
    {"end of map flow not found", "the mapping in braces does not end before this", ""},
    {"illegal EOF in scalar", "the text ends inside of a quote", ""},
    {"end of map not found", "the line fits none of the indentations above", "align it"},
    {"end of sequence not found", "the line fits none of the indentations above", "align it"},
    {"the referenced anchor is not defined", "no anchor of this name comes before",
     "write `&name` in front of a value above"},
    {"illegal flow end", "a bracket or brace that closes none of its kind", ""},
    {"bad character found while scanning hex number", "no hexadecimal number follows the escape",
     "use single quotes or double the `\\`"},
    {"unexpected character in block scalar", "more stands behind the `|` or `>` than may",
     "begin the text in the next line"},
    {"unknown token", "no value can begin with this character", "quote the value"},
    {"unknown escape character: ", "the escape is unknown", "use single quotes or double the `\\`"},
};

const Phrase* phrase_of(std::string_view message) {
  const auto found = std::find_if(std::begin(phrases), std::end(phrases), [&](const Phrase& one) {
    return message.starts_with(one.theirs);
  });
  return found == std::end(phrases) ? nullptr : found;
}

// At the end of a text without a newline the parser has lost the line and the column.
Span place_of(const YAML::Mark& mark, TreeBuilder& builder) {
  const bool lost = mark.is_null() || (mark.line == 0 && mark.column == 0 && mark.pos > 0);
  return lost ? builder.end_of_text() : builder.span_of(mark);
}

void tell_syntax(Problems& problems, Span span, const std::string& message) {
  const Phrase* phrase = phrase_of(message);
  Advice advice;
  if (phrase != nullptr) advice.hint = phrase->hint;
  if (auto reason = likely_reason(problems, span); !reason.empty()) advice.hint = std::move(reason);
  if (const auto opening = open_before(problems, span); opening && advice.hint.empty()) {
    advice.hint = fmt::format("the `{}` at line {}, column {} is still open", opening->character,
                              opening->span.line, opening->span.column);
  }
  problems.error(code::syntax, span,
                 phrase != nullptr ? std::string(phrase->ours) : "YAML: " + message,
                 std::move(advice));
}

}  // namespace

std::optional<Node> load(Problems& problems, std::uint32_t source, std::size_t skip) {
  if (!prescan(problems, source)) return std::nullopt;
  std::string text = problems.source(source).text;
  std::fill_n(text.begin(), std::min(skip, text.size()), ' ');
  std::istringstream stream(std::move(text));
  TreeBuilder builder(problems, source);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const TreeBuilder::Stop&) {
    return std::nullopt;
  } catch (const YAML::Exception& broken) {
    tell_syntax(problems, place_of(broken.mark, builder), broken.msg);
    return std::nullopt;
  }
  return builder.take_root();
}

}  // namespace txlab::language
