#include "sim/explore/priority_walk.hpp"

#include <algorithm>
#include <vector>

#include "sim/world/network.hpp"

namespace txlab {

namespace {

class Prioritized final : public Policy {
 public:
  Prioritized(Stream stream, std::uint32_t depth, std::uint64_t steps) : stream_(stream) {
    for (std::uint32_t i = 1; i < depth; ++i) {
      changes_.push_back(stream.below(std::max<std::uint64_t>(steps, 1), change_draws, i));
    }
    std::ranges::sort(changes_);
  }

  std::uint32_t choose(const Site& site, std::uint32_t) override {
    const std::uint64_t first = step_;
    step_ += StepCount::steps_of(site.kind);
    if (site.kind == Site::Kind::tie) return turn(site.tied, first);
    if (site.kind == Site::Kind::message) return fate(site.host, first);
    return 0;
  }

 private:
  static constexpr std::uint64_t change_draws = ~std::uint64_t{0};

  bool changes_at(std::uint64_t step) {
    bool changes = false;
    for (; next_ < changes_.size() && changes_[next_] <= step; ++next_) {
      changes = changes || changes_[next_] == step;
    }
    return changes;
  }

  // The lower the later it fell; of those that have not fallen, as drawn.
  std::uint64_t priority_of(Actor actor) const {
    for (std::size_t i = 0; i < fallen_.size(); ++i) {
      if (fallen_[i] == actor) return fallen_.size() - i;
    }
    return stream_.at(actor).bits | std::uint64_t{1} << 63;
  }

  std::size_t highest(std::span<const Actor> tied) const {
    std::size_t best = 0;
    for (std::size_t i = 1; i < tied.size(); ++i) {
      if (priority_of(tied[i]) > priority_of(tied[best])) best = i;
    }
    return best;
  }

  void fall(Actor actor) {
    std::erase(fallen_, actor);
    fallen_.push_back(actor);
  }

  std::uint32_t turn(std::span<const Actor> tied, std::uint64_t step) {
    if (changes_at(step)) fall(tied[highest(tied)]);
    return static_cast<std::uint32_t>(highest(tied));
  }

  std::uint32_t fate(std::uint16_t sender, std::uint64_t step) {
    const bool overtaken = changes_at(step);
    const bool late = changes_at(step + 1);
    if (!overtaken && !late) return 0;
    fall(sender);
    return static_cast<std::uint32_t>(overtaken ? MessageChoice::overtaken
                                                : MessageChoice::delay_past_timeout);
  }

  Stream stream_;
  std::vector<std::uint64_t> changes_;  // steps, in order
  std::size_t next_ = 0;
  std::uint64_t step_ = 0;
  std::vector<Actor> fallen_;
};

}  // namespace

std::unique_ptr<Policy> PriorityWalk::policy(std::uint64_t run) const {
  return std::make_unique<Prioritized>(Stream(settings_.seed, "priority-walk", run), depth_of(run),
                                       settings_.steps);
}

double PriorityWalk::miss_bound(std::uint32_t depth, std::uint64_t runs) const {
  double found = 1.0 / static_cast<double>(std::max<std::uint32_t>(settings_.hosts, 1));
  for (std::uint32_t i = 1; i < depth; ++i) {
    found /= static_cast<double>(std::max<std::uint64_t>(settings_.steps, 1));
  }
  std::uint64_t of_this_depth = runs / deepest;
  if (runs % deepest >= depth) ++of_this_depth;
  double missed = 1;
  double factor = 1 - found;
  for (; of_this_depth > 0; of_this_depth /= 2) {
    if (of_this_depth % 2 == 1) missed *= factor;
    factor *= factor;
  }
  return missed;
}

std::uint32_t StepCount::choose(const Site& site, std::uint32_t) {
  steps_ += steps_of(site.kind);
  return 0;
}

}  // namespace txlab
