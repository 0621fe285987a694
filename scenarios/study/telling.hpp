// Telling: single purchases of a run of a study, told by repeating the run with somebody listening.
//
// Nothing of a study is kept but numbers. It is the same run, so it costs as much as one
// replication, whatever the number of purchases.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "scenarios/study/plot.hpp"
#include "scenarios/study/run.hpp"

namespace txlab {

struct Telling {
  std::string strategy;
  History history;  // what has to do with the purchase, while something happens to it
  Instant origin;   // when the customer's wish arose
  std::vector<Plot::Step> steps;
  std::optional<std::size_t> violation;  // the step that tells of it
};

struct ToldRun {
  RunResult result;
  std::map<std::uint64_t, Telling> purchases;  // those that were asked for, by number
};

// `seed` is that of the replication. A purchase that the run does not have is told without events.
ToldRun told_run(const Scenario& scenario, const StrategyEntry& entry, std::uint64_t seed,
                 const std::set<std::uint64_t>& purchases);

// Puts the violation where it was seen, if the purchase is the first that broke the property; what
// came after it is still told.
void mark_violation(PropertyId property, const Violations& violations, std::uint64_t purchase,
                    Telling& told);

}  // namespace txlab
