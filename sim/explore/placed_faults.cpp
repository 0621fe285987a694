#include "sim/explore/placed_faults.hpp"

namespace txlab {

std::uint32_t PlacedFaults::choose(const Site& site, std::uint32_t) {
  if (!fault_places_.is_place(site)) return 0;
  const std::uint64_t place = next_place_++;
  if (all_placed() || faults_[next_fault_].place != place) return 0;
  return faults_[next_fault_++].answer;
}

std::uint32_t PlaceList::choose(const Site& site, std::uint32_t) {
  if (fault_places_.is_place(site)) places_.push_back(Place::of(site));
  return 0;
}

}  // namespace txlab
