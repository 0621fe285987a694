// Story: a run in words, one line per happening that a reader of the protocol would name.
//
// It is made from what observers see, never from the protocol, and marks what the explorer did.
#pragma once

#include <string>
#include <vector>

#include "scenarios/study/explored_world.hpp"
#include "sim/explore/choice.hpp"
#include "sim/world/observer.hpp"

namespace txlab {

struct StoryLine {
  Instant at;
  std::string host;
  std::string what;
  bool injected = false;  // by a choice
  std::string from;       // of a message that arrives: its sender...
  std::string message;    // ...and its name
};

struct Story {
  std::vector<StoryLine> lines;
  RunResult result;
};

// Runs the world once more with these choices, and listens.
Story tell(const ExploredWorld& world, const Choices& choices);

// "1.004 260 s", or "1d 2h 3m 4.000 000 s" for what takes longer.
std::string spelled(Instant at);

}  // namespace txlab
