#include "scenarios/language/layout/layout.hpp"

#include <algorithm>
#include <iterator>
#include <span>

#include "scenarios/language/layout/arrange.hpp"
#include "scenarios/language/load.hpp"

namespace txlab {

using namespace language;

namespace {

// Keys whose values may stand in one column: neighbours in one mapping, a line each.
bool in_one_table(const ArrangedLine& a, const ArrangedLine& b) {
  const auto is_row = [](const ArrangedLine& line) {
    return line.mapping != 0 && !line.key.empty() && !line.text.empty();
  };
  return is_row(a) && is_row(b) && a.mapping == b.mapping;
}

// Where somebody left more than one blank between key and value, a column was meant.
void align_values(std::vector<ArrangedLine>& lines) {
  for (std::size_t from = 0; from < lines.size();) {
    std::size_t to = from + 1;
    while (to < lines.size() && in_one_table(lines[to - 1], lines[to])) ++to;
    const std::span rows(lines.data() + from, to - from);
    const bool is_table =
        rows.size() > 1 && std::ranges::any_of(rows, [](auto& row) { return row.gap > 1; });
    std::size_t widest = 0;
    for (const ArrangedLine& row : rows) {
      if (is_table) widest = std::max<std::size_t>(widest, cells(row.key));
    }
    for (ArrangedLine& row : rows) {
      const std::size_t width = cells(row.key);
      if (width < widest) row.key.append(widest - width, ' ');
    }
    from = to;
  }
}

std::string written(const ArrangedLine& line) {
  std::string text;
  text += line.key;
  if (!line.key.empty() && !line.text.empty()) text += ' ';
  text += line.text;
  if (!text.empty()) text.insert(0, line.indent, ' ');
  if (line.comment.empty()) return text;
  if (text.empty()) return std::string(line.indent, ' ') + line.comment;
  constexpr std::size_t least_distance = 2;
  const std::size_t width = cells(text);
  text.append(std::max(line.comment_at, width + least_distance) - width, ' ');
  return text + line.comment;
}

std::string written(const std::vector<ArrangedLine>& lines) {
  std::string text;
  bool blank_before = true;
  for (const ArrangedLine& line : lines) {
    if (line.blank() && blank_before) continue;
    blank_before = line.blank();
    text += written(line) + '\n';
  }
  if (blank_before && !text.empty()) text.pop_back();
  return text;
}

std::string without_blanks(std::string_view text) {
  std::string rest;
  std::ranges::copy_if(text, std::back_inserter(rest),
                       [](char c) { return c != ' ' && c != '\n' && c != '\t'; });
  return rest;
}

bool same_value(const Node& a, const Node& b) {
  const auto same_entry = [](const Entry& x, const Entry& y) {
    return x.key == y.key && same_value(x.value, y.value);
  };
  return a.kind == b.kind && a.quoted == b.quoted && a.text == b.text &&
         std::ranges::equal(a.items, b.items, same_value) &&
         std::ranges::equal(a.entries, b.entries, same_entry);
}

std::optional<Node> loaded(Problems& problems, std::string_view text, std::string_view filename) {
  const auto source = problems.add_source({std::string(filename), std::string(text), ""});
  auto tree = load(problems, source);
  return problems.any_error() ? std::nullopt : std::move(tree);
}

// Nothing is believed: what was laid out is read again.
bool says_the_same(const Node& tree, std::string_view before, std::string_view after) {
  if (without_blanks(before) != without_blanks(after)) return false;
  Problems problems;
  const auto again = loaded(problems, after, "");
  return again && same_value(tree, *again);
}

// Lines of comments are no values, which the loader counts.
bool is_long(std::string_view text) {
  constexpr std::ptrdiff_t most_lines = 200'000;
  return std::ranges::count(text, '\n') > most_lines;
}

// A block of text at the end of a file without a line end has none in its value, either, unless its
// head strips all line ends: then one more would change what it says.
bool ends_within_text(std::string_view text, const WordLine& last) {
  const auto head =
      std::ranges::find_if(last.words, [](const Word& word) { return word.is(Word::Kind::block); });
  return !text.ends_with('\n') && !last.block.empty() && head != last.words.end() &&
         head->text.find('-') == std::string::npos;
}

// Scenarios are mappings; so is whatever is laid over them.
std::optional<std::string> arranged(const Node& tree, std::string_view text) {
  if ((!tree.is_map() && !tree.is_null()) || is_long(text)) return std::nullopt;
  const auto words = words_of(text);
  if (!words) return std::nullopt;
  auto lines = arrange(*words);
  align_values(lines);
  std::string result = written(lines);
  const bool ends_open = !words->empty() && ends_within_text(text, words->back());
  if (ends_open && result.ends_with('\n')) result.pop_back();
  return result;
}

// What of the text `fmt` does not know; all of it if that cannot be told.
Span strange_place(const Node& tree, std::string_view text) {
  if (is_long(text)) return {0, 0, 0};
  const auto at = strange_form_in(text);
  if (!at) return tree.is_map() ? Span{0, 0, 0} : tree.span;
  const std::string_view before = text.substr(0, *at);
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return {0, static_cast<std::uint32_t>(std::ranges::count(before, '\n') + 1),
          static_cast<std::uint32_t>(characters(before.substr(line_start)) + 1), 1};
}

}  // namespace

LaidOut lay_out(std::string_view text, std::string_view filename) {
  Problems problems;
  LaidOut result;
  const auto tree = loaded(problems, text, filename);
  if (tree) {
    const std::string& source = problems.source(0).text;
    auto after = arranged(*tree, source);
    const bool is_final = after && says_the_same(*tree, source, *after) &&
                          arranged(*tree, normalised(*after)) == after;
    if (is_final) result.text = std::move(after);
    if (!result.text) {
      problems.error(code::no_layout, strange_place(*tree, source),
                     is_long(source) ? "the text has too many lines for `fmt`"
                                     : "the text has a form that `fmt` cannot lay out",
                     {"it is left as it is", "txlab explain no-layout"});
    }
  }
  result.diagnostics = problems.report();
  return result;
}

}  // namespace txlab
