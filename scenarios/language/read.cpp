#include "scenarios/language/read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "scenarios/language/data_files.hpp"
#include "scenarios/language/decode.hpp"
#include "scenarios/language/emit.hpp"
#include "scenarios/language/extend.hpp"
#include "scenarios/language/layers.hpp"
#include "scenarios/language/lint.hpp"
#include "scenarios/language/load.hpp"
#include "scenarios/language/override.hpp"
#include "scenarios/language/plain_text.hpp"
#include "scenarios/language/profiles.hpp"
#include "scenarios/language/supplied.hpp"
#include "scenarios/language/sweep_check.hpp"
#include "scenarios/language/text_file.hpp"

namespace txlab {

using namespace language;

namespace {

// Keys of the top level that only hold anchors for others.
void drop_extensions(Node& tree) {
  std::erase_if(tree.entries, [](const Entry& entry) { return entry.key.starts_with("x-"); });
}

// The one tree of all files and overrides, or nothing if there is none to go on with.
std::optional<Node> compose(Problems& problems, std::uint32_t source, const ReadOptions& options,
                            ReadResult& result) {
  auto tree = load(problems, source);
  if (!tree) return std::nullopt;
  if (!tree->is_map()) {
    problems.error(tree->is_null() ? code::missing_key : code::wrong_shape,
                   tree->is_null() ? Span{source, 0, 0} : tree->span,
                   tree->is_null()
                       ? "the scenario is empty"
                       : fmt::format("a scenario is a mapping, not {}", kind_name(tree->kind)),
                   {"the smallest one has `version`, `workload` and `strategies`", ""});
    return std::nullopt;
  }
  resolve_includes(problems, *tree);
  for (const std::string& path : options.overlays) overlay_file(problems, *tree, path);
  result.profiles = apply_profiles(problems, *tree, options.profiles);
  drop_extensions(*tree);
  std::size_t number = 0;
  for (const std::string& set : options.sets) {
    ++number;
    apply_override(problems, *tree, set,
                   options.sets.size() == 1 ? "--set" : fmt::format("--set#{}", number));
  }
  // What is told from here on repeats what is written.
  if (!check_plain_text(problems, *tree)) return std::nullopt;
  return tree;
}

std::vector<StrategyPlace> places_of(const Problems& problems, const Node& tree) {
  std::vector<StrategyPlace> places;
  const Node* const strategies = tree.find("strategies");
  if (strategies == nullptr) return places;
  for (const Entry& entry : strategies->entries) {
    const Span& span = entry.span;
    places.push_back({entry.key, problems.source(span.source).name, span.line, span.column});
  }
  return places;
}

// Lays everything that readers supplied into their tree. If a sweep changes a strategy that others
// extend, they are as they were written: their parameters follow.
void complete(Node& tree, const Supplied& supplied, const Node& whole) {
  supplied.complete(tree);
  const Node& strategies = *whole.find("strategies");
  const bool extended = std::ranges::any_of(strategies.entries, [](const Entry& entry) {
    return entry.value.find("extends") != nullptr;
  });
  if (extended && supplied.is_swept("strategies")) *tree.find("strategies") = strategies;
}

void decode(Problems& problems, const Node& composed, const ReadOptions& options,
            std::string_view filename, ReadResult& result) {
  Node whole = composed;
  inline_data_files(problems, whole);
  Node tree = whole;
  result.places = places_of(problems, tree);
  resolve_extends(problems, tree);
  result.resolved_yaml = emit(tree);
  Supplied supplied(tree);
  Context context{.problems = problems, .vocabulary = options.vocabulary, .supplied = &supplied};
  Scenario scenario;
  scenario.name = std::filesystem::path(filename).stem().string();
  scenario.file = filename;
  decode_scenario(context, tree, {options.selected}, scenario);
  result.asked.assign(context.asked.begin(), context.asked.end());
  result.differing.assign(context.differing.begin(), context.differing.end());
  if (!problems.any_error()) check_sweep(context, whole, result.profiles.size());
  if (problems.any_error()) return;
  lint(problems, tree, scenario, options.vocabulary);
  complete(tree, supplied, whole);
  scenario.digest = digest_of(tree);
  if (options.complete) result.complete_yaml = emit_with_origins(tree);
  result.scenario = std::move(scenario);
}

}  // namespace

ReadResult read_scenario_text(std::string_view text, std::string_view filename,
                              const ReadOptions& options) {
  Problems problems;
  if (options.allow_any_file) problems.allow_any_file();
  problems.allow_files_of(options.library);
  const std::string folder = std::filesystem::path(filename).parent_path().string();
  const auto source = problems.add_source({std::string(filename), std::string(text), folder});
  ReadResult result;
  if (const auto tree = compose(problems, source, options, result)) {
    decode(problems, *tree, options, filename, result);
  }
  result.diagnostics = problems.report();
  return result;
}

ReadResult read_scenario(std::string_view path, const ReadOptions& options) {
  FileText file = read_text_file(std::string(path));
  if (file.text) return read_scenario_text(*file.text, path, options);
  Problems problems;
  const auto source = problems.add_source({std::string(path), "", ""});
  problems.error(code::no_file, {source, 0, 0}, "cannot read the scenario: " + file.reason);
  ReadResult result;
  result.diagnostics = problems.report();
  return result;
}

}  // namespace txlab
