// PlacedFaults: steers a run through faults at given places, or through none while it lists them.
//
// Places are numbered as they come up. The run up to a place is the same with and without a fault
// there (a run is a pure function of its choices), so "place number 17" means the same in both.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/explore/choice.hpp"
#include "sim/explore/fault_places.hpp"
#include "sim/explore/search.hpp"

namespace txlab {

struct PlacedFault {
  std::uint64_t place = 0;
  std::uint32_t answer = 0;  // a CrashChoice or a MessageChoice, see sim/world
};

class PlacedFaults final : public Policy {
 public:
  // `faults` by place.
  explicit PlacedFaults(std::vector<PlacedFault> faults) : faults_(std::move(faults)) {}

  std::uint32_t choose(const Site& site, std::uint32_t n) override;
  std::uint64_t places() const override { return next_place_; }
  bool all_placed() const { return next_fault_ == faults_.size(); }

 private:
  std::vector<PlacedFault> faults_;
  std::size_t next_fault_ = 0;
  std::uint64_t next_place_ = 0;
  FaultPlaces fault_places_;
};

// Puts no fault anywhere and keeps every place, in words.
class PlaceList final : public Chooser {
 public:
  std::uint32_t choose(const Site& site, std::uint32_t n) override;
  const std::vector<Place>& places() const { return places_; }

 private:
  std::vector<Place> places_;
  FaultPlaces fault_places_;
};

}  // namespace txlab
