// Incident: the first purchase that violated a property in a study, told again, and the same
// purchase under a strategy that kept the property.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/study/result.hpp"
#include "scenarios/study/telling.hpp"

namespace txlab {

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
