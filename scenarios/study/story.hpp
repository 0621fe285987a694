// Story: a run with what observers saw of it, and with what the explorer did to it.
//
// It is made from what observers see, never from the protocol. `plot.hpp` says what it means.
#pragma once

#include <string>
#include <vector>

#include "scenarios/study/explored_world.hpp"
#include "scenarios/study/unfinished.hpp"
#include "sim/explore/choice.hpp"
#include "sim/history/history.hpp"

namespace txlab {

// A choice that was not the dull one: a fault, or another order of events.
struct Injection {
  Instant at;
  std::size_t before = 0;  // the event of the history that came next
  Place place;
  std::uint32_t answer = 0;
  std::string words;
};

// A clock that is set is no crash, and no event of the history.
bool is_crash(const Injection& injection);

struct StoryLine {
  Instant at;
  std::string host;
  std::string what;
  bool injected = false;  // by a choice
};

struct Story {
  History history;
  std::vector<Injection> injections;
  std::vector<StoryLine> lines;  // the same, one line per happening that a reader would name
  RunResult result;
  std::vector<Unfinished> unfinished;  // purchases that are open in the end, and why
};

// The lines of a story that has everything else.
std::vector<StoryLine> lines_of(const Story& story);

// Runs the world once more with these choices, and listens.
Story tell(const ExploredWorld& world, const Choices& choices);

// The event to which a fault was done: the sending of a message, the crash of a host. None if it
// has nothing to do with the purchase that the story is about.
std::size_t event_of(const Story& story, const Injection& injection);

// The story of one purchase: without what has nothing to do with it. The lines stay as they are.
Story about(const Story& story, IntentId intent);

// "1.004 260 s", or "1d 2h 3m 4.000 000 s" for what takes longer.
std::string spelled(Instant at);

}  // namespace txlab
