// What manifest.json of a results folder says: which program, compiler, command, seed and versions
// made it, and the digests of its runs. `manifest_problem` of stored_result.hpp reads it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/study/result.hpp"

namespace txlab {

struct RunOfProgram {
  std::string version;  // of txlab
  std::string command_line;
  double wall_s = 0;
  std::uint64_t results = 0;          // the hash of result.json
  std::vector<std::string> trails{};  // the files, below the folder
};

std::string manifest_json(const StudyResult& study, const RunOfProgram& made);

}  // namespace txlab
