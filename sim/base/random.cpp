#include "sim/base/random.hpp"

#include <Random123/philox.h>

namespace txlab {

Draw Stream::at(std::uint64_t index, std::uint64_t part) const {
  const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
  const auto high = [](std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); };
  const auto out = r123::Philox4x32{}({{low(index), high(index), low(part), high(part)}},
                                      {{low(key_), high(key_)}});
  return {std::uint64_t{out[0]} | std::uint64_t{out[1]} << 32, out[2], out[3]};
}

}  // namespace txlab
