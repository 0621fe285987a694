#include "scenarios/selftest/contestant.hpp"

#include "scenarios/study/hunt.hpp"
#include "sim/explore/placed_faults.hpp"
#include "sim/explore/recording.hpp"

namespace txlab::selftest {

namespace {

constexpr std::uint64_t seed = 7;

Scenario scenario_of(const Base& base, const Sets& sets, std::uint32_t purchases,
                     const Reader& read) {
  const ScenarioText text = text_of(base, sets, purchases);
  return read(text.yaml, text.sets);
}

ExploredWorld world_of(const Base& base, const Sets& sets, std::uint32_t purchases,
                       const Reader& read) {
  const std::uint32_t held = held_to(scenario_of(base, {}, purchases, read), {});
  return ExploredWorld(scenario_of(base, sets, purchases, read), seed, held);
}

}  // namespace

Contestant::Contestant(const Base& base, const Sets& sets, const Reader& read)
    : one_(world_of(base, sets, 1, read)), two_(world_of(base, sets, 2, read)) {}

Cell first_kill(const Contestant& contestant, const NamedSearch& search, Limits limits) {
  const ExploredWorld& world = contestant.world(search.purchases);
  const Subject subject = [&](Chooser& chooser) { return world.explore(chooser, limits.stop); };
  PlaceList calm;
  subject(calm);
  const auto made = search.make({subject, calm.places().size(), seed});
  Cell cell;
  const std::uint64_t runs = std::min(limits.budget, made->runs().value_or(limits.budget));
  while (cell.runs < runs) {
    const auto policy = made->policy(cell.runs);
    Recording recording(*policy, Recording::Detail::lean);
    const Outcome outcome = subject(recording);
    if (!outcome.complete) return cell;
    ++cell.runs;
    if (outcome.broken == 0) continue;
    cell.kill = Kill{cell.runs, outcome.broken, recording.choices()};
    break;
  }
  return cell;
}

}  // namespace txlab::selftest
