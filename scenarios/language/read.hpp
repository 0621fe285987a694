// Reading a scenario: from YAML to a Scenario, or to everything that is wrong with it.
//
// The steps: the file, files that it includes, files laid over it, profiles, overrides; then
// `extends` and data files are resolved, which gives the resolved text; then the sections are
// decoded and checked. Nothing is thrown for anything that a file may contain.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/language/diagnostic.hpp"
#include "scenarios/language/vocabulary.hpp"
#include "scenarios/study/scenario.hpp"

namespace txlab {

struct ReadOptions {
  std::vector<std::string> overlays;    // files of `-f`, later ones on top
  std::vector<std::string> profiles{};  // of `--profile`, later ones on top
  std::vector<std::string> sets;        // `path=value`, in order
  // The strategies of `-s`; none means all. The scenario then holds these only, and thresholds,
  // expectations and a baseline of others are skipped.
  std::vector<std::string> selected;
  Vocabulary vocabulary;
  std::string library{};        // a folder whose files may be included, too; empty: none
  bool allow_any_file = false;  // `include` and data files outside of the scenario's folder
  bool complete = false;        // gives the complete text, too
};

// Where a strategy stands, 1-based; the file is called `--set`, or `--set#2`, if the command line
// added it.
struct StrategyPlace {
  std::string strategy;
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;  // in characters
};

struct ReadResult {
  std::optional<Scenario> scenario;     // if there is no error
  std::vector<Diagnostic> diagnostics;  // by place; at most 20 errors and 20 warnings
  std::string resolved_yaml;            // enough to run again; empty if the text is broken
  std::string complete_yaml;            // the same with all defaults; if there is no error
  std::vector<std::string> asked;       // the keys that readers asked for, there or not, by path
  std::vector<std::string> differing;   // absent keys whose default is not that of a new Scenario
  std::vector<std::string> profiles;    // that the scenario has, chosen or not
  std::vector<StrategyPlace> places;    // of all strategies, in the order of the text
};

ReadResult read_scenario(std::string_view path, const ReadOptions& options);

// `filename` is what messages call the text, and its folder is where other files are looked for.
ReadResult read_scenario_text(std::string_view text, std::string_view filename,
                              const ReadOptions& options);

}  // namespace txlab
