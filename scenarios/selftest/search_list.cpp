#include "scenarios/selftest/search_list.hpp"

#include <algorithm>

#include "sim/explore/crash_points.hpp"
#include "sim/explore/exhaustive.hpp"
#include "sim/explore/lineage.hpp"
#include "sim/explore/priority_walk.hpp"
#include "sim/explore/random_walk.hpp"

namespace txlab::selftest {

namespace {

std::vector<Place> places_of_the_calm_run(const Ground& ground) {
  PlaceList calm;
  ground.subject(calm, nullptr);
  return calm.places();
}

std::unique_ptr<Search> crash_points(const Ground& ground) {
  return std::make_unique<CrashPoints>(places_of_the_calm_run(ground));
}

// Which pairs there are is known when all single faults have been tried.
std::unique_ptr<Search> crash_pairs(const Ground& ground) {
  const CrashPoints singles(places_of_the_calm_run(ground));
  std::vector<std::uint64_t> places_of;
  for (std::uint64_t run = 0; run < singles.common(); ++run) {
    const auto policy = singles.policy(run);
    ground.subject(*policy, nullptr);
    places_of.push_back(policy->places());
  }
  return std::make_unique<CrashPairs>(places_of);
}

std::unique_ptr<Search> random_walk(const Ground& ground) {
  const std::uint64_t places = std::max<std::uint64_t>(places_of_the_calm_run(ground).size(), 1);
  return std::make_unique<RandomWalk>(RandomWalk::Settings{.seed = ground.seed, .places = places});
}

std::unique_ptr<Search> priority_walk(const Ground& ground) {
  StepCount calm;
  ground.subject(calm, nullptr);
  return std::make_unique<PriorityWalk>(
      PriorityWalk::Settings{.seed = ground.seed, .hosts = ground.hosts, .steps = calm.steps()});
}

std::unique_ptr<Search> exhaustive(const Ground&) {
  return std::make_unique<Exhaustive>(Exhaustive::Settings{.faults = 2, .delays = 2});
}

std::unique_ptr<Search> lineage(const Ground&) { return std::make_unique<Lineage>(3); }

constexpr NamedSearch searches[] = {
    {"crash points", 1, crash_points}, {"pairs of crash points", 1, crash_pairs},
    {"random walk", 2, random_walk},   {"priority walk", 2, priority_walk},
    {"exhaustive", 2, exhaustive},     {"lineage", 1, lineage},
};

}  // namespace

std::span<const NamedSearch> all_searches() { return searches; }

}  // namespace txlab::selftest
