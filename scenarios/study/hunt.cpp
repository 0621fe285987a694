#include "scenarios/study/hunt.hpp"

#include <algorithm>

#include "scenarios/study/judge.hpp"
#include "sim/explore/crash_points.hpp"
#include "sim/explore/random_walk.hpp"

namespace txlab {

namespace {

// What a search found first, with the fewest choices.
struct Raw {
  std::string search;
  std::uint64_t run = 0;
  std::uint32_t purchases = 1;
  Choices choices;
};

class Hunt {
 public:
  Hunt(const Worlds& worlds, const HuntOptions& options)
      : worlds_(worlds),
        options_(options),
        one_(subject(worlds.one)),
        two_(subject(worlds.two)),
        coverage_(result_.coverage),
        portfolio_({options.budget, options.threads, options.stop},
                   [this](const Stage& stage, std::uint64_t run, const Tried& tried) {
                     merge(stage, run, tried);
                   }) {}

  HuntResult finish() {
    search();
    for (const PropertyInfo& property : all_properties) {
      if (const auto& raw = raw_[static_cast<std::size_t>(property.id)]) {
        result_.findings.push_back(shrunk(property.id, *raw));
      }
    }
    coverage_.finish(worlds_.one.declared(), worlds_.one.hosts());
    result_.partial = options_.stop != nullptr && options_.stop->load();
    return std::move(result_);
  }

 private:
  Subject subject(const ExploredWorld& world) const {
    return [&world, stop = options_.stop](Chooser& chooser, Observer* watcher) {
      return world.explore(chooser, watcher, stop);
    };
  }

  void search() {
    PlaceList list;
    worlds_.one.run(list);
    Coverage& coverage = result_.coverage;
    coverage.places = list.places().size();
    CrashPoints singles(list.places());
    coverage.singles = *singles.runs();
    singles_ = &singles;
    Stage first{singles, one_};
    portfolio_.exhaust(first);
    coverage.singles_tried = first.next;
    if (first.exhausted()) take_turns();
  }

  // Two purchases that meet, as the walks need to know them.
  struct TwoPurchases {
    std::uint64_t places = 1;
    std::uint64_t steps = 1;
  };
  TwoPurchases calm_run_of_two() const {
    PlaceList list;
    worlds_.two.run(list);
    StepCount count;
    worlds_.two.run(count);
    return {std::max<std::uint64_t>(list.places().size(), 1), count.steps()};
  }

  void take_turns() {
    const TwoPurchases calm = calm_run_of_two();
    const std::uint64_t seed = worlds_.one.seed();
    const std::uint64_t common = faults_at_a_place * result_.coverage.places;
    CrashPairs pairs(std::span<const std::uint64_t>(places_of_).first(common));
    RandomWalk walk({.seed = seed, .places = calm.places});
    PriorityWalk priorities({.seed = seed,
                             .hosts = static_cast<std::uint32_t>(worlds_.two.hosts().size()),
                             .steps = calm.steps});
    Exhaustive combinations({.faults = 2, .delays = 2});
    Lineage lineage(3);
    enum : std::size_t { walks, lineages, prioritized, combined, paired };
    std::vector<Stage> turns{{walk, two_, 256},
                             {lineage, one_, 128},
                             {priorities, two_, 128},
                             {combinations, two_, 256},
                             {pairs, one_, 512}};
    portfolio_.take_turns(turns);
    Coverage& coverage = result_.coverage;
    coverage.walks = turns[walks].next;
    coverage.pairs = *pairs.runs();
    coverage.pairs_tried = turns[paired].next;
    note(coverage, priorities, turns[prioritized].next);
    note(coverage, combinations, turns[combined].next);
    note(coverage, lineage, turns[lineages].next);
  }

  static void note(Coverage& coverage, const PriorityWalk& search, std::uint64_t runs) {
    Coverage::Priorities& priorities = coverage.priorities;
    priorities = {.runs = runs, .hosts = search.settings().hosts, .steps = search.settings().steps};
    for (std::uint32_t depth = 1; depth <= PriorityWalk::deepest; ++depth) {
      priorities.miss_bound[depth - 1] = search.miss_bound(depth, runs);
    }
  }
  static void note(Coverage& coverage, const Exhaustive& search, std::uint64_t runs) {
    coverage.combinations = {.runs = runs,
                             .proposed = *search.runs(),
                             .faults = search.settings().faults,
                             .delays = search.settings().delays,
                             .complete = search.complete(),
                             .states = search.states(),
                             .met_before = search.met_before()};
  }
  static void note(Coverage& coverage, const Lineage& search, std::uint64_t runs) {
    coverage.lineages = {.runs = runs,
                         .proposed = *search.runs(),
                         .most_faults = search.most_faults(),
                         .complete = search.complete()};
  }

  void merge(const Stage& stage, std::uint64_t run, const Tried& tried) {
    if (&stage.search == singles_) places_of_.push_back(tried.policy->places());
    coverage_.add(tried);
    result_.blocked |= tried.outcome.blocked;
    for (const PropertyInfo& property : all_properties) {
      if ((tried.outcome.broken & bit_of(property.id)) == 0) continue;
      auto& raw = raw_[static_cast<std::size_t>(property.id)];
      if (raw && raw->choices.size() <= tried.choices.size()) continue;
      raw = Raw{std::string(stage.search.name()), run, &stage.subject == &one_ ? 1u : 2u,
                tried.choices};
    }
  }

  Finding shrunk(PropertyId property, const Raw& raw) const {
    Finding finding{.property = property, .search = raw.search, .run = raw.run};
    std::uint32_t purchases = raw.purchases;
    ShrunkRun run = repeat(plain(purchases), raw.choices, Addressing::question);
    finding.choices_found = run.choices.size();
    finding.questions_found = run.questions;
    finding.purchases_found = purchases;
    run = shrink(plain(purchases), bit_of(property), std::move(run), options_.shrinking);
    finding.shrinking_runs = run.tried;
    if (purchases == 2) {
      ShrunkRun fewer = repeat(plain(1), run.choices, Addressing::place);
      ++finding.shrinking_runs;
      if ((fewer.outcome.broken & bit_of(property)) != 0) {
        purchases = 1;
        const std::uint64_t left = options_.shrinking - std::min(options_.shrinking, run.tried);
        run = shrink(plain(1), bit_of(property), std::move(fewer), left);
        finding.shrinking_runs += run.tried;
      }
    }
    finding.purchases = purchases;
    finding.confirmed = confirmed(property, purchases, run);
    finding.shrunk = std::move(run);
    return finding;
  }

  bool confirmed(PropertyId property, std::uint32_t purchases, const ShrunkRun& run) const {
    for (int fresh = 0; fresh < 2; ++fresh) {
      const ShrunkRun again = repeat(plain(purchases), run.choices, Addressing::question);
      const bool broken = (again.outcome.broken & bit_of(property)) != 0;
      if (!broken || again.outcome.digest != run.outcome.digest) return false;
    }
    return true;
  }

  // Shrinking goes on when the search was stopped: what was found is worth its seconds.
  Subject plain(std::uint32_t purchases) const {
    return [&world = worlds_.with(purchases)](Chooser& chooser, Observer* watcher) {
      return world.explore(chooser, watcher);
    };
  }

  const Worlds& worlds_;
  const HuntOptions& options_;
  const Subject one_;
  const Subject two_;
  HuntResult result_;
  CoverageFold coverage_;
  Portfolio portfolio_;
  std::array<std::optional<Raw>, properties> raw_;
  const Search* singles_ = nullptr;
  std::vector<std::uint64_t> places_of_;  // by run of the single faults
};

}  // namespace

HuntResult hunt(const Worlds& worlds, const HuntOptions& options) {
  return Hunt(worlds, options).finish();
}

std::uint32_t held_to(const Scenario& reduced, const std::vector<Expectation>& expectations) {
  Scenario scenario = reduced;
  scenario.expectations = expectations;
  StrategyResult judged;
  judge_properties(scenario, scenario.strategies.front(), {}, judged);
  std::uint32_t held = 0;
  for (const PropertyResult& property : judged.properties) {
    const bool counts = property.claimed && property.withdrawn.empty() && !property.expected;
    if (counts) held |= bit_of(*property_named(property.name));
  }
  return held;
}

}  // namespace txlab
