// Reduced scenarios: one strategy, a few purchases, none of the faults. What `explore` runs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace txlab {

struct Reduction {
  std::string strategy;
  std::uint32_t purchases = 1;
};

// From the resolved text of a scenario that has been read without errors.
std::string reduced_scenario(std::string_view resolved_yaml, const Reduction& reduction);

}  // namespace txlab
