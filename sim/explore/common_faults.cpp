#include "sim/explore/common_faults.hpp"

#include <algorithm>

namespace txlab {

std::uint32_t CommonFaults::choose(const Site& site, std::uint32_t n) {
  if (!fault_places_.is_place(site)) return 0;
  const CommonPlace place = CommonPlace::of(site);
  const std::uint64_t occurrence = seen_[place]++;
  for (const CommonFault& fault : faults_) {
    if (fault.place == place && fault.occurrence == occurrence)
      return std::min(fault.answer, n - 1);
  }
  return 0;
}

}  // namespace txlab
