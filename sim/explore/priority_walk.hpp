// Priority walk: random priorities for hosts, and a few points at which one of them falls behind.
//
// PCT (S. Burckhardt, P. Kothari, M. Musuvathi, S. Nagarakatte, "A randomized scheduler with
// probabilistic guarantees of finding bugs", ASPLOS 2010) in a world with time. Hosts are the
// threads: of simultaneous events that of the highest priority comes first. The steps are the ties,
// and the messages twice, because a message can fall behind in two ways: another one overtakes it,
// or it comes past its sender's timeout. A run of depth d has d - 1 change points at random steps;
// there, the host that would act gets the lowest priority, and the message that it sends falls
// behind. A bug has depth d if some host and some d - 1 steps suffice: whenever that host comes
// last at the start, and the changes are at those steps. So a run finds it with a probability of at
// least 1 / (n k^(d-1)), with n hosts and k steps.
#pragma once

#include <array>

#include "sim/base/random.hpp"
#include "sim/explore/search.hpp"

namespace txlab {

class PriorityWalk final : public Search {
 public:
  static constexpr std::uint32_t deepest = 4;  // runs take depths 1 to 4 in turn

  struct Settings {
    std::uint64_t seed = 1;
    std::uint32_t hosts = 1;
    std::uint64_t steps = 1;  // of the calm run, see StepCount
  };
  explicit PriorityWalk(Settings settings) : settings_(settings) {}

  std::string_view name() const override { return "priority walk"; }
  std::optional<std::uint64_t> runs() const override { return std::nullopt; }
  std::unique_ptr<Policy> policy(std::uint64_t run) const override;

  static std::uint32_t depth_of(std::uint64_t run) {
    return static_cast<std::uint32_t>(run % deepest) + 1;
  }
  // How likely it is at most that the first `runs` runs miss a bug of this depth.
  double miss_bound(std::uint32_t depth, std::uint64_t runs) const;
  const Settings& settings() const { return settings_; }

 private:
  Settings settings_;
};

// Counts the steps of a run, and gives every dull answer.
class StepCount final : public Chooser {
 public:
  std::uint32_t choose(const Site& site, std::uint32_t n) override;
  std::uint64_t steps() const { return steps_; }
  // How many steps a question is: a message can fall behind in two ways.
  static std::uint64_t steps_of(Site::Kind kind) {
    return kind == Site::Kind::tie ? 1 : kind == Site::Kind::message ? 2 : 0;
  }

 private:
  std::uint64_t steps_ = 0;
};

}  // namespace txlab
