// Trail: one run that broke a property, as a value that can be kept in a small file.
//
// It holds all that the run is a function of (scenario, strategy, seed, choices), what it showed,
// and the fingerprint of the models that it was recorded with. `scenarios/language/trail_file.hpp`
// reads and writes it.
//
// There are two kinds. `explore` reduces a scenario to a few purchases and steers the run through
// choices. A run of a study has thousands of purchases and the faults of its scenario, which are
// drawn from the seed: its trail has the scenario as a whole and no choices, and says which
// purchase it is about.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/fund/property.hpp"
#include "scenarios/study/explored_world.hpp"
#include "scenarios/study/marks.hpp"
#include "sim/explore/choice.hpp"

namespace txlab {

// A Choice that names its hosts instead of numbering them.
struct TrailChoice {
  std::uint64_t question = 0;
  std::uint32_t answer = 0;
  Site::Kind kind = Site::Kind::suspension;
  std::string host;
  std::string peer;  // of a message
  std::string what;
  bool idle = false;
  std::uint64_t occurrence = 0;
  std::string words;
};

// Of a run of a study: which one, and whom it is about.
struct RunOfStudy {
  std::uint32_t replication = 0;
  std::uint64_t purchase = 0;  // the first that broke the property
  std::string example;         // how, in words
};

struct Trail {
  std::string tool;    // "txlab 0.1.0"
  std::string models;  // fingerprint of the sources of the models
  std::string strategy;
  std::uint64_t seed = 0;
  std::uint32_t purchases = 1;  // to which the scenario was reduced, unless it is of a study
  PropertyId property = PropertyId::conservation;
  bool violated = true;  // when it was recorded
  std::uint64_t digest = 0;
  std::uint64_t questions = 0;
  std::vector<TrailChoice> choices;
  Marks marks;  // none in trails of before there were any
  std::optional<RunOfStudy> of_study;
  // Resolved text. Reduced, it has the strategy alone and no faults; that of a study is whole, with
  // all strategies, because which machines there are depends on them.
  std::string scenario;
};

std::vector<TrailChoice> named(const Choices& choices, std::span<const std::string> hosts);

// The choices with the numbers of hosts in another world; those at hosts that it does not have are
// left out.
Choices numbered(const std::vector<TrailChoice>& choices, std::span<const std::string> hosts);

}  // namespace txlab
