// The crash-point sweep: one purchase, run once per place and fault, every claim judged each time.
//
// The places are those of the fault-free run, from the customer's request until the world is quiet:
// every wait of every process (crashed there as a process, by power loss before the write is
// durable, and by power loss after it), and every message (lost, duplicated, delayed past its
// timeout).
#pragma once

#include <string>
#include <vector>

#include "scenarios/study/run.hpp"
#include "sim/explore/choice.hpp"

namespace txlab {

struct SweepCase {
  Place place;
  std::uint64_t number = 0;  // of the place, in the order of the run
  std::uint32_t answer = 0;  // what the chooser said: a CrashChoice or a MessageChoice
  std::string words;         // "#17 wallet-1 crashes (process) while waiting for main"
};

struct SweepFailure {
  SweepCase where;
  std::string property;
  std::string example;
};

struct SweepResult {
  std::vector<Place> places;           // of the fault-free run
  std::size_t cases = 0;               // runs with a fault
  std::vector<SweepFailure> failures;  // broken claims
  std::uint64_t duplicates = 0;        // branch requests that came twice, over all cases
  std::uint64_t checks = 0;
  std::uint64_t bought = 0;  // cases in which the purchase went through
};

// A scenario for one purchase of `entry` on the hosts, network and databases of `base`.
Scenario single_purchase(const Scenario& base, const StrategyEntry& entry);

SweepResult sweep_crash_points(const Scenario& one_purchase, const StrategyEntry& entry,
                               std::uint64_t seed);

}  // namespace txlab
