// Study: all strategies of a scenario, replicated, on the same customers, weather and crashes.
#pragma once

#include <atomic>
#include <functional>
#include <vector>

#include "scenarios/study/result.hpp"
#include "scenarios/study/run.hpp"

namespace txlab {

struct StudyOptions {
  unsigned jobs = 0;  // threads; 0: one per processor
  const std::atomic<bool>* stop = nullptr;
  // Told now and then, from any thread but never from two at once.
  std::function<void(std::size_t done, std::size_t total)> progress{};
  // Told of every run of the study itself, in the order of replications and strategies, once all of
  // them are there; each then has single purchases (purchase_rows.hpp).
  std::function<void(const StrategyEntry&, std::uint32_t replication, const RunResult&)> each_run{};
  // Also how replication 0 of every strategy went over time, and on the mean all of them.
  bool timelines = false;
};

// One point of a sweep (the only one if there is none). Results do not depend on `jobs`.
// Replication r runs with seed + r, so any of them can be repeated alone. When stopped, only
// replications that every strategy has finished are used, and `complete` becomes false.
struct PointRun {
  PointResult result;
  bool complete = true;
  std::uint32_t replications = 0;
};
PointRun run_point(const Scenario& scenario, const StudyOptions& options);

// A study around its points.
StudyResult study_of(const Scenario& scenario, std::vector<PointRun> points);

}  // namespace txlab
