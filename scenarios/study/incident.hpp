// Incident: the first purchase that violated a property in a study, told again, and the same
// purchase under a strategy that kept the property.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/study/result.hpp"
#include "scenarios/study/telling.hpp"

namespace txlab {

struct Incident {
  std::size_t point = 0;  // of the study's
  std::string property;
  std::uint64_t purchase = 0;
  std::uint32_t replication = 0;
  Telling here;
  std::optional<Telling> elsewhere;  // none if nobody kept the property
};

// A strategy and a property that it violates.
using ViolationClass = std::pair<std::string, std::string>;

// Of each point of a study the violations to tell. Where all would be too many: each class at the
// first point that has it, and then what comes first of the others.
std::vector<std::set<ViolationClass>> violations_to_tell(const StudyResult& study,
                                                         std::size_t at_most);

// One per class that is to be told, in the order of the result. `scenario` is the one that the
// point was run with.
std::vector<Incident> incidents_of(const Scenario& scenario, const PointResult& point,
                                   const std::set<ViolationClass>& told);

}  // namespace txlab
