// Vector clocks: which event could have had a hand in which.
//
// Each host counts its own events; whoever receives a message also learns what its sender knew when
// it was sent. One event happened before another if its clock is nowhere larger (Mattern, Virtual
// Time and Global States of Distributed Systems, 1989; Fidge 1988).
#pragma once

#include <cstdint>
#include <vector>

#include "sim/history/history.hpp"

namespace txlab {

using VectorClock = std::vector<std::uint32_t>;  // by host; 0: knows nothing of it

// By event; empty for those that happen at no host.
std::vector<VectorClock> vector_clocks(const History& history);

bool happened_before(const VectorClock& one, const VectorClock& other);

}  // namespace txlab
