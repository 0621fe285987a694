// What `explore --separate A,B` found, for people and for scripts (`txlab.separate/1`).
#pragma once

#include <array>
#include <string>
#include <vector>

#include "scenarios/study/separation.hpp"
#include "scenarios/study/story.hpp"
#include "scenarios/study/trail.hpp"

namespace txlab {

// A separation with what each of the two went through.
struct ToldSeparation {
  Separation separation;
  std::vector<std::string> faults;  // in words
  std::array<Trail, 2> trails;
  std::array<std::vector<StoryLine>, 2> stories;
  std::array<std::string, 2> files;  // of the trails; empty if nothing is written
};

struct SeparationReport {
  std::string scenario;
  std::uint64_t seed = 0;
  std::array<std::string, 2> names;
  SeparationResult result;  // without its separations
  std::vector<ToldSeparation> separations;
};

// Every separation in a few lines, and both stories of the first.
std::string separation_text(const SeparationReport& report);
std::string separation_json(const SeparationReport& report);

}  // namespace txlab
