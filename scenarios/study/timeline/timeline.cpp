#include "scenarios/study/timeline/timeline.hpp"

#include <algorithm>

namespace txlab {

void cut(Timeline& timeline, double after_s) {
  const auto later = std::ranges::upper_bound(timeline.edges_s, after_s);
  const auto index = static_cast<std::size_t>(later - timeline.edges_s.begin());
  const std::size_t bins = std::clamp<std::size_t>(index, 1, timeline.edges_s.size() - 1);
  timeline.edges_s.resize(bins + 1);
  for (TimeSeries& series : timeline.series) {
    for (auto& [name, values] : series.columns) values.resize(bins);
  }
}

}  // namespace txlab
