// SleepingTies: which orders of simultaneous events need not be tried.
//
// After e2 was chosen before e1 at one instant, choosing e1 next gives what "e1, then e2" gave, if
// the two act on different hosts: e1 sleeps until something that it depends on has fired (sleep
// sets: P. Godefroid, "Partial-Order Methods for the Verification of Concurrent Systems", 1996,
// chapter 5). Events that act on no host in particular commute with nothing.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/kernel/event.hpp"

namespace txlab {

class SleepingTies {
 public:
  // One bit per rank of this tie.
  std::uint64_t asleep(std::span<const Actor> tied) {
    // What was left of the tie before must still be in front; else time has passed.
    const bool goes_on =
        left_.size() <= tied.size() && std::equal(left_.begin(), left_.end(), tied.begin());
    if (!goes_on) asleep_ = 0;
    return asleep_;
  }

  // After asleep() of the same tie.
  void chose(std::span<const Actor> tied, std::uint32_t rank) {
    std::uint64_t next = 0;
    left_.clear();
    for (std::uint32_t i = 0; i < tied.size(); ++i) {
      if (i == rank) continue;
      const bool tried = i < rank || (i < 64 && (asleep_ >> i & 1u) != 0);
      if (tried && left_.size() < 64 && commute(tied[i], tied[rank])) {
        next |= std::uint64_t{1} << left_.size();
      }
      left_.push_back(tied[i]);
    }
    asleep_ = next;
  }

 private:
  static bool commute(Actor a, Actor b) { return a != b && a != no_actor && b != no_actor; }

  std::vector<Actor> left_;
  std::uint64_t asleep_ = 0;
};

}  // namespace txlab
