// Replay: a trail once more, in its own world or in one that has changed.
#pragma once

#include <optional>

#include "scenarios/study/plot.hpp"
#include "scenarios/study/story.hpp"
#include "scenarios/study/trail.hpp"
#include "sim/explore/shrink.hpp"

namespace txlab {

struct ReplayResult {
  bool violated = false;
  std::string example;  // the violation in words
  std::uint64_t digest = 0;
  ShrunkRun run;                             // the choices as they were made
  std::optional<std::uint64_t> diverged_at;  // the question of the first choice that did not fit
  std::string divergence;                    // the same in words
  // Where the run stops being the recorded one, if its digest is another and the trail can tell.
  std::optional<Departure> departure;
  Story story;
  Plot plot;
};

// Of a trail of `explore`. By place if something has changed: the recorded faults are put at the
// same places in words, at whatever question these come up now.
ReplayResult replay(const Trail& trail, const ExploredWorld& world, Addressing addressing);

// Of a trail of a study: the run once more, in `scenario`, which has the trail's strategy. The
// story and the plot are those of the trail's purchase; the verdict is on the property in the whole
// run.
ReplayResult replay_of_study(const Trail& trail, const Scenario& scenario);

}  // namespace txlab
