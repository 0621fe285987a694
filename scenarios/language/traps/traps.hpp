// Traps: what makes a scenario that is right by the letter answer another question than was asked,
// or none. Told as warnings; each has a page (`txlab explain CODE`).
//
// Nothing is warned of that somebody has plainly meant: a strategy that stands under `expect` is
// known to fail, and every warning goes away if the value it speaks of is written otherwise.
#pragma once

#include <string>

#include "scenarios/language/node.hpp"
#include "scenarios/language/problems.hpp"
#include "scenarios/language/units.hpp"
#include "scenarios/language/vocabulary.hpp"
#include "scenarios/study/scenario.hpp"

namespace txlab::language {

struct Traps {
  Problems& problems;
  const Node& tree;  // where `scenario` was decoded from
  const Scenario& scenario;
  const Vocabulary& vocabulary;

  // What the strategy runs by; nullptr: not known.
  const Protocol* protocol_of(const StrategyEntry& entry) const;
  // Where the strategy, or this key of it, stands.
  Span place_of(const StrategyEntry& entry, std::string_view key = "") const;
  bool expects_failures_of(const StrategyEntry& entry) const;
  void warn(const Code& code, Span span, std::string message, std::string hint = "") const;
};

// Timers, faults and ends that miss each other.
void find_traps_of_time(const Traps& traps);
// More arrivals than a station can serve.
void find_traps_of_load(const Traps& traps);
// More replicas, or copies, than there are machines; databases that are spoken to as others are.
void find_traps_of_machines(const Traps& traps);
// Thresholds, properties and sweeps that tell nothing.
void find_traps_of_judgement(const Traps& traps);

}  // namespace txlab::language
