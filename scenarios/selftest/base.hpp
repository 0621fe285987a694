// Base: a correct strategy in a small scenario, of which mutants are made.
//
// Latencies are constant and a purchase takes some milliseconds, so that a run is cheap; the
// failures come from the searches, which place them where they want.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/fund/property.hpp"
#include "scenarios/study/scenario.hpp"

namespace txlab::selftest {

using Sets = std::vector<std::string_view>;  // "strategies.xa.recovery=off", as for --set

struct Base {
  std::string_view name;
  std::string_view protocol;           // and the name of its only strategy
  Sets sets{};                         // what makes it differ from the plain small scenario
  std::string_view second = "1002ms";  // when the second purchase arrives; the first at 1 s
  // What it is held to, if not to what its protocol claims.
  std::vector<PropertyId> held_to{};
};

std::span<const Base> bases();
const Base* find_base(std::string_view name);

// Makes a scenario of its text with these values set; text and sets are known to be right.
using Reader = std::function<Scenario(const std::string& text, const std::vector<std::string>&)>;

// What a mutant or a base is run as.
struct ScenarioText {
  std::string yaml;  // of the base's plain scenario
  std::vector<std::string> sets;
};
ScenarioText text_of(const Base& base, const Sets& more, std::uint32_t purchases);

}  // namespace txlab::selftest
