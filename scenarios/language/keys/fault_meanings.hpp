// What the kinds of faults do, in words. Which there are, and which keys each of them takes, the
// table says (`faults.NAME.fault`); a test holds these names to it.
#pragma once

#include <span>
#include <string_view>

namespace txlab::language {

struct FaultMeaning {
  std::string_view name;
  std::string_view meaning;
};

// In the order of the table.
std::span<const FaultMeaning> fault_meanings();

}  // namespace txlab::language
