// Incident: the first purchase that violated a property in a study, told again, and the same
// purchase under a strategy that kept the property.
//
// Nothing of a study is kept but numbers; the run is repeated with somebody listening. It is the
// same run, so it costs as much as one replication, and the sibling one more.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/study/plot.hpp"
#include "scenarios/study/result.hpp"

namespace txlab {

struct Telling {
  std::string strategy;
  History history;  // what has to do with the purchase, while something happens to it
  Instant origin;   // when the customer's wish arose
  std::vector<Plot::Step> steps;
};

struct Incident {
  std::string property;
  std::uint64_t purchase = 0;
  std::uint32_t replication = 0;
  std::uint64_t seed = 0;  // of that replication
  Telling here;
  std::optional<Telling> elsewhere;  // none if nobody kept the property
};

// One per strategy and violated property of the point, in the order of the result. `scenario` is
// the one that the point was run with.
std::vector<Incident> incidents_of(const Scenario& scenario, const PointResult& point);

}  // namespace txlab
