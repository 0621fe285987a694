// Turning points: what an injected fault came between, found by running the world without it.
#pragma once

#include "scenarios/study/story.hpp"

namespace txlab {

// "FAULT: centre crashes (its process dies) after asking fund-2 to prepare and vote and before
// putting the decision on disk". `story` is that of one purchase, or of all; `number` counts its
// injections, which were made by `choices`.
std::string turning_point(const ExploredWorld& world, const Choices& choices, const Story& story,
                          std::optional<IntentId> purchase, std::size_t number);

}  // namespace txlab
