// The settings of a protocol that have names: what a page and a catalogue of messages go through.
#pragma once

#include <string>
#include <vector>

#include "models/strategies/catalogue.hpp"

namespace txlab {

// What a scenario may set, as one would write it, and all parameters then.
struct Setting {
  std::string words;
  Parameters parameters;
};

// Every profile, and every other value of each parameter that has names for its values, the
// defaults aside.
std::vector<Setting> settings_of(const Protocol& protocol);

// Every text of the catalogue of strategies that people read, in English.
std::vector<std::string> strategy_texts();

}  // namespace txlab
