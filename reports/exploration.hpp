// What explore and replay found, for people and for scripts (`txlab.explore/1`).
#pragma once

#include <string>

#include "scenarios/study/exploration.hpp"
#include "scenarios/study/replay.hpp"

namespace txlab {

// "proved within bounds [1 purchase, all 309 single faults]; not broken in 1000 runs"
std::string words_of(const ClaimVerdict& verdict);

// "the first divergent event is number 57: 31.000000s: sends check (mq to wallet-2)"
std::string words_of(const Departure& departure);

std::string exploration_text(const Exploration& exploration);
std::string exploration_json(const Exploration& exploration);
// The guarantee ladder: what each strategy keeps under one fault, and under two.
std::string ladder_text(const Exploration& exploration);

struct ReplayReport {
  const Trail& trail;
  const ReplayResult& result;
  std::string note;  // what had changed since it was recorded, else empty
};
std::string replay_text(const ReplayReport& report);
std::string replay_json(const ReplayReport& report);

}  // namespace txlab
