#include "scenarios/selftest/search_list.hpp"

#include <algorithm>

#include "sim/explore/crash_points.hpp"
#include "sim/explore/random_walk.hpp"

namespace txlab::selftest {

namespace {

std::unique_ptr<Search> crash_points(const Ground& ground) {
  return std::make_unique<CrashPoints>(ground.places);
}

// Which pairs there are is known when all single faults have been tried.
std::unique_ptr<Search> crash_pairs(const Ground& ground) {
  const CrashPoints singles(ground.places);
  std::vector<std::uint64_t> places_of;
  for (std::uint64_t run = 0; run < singles.runs(); ++run) {
    const auto policy = singles.policy(run);
    ground.subject(*policy);
    places_of.push_back(policy->places());
  }
  return std::make_unique<CrashPairs>(places_of);
}

std::unique_ptr<Search> random_walk(const Ground& ground) {
  return std::make_unique<RandomWalk>(RandomWalk::Settings{
      .seed = ground.seed, .places = std::max<std::uint64_t>(ground.places, 1)});
}

constexpr NamedSearch searches[] = {
    {"crash points", 1, crash_points},
    {"pairs of crash points", 1, crash_pairs},
    {"random walk", 2, random_walk},
};

}  // namespace

std::span<const NamedSearch> all_searches() { return searches; }

}  // namespace txlab::selftest
