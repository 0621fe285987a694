// The trails of a study: for each class of violation the run in which it came first, to be
// replayed.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/study/result.hpp"
#include "scenarios/study/run.hpp"

namespace txlab {

class StudyTrails {
 public:
  struct File {
    std::string name;  // within the folder of results: "trails/run.naive.told-truth.trail"
    std::string text;
  };

  // Every run of a point, in any order, and then the point itself with the scenario that was run.
  // Each of its violations learns the name of its trail.
  void add_run(const StrategyEntry& entry, std::uint32_t replication, const RunResult& run);
  void end_point(const std::string& resolved_yaml, std::uint64_t seed, PointResult& point);

  const std::vector<File>& files() const { return files_; }

 private:
  std::map<std::pair<std::string, std::uint32_t>, std::uint64_t> digests_;  // of the point's runs
  std::size_t points_ = 0;
  std::vector<File> files_;
};

}  // namespace txlab
