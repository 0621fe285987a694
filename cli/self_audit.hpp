// Self-audit: no failure is shown before another process has repeated it.
//
// A process that explores has run thousands of worlds; if one of them left something behind that
// another one sees, its findings cannot be repeated by those who are to mend them.
#pragma once

#include <string>

#include "scenarios/study/trail.hpp"

namespace txlab {

// Replays the trail with `program` (empty: this one, as it runs) in a process of its own. Empty if
// it gave the recorded run and its verdict again, else what it gave instead, in words.
std::string contradiction(const Trail& trail, const std::string& program);

}  // namespace txlab
