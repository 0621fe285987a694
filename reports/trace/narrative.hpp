// The story of a replayed trail in words: what happened, how it ends, and why nothing repaired it.
#pragma once

#include <string>

#include "scenarios/study/replay.hpp"

namespace txlab {

std::string narrative_text(const Trail& trail, const ReplayResult& result);

}  // namespace txlab
