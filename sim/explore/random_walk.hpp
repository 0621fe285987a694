// Random walk: faults at random places, each run with a configuration of its own.
//
// A run draws which kinds of faults it knows at all, and how often each comes, between 1 and 100
// ("swarm testing": A. Groce et al., ISSTA 2012). Kinds suppress each other: where messages are
// lost all the time, no late duplicate is ever seen; so a mixture of everything finds less than
// many runs that each leave something out. Run r draws from a stream keyed by (seed, r).
#pragma once

#include "sim/base/random.hpp"
#include "sim/explore/search.hpp"

namespace txlab {

class RandomWalk final : public Search {
 public:
  struct Settings {
    std::uint64_t seed = 1;
    std::uint64_t places = 1;       // of the calm run, roughly: faults are spread over as many
    std::uint32_t most_faults = 4;  // in one run
  };
  explicit RandomWalk(Settings settings) : settings_(settings) {}

  std::string_view name() const override { return "random walk"; }
  std::optional<std::uint64_t> runs() const override { return std::nullopt; }
  std::unique_ptr<Policy> policy(std::uint64_t run) const override;

 private:
  Settings settings_;
};

}  // namespace txlab
