#include "scenarios/language/problems.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "scenarios/language/characters.hpp"

namespace txlab::language {

namespace {

constexpr std::size_t most_kept = 1000;
constexpr std::uint32_t longest_excerpt = 200;  // characters
constexpr std::uint32_t longest_message = 1000;

auto place(const Span& span) { return std::tuple(span.source, span.line, span.column); }

}  // namespace

std::uint32_t Problems::add_source(Source source) {
  source.text = normalised(source.text);
  sources_.push_back(std::move(source));
  return static_cast<std::uint32_t>(sources_.size() - 1);
}

void Problems::error(const Code& code, Span span, std::string message, Advice advice) {
  add({Severity::error, &code, span, std::move(message), std::move(advice)});
}

void Problems::warn(const Code& code, Span span, std::string message, Advice advice) {
  add({Severity::warning, &code, span, std::move(message), std::move(advice)});
}

// What nobody sees in the word explains more than what the word is not; but a name may hold it.
std::string Problems::hint_of(const Problem& problem) const {
  const std::string& hint = problem.advice.hint;
  const Code* const of_words[] = {&code::unknown_key, &code::bad_value,    &code::wrong_unit,
                                  &code::wrong_shape, &code::unknown_name, &code::bad_threshold};
  const bool of_word = std::ranges::find(of_words, problem.code) != std::end(of_words);
  const bool said = hint.starts_with("write `") || problem.code == &code::unknown_name;
  if (!of_word || (said && !hint.empty())) return hint;
  const auto line = line_of(sources_[problem.span.source].text, problem.span.line);
  const auto before = first_characters(line, std::max(1u, problem.span.column) - 1);
  const auto word = first_characters(line.substr(before.size()), problem.span.length);
  const std::string odd = odd_character(word, Among::words);
  return odd.empty() ? hint : odd;
}

// A wrong word behind an anchor is wrong wherever it is used, and told once.
void Problems::add(Problem problem) {
  problem.message = shown(problem.message, longest_message);
  const bool known = std::any_of(problems_.begin(), problems_.end(), [&](const Problem& other) {
    const bool brought_in = problem.span.used_line != 0 || other.span.used_line != 0;
    return place(other.span) == place(problem.span) && other.code == problem.code &&
           (other.message == problem.message || (brought_in && problem.code != &code::missing_key));
  });
  if (known) return;
  if (problem.severity == Severity::error) ++errors_;
  if (problems_.size() < most_kept) problems_.push_back(std::move(problem));
}

std::vector<Diagnostic> Problems::report(std::size_t limit) const {
  std::vector<std::size_t> order(problems_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
    return std::pair(place(problems_[a].span), a) < std::pair(place(problems_[b].span), b);
  });
  std::vector<Diagnostic> result;
  std::size_t shown[2] = {0, 0};
  for (const std::size_t index : order) {
    const Problem& problem = problems_[index];
    if (++shown[static_cast<std::size_t>(problem.severity)] > limit) continue;
    result.push_back(diagnostic(problem));
  }
  if (errors_ > limit) {
    Diagnostic last;
    last.file = sources_.empty() ? "" : sources_.front().name;
    last.code = code::more.name;
    last.stands_for = errors_ - limit;
    last.message = errors_ - limit == 1
                       ? std::string("1 more error is not shown")
                       : fmt::format("{} more errors are not shown", errors_ - limit);
    result.push_back(std::move(last));
  }
  return result;
}

// The line, or of a long one so much around the word that it fits into a terminal.
void Problems::cut_out(std::string_view line, Diagnostic& out) {
  constexpr std::uint32_t in_front = 60, in_all = 140;
  out.excerpt_column = out.column;
  out.excerpt = line;
  if (characters(line) <= longest_excerpt) return;
  constexpr std::string_view gap = "...";
  const bool begins_later = out.column > in_front;
  if (begins_later) {
    line.remove_prefix(first_characters(line, out.column - in_front).size());
    out.excerpt_column = in_front + static_cast<std::uint32_t>(gap.size());
  }
  const std::string_view part = first_characters(line, in_all);
  out.excerpt =
      fmt::format("{}{}{}", begins_later ? gap : "", part, part.size() < line.size() ? gap : "");
  const auto left =
      characters(out.excerpt) + 1 - std::min(out.excerpt_column, characters(out.excerpt));
  out.length = std::min(out.length, left);
}

Diagnostic Problems::diagnostic(const Problem& problem) const {
  const Source& source = sources_[problem.span.source];
  Diagnostic result;
  result.severity = problem.severity;
  result.file = source.name;
  result.line = problem.span.line;
  result.column = problem.span.column;
  result.length = problem.span.length;
  result.code = problem.code->name;
  result.message = problem.message;
  result.hint = hint_of(problem);
  result.help = problem.advice.help;
  const bool explained = !result.help.empty() || problem.code == &code::more;
  if (!explained) result.help = fmt::format("txlab explain {}", problem.code->name);
  if (problem.span.used_line != 0) {
    result.message += fmt::format(" (used at line {})", problem.span.used_line);
  }
  if (!source.named_at.empty()) result.message += fmt::format(" ({})", source.named_at);
  if (problem.span.line != 0) cut_out(line_of(source.text, problem.span.line), result);
  return result;
}

}  // namespace txlab::language
