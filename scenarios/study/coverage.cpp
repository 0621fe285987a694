#include "scenarios/study/coverage.hpp"

#include <fmt/format.h>

namespace txlab {

void CoverageFold::add(const Tried& tried) {
  const Outcome& outcome = tried.outcome;
  ++coverage_.runs;
  const std::uint32_t seen = ++orders_[outcome.order];
  if (seen == 1) ++coverage_.orders_once;
  if (seen == 2) --coverage_.orders_once;
  coverage_.orders = orders_.size();
  ++digests_[outcome.digest];
  coverage_.distinct = digests_.size();
  for (std::size_t goal = 0; goal < coverage_.goals.size(); ++goal) {
    if ((outcome.goals >> goal & 1u) != 0) ++coverage_.goals[goal];
  }
  for (std::size_t i = 0; i < reached_.size(); ++i) reached_[i] |= outcome.reached[i];
  coverage_.events += outcome.events;
  coverage_.questions += tried.questions;
  if (!tried.choices.empty()) coverage_.repeated += tried.choices.back().question;
}

void CoverageFold::finish(const std::vector<Transition>& declared,
                          const std::vector<std::string>& hosts) {
  for (std::size_t i = 0; i < declared.size(); ++i) {
    if ((reached_[i / 64] >> i % 64 & 1u) != 0) {
      ++coverage_.reached;
    } else {
      coverage_.unreached.push_back(
          fmt::format("{} at {}", declared[i].name, hosts[declared[i].host.value]));
    }
  }
}

}  // namespace txlab
