#include "sim/explore/portfolio.hpp"

#include <algorithm>

namespace txlab {

void Portfolio::advance(Stage& stage, std::uint64_t most) {
  std::uint64_t count = std::min(most, options_.budget - runs_);
  if (const auto all = stage.search.runs()) count = std::min(count, *all - stage.next);
  const auto tried =
      try_runs({stage.search, stage.subject, stage.next, count}, options_.threads, options_.stop);
  for (const Tried& one : tried) {
    stage.search.learn(stage.next, one);
    sink_(stage, stage.next++, one);
  }
  runs_ += tried.size();
  stopped_ = stopped_ || tried.size() < count;
}

void Portfolio::exhaust(Stage& stage) {
  while (!stage.exhausted() && !over()) advance(stage, stage.share);
}

void Portfolio::take_turns(std::vector<Stage>& stages) {
  const auto exhausted = [](const Stage& stage) { return stage.exhausted(); };
  while (!over() && !std::ranges::all_of(stages, exhausted)) {
    for (Stage& stage : stages) {
      if (!over() && !stage.exhausted()) advance(stage, stage.share);
    }
  }
}

}  // namespace txlab
