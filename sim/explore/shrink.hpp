// Shrinking: the smallest run nearby that still breaks the same property.
//
// Smaller is: fewer choices, then fewer questions asked (a shorter run), then earlier ones, then
// lower answers. Choices are left out in blocks and one by one, lowered, and moved to earlier
// places, until nothing helps or the runs are used up. A candidate counts as what it really did:
// its choices are recorded anew, so a choice that came to nothing is gone.
#pragma once

#include "sim/explore/choice.hpp"
#include "sim/explore/search.hpp"

namespace txlab {

struct ShrunkRun {
  Choices choices;  // with their places
  std::uint64_t questions = 0;
  Outcome outcome;
  std::uint64_t tried = 0;  // runs that it took
};

// The run with these choices as it is: by question, or by place where `choices` were recorded in
// another world.
enum class Addressing : std::uint8_t { question, place };
ShrunkRun repeat(const Subject& subject, const Choices& choices, Addressing addressing);

// `run` breaks `property` (a bit of Outcome::broken).
ShrunkRun shrink(const Subject& subject, std::uint32_t property, ShrunkRun run,
                 std::uint64_t most_runs);

}  // namespace txlab
