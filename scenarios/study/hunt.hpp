// Hunt: looks for runs in which one strategy breaks what it claims, and makes them small.
//
// The portfolio: the calm run; one fault at every place of it; then, in turns and each with a fixed
// share, random walks over two purchases that meet, what the lineage of the outcome names, priority
// walks, combinations of faults and delays, and pairs of faults, until the budget is used up.
#pragma once

#include <optional>

#include "scenarios/study/coverage.hpp"
#include "scenarios/study/explored_world.hpp"
#include "sim/explore/portfolio.hpp"
#include "sim/explore/shrink.hpp"

namespace txlab {

struct HuntOptions {
  std::uint64_t budget = 5000;  // runs, without those of shrinking
  unsigned threads = 1;
  const std::atomic<bool>* stop = nullptr;
  std::uint64_t shrinking = 5000;  // runs per finding
};

// A run that breaks a claim: as it was found, and as small as it became.
struct Finding {
  PropertyId property = PropertyId::conservation;
  std::string search;           // which found it
  std::uint64_t run = 0;        // of the hunt
  std::uint32_t purchases = 1;  // of the shrunk run; an index of Worlds
  std::size_t choices_found = 0;
  std::uint64_t questions_found = 0;
  std::uint32_t purchases_found = 1;
  ShrunkRun shrunk;
  std::uint64_t shrinking_runs = 0;
  bool confirmed = false;  // two fresh replays gave the same digest and the same violation
};

struct HuntResult {
  std::vector<Finding> findings;  // one per broken property, by property
  std::uint32_t blocked = 0;      // properties that some run left unknown, by design
  Coverage coverage;
  bool partial = false;  // stopped by the clock or a signal

  const Finding* of(PropertyId id) const {
    for (const Finding& finding : findings) {
      if (finding.property == id) return &finding;
    }
    return nullptr;
  }
};

// The same strategy with one purchase, and with two.
struct Worlds {
  const ExploredWorld& one;
  const ExploredWorld& two;
  const ExploredWorld& with(std::uint32_t purchases) const { return purchases == 1 ? one : two; }
};

HuntResult hunt(const Worlds& worlds, const HuntOptions& options);

// The properties that the strategy is held to: claimed, not withdrawn, and not expected to fail.
// `expectations` are those of the scenario before it was reduced.
std::uint32_t held_to(const Scenario& reduced, const std::vector<Expectation>& expectations);

}  // namespace txlab
