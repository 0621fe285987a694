// ResultsFolder: `-o DIR`. Everything is written apart first and moved to its place when all of it
// is there, so that what was there before stays intact when something goes wrong. Trails of an
// older run go away with its results; others in the same folder, such as those of `explore -o
// DIR/trails`, stay.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "cli/folder_lock.hpp"
#include "cli/study_trails.hpp"
#include "reports/database/result_database.hpp"
#include "scenarios/study/result.hpp"

namespace txlab {

// Why results cannot be written into this folder, known before anything has run; empty if they can.
std::string unfit_folder(const std::string& folder, bool force);

class ResultsFolder {
 public:
  struct Contents {
    const StudyResult& study;
    const std::vector<StudyTrails::File>& trails;
    std::string scenario_yaml;
    std::string command_line;
  };

  // `force`: into a folder that is not ours, too.
  ResultsFolder(std::string folder, bool force);
  // What was not finished is removed again.
  ~ResultsFolder();
  ResultsFolder(const ResultsFolder&) = delete;

  // Makes room in the folder, which no other process may use until this ends; empty when it worked,
  // else what went wrong, in words.
  std::string begin();
  // Of a folder that was begun: takes the runs as they come.
  ResultDatabase& database() { return *database_; }
  // The same for all the rest, and for moving it in.
  std::string finish(const Contents& contents);

 private:
  std::string write_all(const Contents& contents);
  std::string move_in(const Contents& contents);

  std::string folder_;
  bool force_;
  bool created_ = false;
  FolderLock lock_;
  std::string inside_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  std::unique_ptr<ResultDatabase> database_;
};

}  // namespace txlab
