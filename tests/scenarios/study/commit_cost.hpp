// What a commit costs, as the books count it.
#pragma once

#include <cstdint>
#include <ostream>

namespace txlab {

struct Cost {
  std::uint64_t messages;
  std::uint64_t forced;
  bool operator==(const Cost&) const = default;
};

inline std::ostream& operator<<(std::ostream& out, const Cost& cost) {
  return out << cost.messages << " messages, " << cost.forced << " forced writes";
}

}  // namespace txlab
