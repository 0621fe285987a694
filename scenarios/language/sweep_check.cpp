#include "scenarios/language/sweep_check.hpp"

#include <fmt/format.h>

#include "scenarios/language/data_files.hpp"
#include "scenarios/language/decode.hpp"
#include "scenarios/language/emit.hpp"
#include "scenarios/language/extend.hpp"
#include "scenarios/language/override.hpp"

namespace txlab::language {

namespace {

constexpr std::size_t most_values = 1000;
// Every value and every profile is checked by reading the whole scenario. This takes a second or
// two; both together may take four times as long.
constexpr std::size_t most_to_read = std::size_t{32} << 20;

// Bytes of text and, at 32 each, values of the tree.
std::size_t to_read_once(const Problems& problems, const Node& tree) {
  std::size_t once = 32 * size_of(tree);
  for (std::uint32_t i = 0; i < problems.source_count(); ++i) {
    once += problems.source(i).text.size();
  }
  return once;
}

// The first error of the scenario with `value` at `path`, if there is one.
std::optional<Diagnostic> first_error(Context& context, Node tree, const Node& path,
                                      const Node& value) {
  Problems problems;
  if (context.problems.any_file_allowed()) problems.allow_any_file();
  problems.allow_files_of(context.problems.library());
  for (std::uint32_t i = 0; i < context.problems.source_count(); ++i) {
    problems.add_source(context.problems.source(i));
  }
  put(problems, tree, path.text, path.span, value);
  if (!problems.any_error()) {
    resolve_extends(problems, tree);
    inline_data_files(problems, tree);
    Context quiet{problems, context.vocabulary};
    static const Scenario usual;
    Scenario scenario = usual;
    decode_scenario(quiet, tree, {}, scenario);
  }
  for (Diagnostic& one : problems.report()) {
    if (one.severity == Severity::error) return std::move(one);
  }
  return std::nullopt;
}

bool stands_in(const Diagnostic& error, const Span& span, const Problems& problems) {
  return error.file == problems.source(span.source).name && error.line == span.line &&
         error.column >= span.column && error.column < span.column + span.length;
}

void check_axis(Context& context, const Node& tree, const Node& axis) {
  const Node* path = axis.find("set");
  const Node* values = axis.find("values");
  if (path == nullptr || values == nullptr) return;
  for (const Node& value : values->items) {
    const auto error = first_error(context, tree, *path, value);
    if (!error) continue;
    if (stands_in(*error, path->span, context.problems)) {  // whatever the value is
      const Span part{path->span.source, error->line, error->column, error->length};
      context.problems.error(code::bad_sweep, part, error->message, {error->hint, error->help});
      return;
    }
    context.problems.error(code::bad_sweep, value.span,
                           fmt::format("with `{} = {}`: {}", shown(path->text),
                                       shown(emit_inline(value)), error->message),
                           {error->hint, error->help});
  }
}

}  // namespace

void check_sweep(Context& context, const Node& tree, std::size_t profiles) {
  Node without = tree;
  without.erase("sweep");
  const std::size_t once = to_read_once(context.problems, without);
  if (once * profiles > most_to_read) {
    context.problems.error(code::too_large, tree.span,
                           fmt::format("the scenario is too large for {} profiles", profiles),
                           {"fewer profiles, or a smaller scenario", ""});
    return;
  }
  const Node* sweep = tree.find("sweep");
  if (sweep == nullptr) return;
  std::size_t count = 0;
  for (const Node& axis : sweep->items) {
    if (const Node* values = axis.find("values")) count += values->items.size();
  }
  if (count > most_values) {
    context.problems.error(code::out_of_range, sweep->span,
                           fmt::format("the axes have more than {} values", most_values));
    return;
  }
  if (once * count > most_to_read || once * count * profiles > 4 * most_to_read) {
    context.problems.error(
        code::too_large, sweep->span,
        fmt::format("the scenario is too large for a sweep of {} values{}", count,
                    profiles == 0 ? "" : fmt::format(" and {} profiles", profiles)),
        {"fewer values, or a smaller scenario", ""});
    return;
  }
  for (const Node& axis : sweep->items) check_axis(context, without, axis);
}

}  // namespace txlab::language
