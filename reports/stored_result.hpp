// Stored results: what an older run has written, read again.
//
// Whatever `result_json` writes comes back as it was, so every report can be made anew. A file that
// was cut off, or is of another version, is told about and not guessed at.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "scenarios/study/result.hpp"

namespace txlab {

inline constexpr const char* result_version = "txlab.result/1";
inline constexpr const char* manifest_version = "txlab.manifest/1";

struct StoredResult {
  std::optional<StudyResult> study;
  std::string problem;  // in words; empty if there is a study
};
StoredResult read_result(const std::string& text);

// Why a manifest is not one of ours, in words; empty if it is.
std::string manifest_problem(const std::string& text);

// Whether result.json is of the run whose manifest this is. A manifest of before it had the hash of
// the results says nothing against it.
bool is_result_of(const std::string& manifest, const std::string& result);

// The trails of the run whose manifest this is, "trails/naive.told-truth.trail". Whatever else it
// may name is no file of ours.
std::set<std::string> trails_in(const std::string& manifest);

}  // namespace txlab
