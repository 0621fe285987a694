// One purchase under one protocol, in a scenario small enough to be drawn.
#pragma once

#include <string>
#include <vector>

#include "models/strategies/catalogue.hpp"
#include "reports/trace/space_time.hpp"
#include "scenarios/language/vocabulary.hpp"
#include "scenarios/study/result.hpp"

namespace txlab {

struct Demonstration {
  SpaceTime picture;
  StrategyResult result;
  // What the customer was told, each with the time since his wish.
  std::vector<std::pair<std::string, Duration>> told;
};

// The scenario: machines a millisecond apart, one customer, one order of 1000 CNY.
std::string demonstration_scenario(std::string_view protocol);

// With `sets` laid over it (`path=value`). A scenario that cannot be read is a CHECK: all of it
// stands in the program.
Demonstration demonstrate(const Protocol& protocol, const std::vector<std::string>& sets,
                          const Vocabulary& vocabulary);

// Only the numbers.
StrategyResult measure_one(const Protocol& protocol, const std::vector<std::string>& sets,
                           const Vocabulary& vocabulary);

}  // namespace txlab
