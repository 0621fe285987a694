// Marks: what a run was like, happening by happening, in two characters each.
//
// A digest tells that two runs differ, and marks tell from where on. A mark is twelve bits of the
// digest so far, so a difference is seen at once, or with one chance in 4096 a mark later. Of a
// long run only every so-manieth happening has one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "scenarios/study/explored_world.hpp"
#include "sim/explore/choice.hpp"

namespace txlab {

struct Marks {
  std::uint64_t happenings = 0;
  std::uint64_t every = 1;
  std::string text;  // two characters per mark; empty if none were recorded

  bool operator==(const Marks&) const = default;
};

inline constexpr std::uint64_t most_marks = 2048;

// Of the run with these choices.
Marks marks_of(const ExploredWorld& world, const Choices& choices);

// Where a run first differs from a recorded one.
struct Departure {
  std::uint64_t after = 0;      // happenings that are certainly alike
  std::uint64_t happening = 0;  // the first that is known to differ, from 1
  std::string words;            // what happens there instead of what was recorded
};

// Nothing if the runs are alike as far as the marks can tell.
std::optional<Departure> departure(const Marks& recorded, const ExploredWorld& world,
                                   const Choices& choices);

}  // namespace txlab
