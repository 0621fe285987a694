// What an exploration found, for reports: a value per strategy, and what may be said of each claim.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/study/hunt.hpp"
#include "scenarios/study/plot.hpp"
#include "scenarios/study/story.hpp"
#include "scenarios/study/trail.hpp"

namespace txlab {

struct FoundTrail {
  Trail trail;
  std::string file;     // in the folder of the results; empty if nothing is written
  std::string example;  // the violation in words
  Story story;
  Plot plot;
  // What its replays disagreed about; empty if they gave the same run again, as they must.
  std::string contradicted;
};

struct ExploredStrategy {
  std::string name;
  std::uint32_t held = 0;  // properties that it is held to
  HuntResult hunt;
  std::vector<FoundTrail> trails;  // by finding
};

struct Exploration {
  std::string scenario;
  std::uint64_t seed = 0;
  std::vector<ExploredStrategy> strategies;
  bool partial = false;  // interrupted; a time budget that is used up is no interruption

  bool contradicted() const {
    for (const ExploredStrategy& strategy : strategies) {
      for (const FoundTrail& found : strategy.trails) {
        if (!found.contradicted.empty()) return true;
      }
    }
    return false;
  }
  bool broken() const {
    for (const ExploredStrategy& strategy : strategies) {
      if (!strategy.hunt.findings.empty()) return true;
    }
    return false;
  }
};

enum class ClaimLabel : std::uint8_t { not_claimed, proved, not_broken, blocked_by_design, broken };

struct ClaimVerdict {
  ClaimLabel label = ClaimLabel::not_claimed;
  std::string bounds;      // of `proved`, in words
  std::uint64_t runs = 0;  // that had a chance to break it
  // The greatest share of random walks that may break it, with 95 % confidence.
  std::optional<double> may_break;
};

// What may be said of a claim with at most this many faults; 0: with as many as were tried.
ClaimVerdict verdict_on(const ExploredStrategy& strategy, PropertyId property,
                        std::uint32_t faults);

}  // namespace txlab
