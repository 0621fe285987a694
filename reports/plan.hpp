// What a study would run, for people and as JSON.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/study/plan.hpp"

namespace txlab {

// Of all runs together, from a sample of short runs without faults.
struct CostEstimate {
  double purchases_per_run = 0;
  double events = 0;   // of the least number of trials
  double seconds = 0;  // on `jobs` threads of this machine
  unsigned jobs = 1;
};

struct StudyPlan {
  const Scenario* scenario = nullptr;  // as at the point of the sweep that is looked at
  std::size_t points = 1;
  std::size_t point = 1;                                 // its number
  std::vector<std::pair<std::string, std::string>> set;  // what it sets: paths and values
  TrialCount trials;                                     // of all points
  std::vector<PlannedFiring> firings;
  std::optional<CostEstimate> estimate;
};

std::string plan_text(const StudyPlan& plan);
std::string plan_json(const StudyPlan& plan);

}  // namespace txlab
