#include "sim/history/vector_clocks.hpp"

#include <algorithm>

namespace txlab {

std::vector<VectorClock> vector_clocks(const History& history) {
  std::vector<VectorClock> of_host(history.hosts.size(), VectorClock(history.hosts.size(), 0));
  std::vector<VectorClock> clocks;
  for (const HistoryEvent& event : history.events) {
    if (!event.has_host()) {
      clocks.emplace_back();
      continue;
    }
    VectorClock& mine = of_host[event.host.value];
    if (event.kind == Happening::Kind::delivered && event.sending != HistoryEvent::none) {
      std::ranges::transform(mine, clocks[event.sending], mine.begin(), std::ranges::max);
    }
    ++mine[event.host.value];
    clocks.push_back(mine);
  }
  return clocks;
}

bool happened_before(const VectorClock& one, const VectorClock& other) {
  return one != other && std::ranges::equal(one, other, std::less_equal());
}

}  // namespace txlab
