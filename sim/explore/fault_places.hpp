// FaultPlaces: which questions of a run are places for a fault.
//
// Every wait of a process and every message is one; the idle turns of a periodic loop, of which
// there are as many as one likes, are one place per host and loop.
#pragma once

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/kernel/chooser.hpp"

namespace txlab {

// Another answer is another order of the same things, and no fault.
inline constexpr bool is_order(Site::Kind kind) {
  return kind == Site::Kind::tie || kind == Site::Kind::replica;
}

class FaultPlaces {
 public:
  bool is_place(const Site& site) {
    if (is_order(site.kind)) return false;
    if (!site.idle || site.kind == Site::Kind::message) return true;
    const std::pair loop{site.host, site.what};
    if (std::ranges::find(idle_, loop) != idle_.end()) return false;
    idle_.push_back(loop);
    return true;
  }

 private:
  std::vector<std::pair<std::uint16_t, std::string_view>> idle_;  // loops that have been counted
};

}  // namespace txlab
