// ResultsFolder: `-o DIR`. Everything is written beside the folder first and moved in as a whole,
// so that what was there before stays intact when something goes wrong.
#pragma once

#include <string>

#include "scenarios/study/result.hpp"

namespace txlab {

struct FolderContents {
  const StudyResult& study;
  std::string resolved_yaml;
  std::string command_line;
};

// Why results cannot be written into this folder, known before anything has run; empty if they can.
std::string unfit_folder(const std::string& folder, bool force);

// Empty when it worked; else what went wrong, in words.
std::string write_results(const std::string& folder, bool force, const FolderContents& contents);

}  // namespace txlab
