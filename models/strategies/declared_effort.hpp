// DeclaredEffort: what a team has to add for a strategy, counted from what the strategy declares in
// words. Declared and not measured.
#pragma once

#include <cstdint>

namespace txlab {

struct DeclaredEffort {
  std::uint32_t interfaces = 0;  // that services must offer beyond the business's own
  std::uint32_t tables = 0;      // in one database of the business, at most
  std::uint32_t components = 0;  // with a state of their own that somebody has to run
};

}  // namespace txlab
