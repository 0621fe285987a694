#include "scenarios/study/hunt.hpp"

#include <algorithm>
#include <set>

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
    result_.coverage.runs = portfolio_.runs();
    result_.coverage.distinct = digests_.size();
    result_.partial = options_.stop != nullptr && options_.stop->load();
    return std::move(result_);
  }

 private:
  Subject subject(const ExploredWorld& world) const {
    return
        [&world, stop = options_.stop](Chooser& chooser) { return world.explore(chooser, stop); };
  }

  void search() {
    PlaceList list;
    worlds_.one.run(list);
    PlaceList list_of_two;
    worlds_.two.run(list_of_two);
    Coverage& coverage = result_.coverage;
    coverage.places = list.places().size();
    const CrashPoints singles(coverage.places);
    coverage.singles = *singles.runs();
    singles_ = &singles;
    Stage first{singles, one_};
    portfolio_.exhaust(first);
    coverage.singles_tried = first.next;
    if (!first.exhausted()) return;
    const CrashPairs pairs(places_of_);
    coverage.pairs = *pairs.runs();
    const RandomWalk walk({.seed = worlds_.one.seed(),
                           .places = std::max<std::uint64_t>(list_of_two.places().size(), 1)});
    std::vector<Stage> turns{{walk, two_}, {pairs, one_, 512}};
    portfolio_.take_turns(turns);
    coverage.walks = turns[0].next;
    coverage.pairs_tried = turns[1].next;
  }

  void merge(const Stage& stage, std::uint64_t run, const Tried& tried) {
    if (&stage.search == singles_) places_of_.push_back(tried.places);
    digests_.insert(tried.outcome.digest);
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
    return [&world = worlds_.with(purchases)](Chooser& chooser) { return world.explore(chooser); };
  }

  const Worlds& worlds_;
  const HuntOptions& options_;
  const Subject one_;
  const Subject two_;
  Portfolio portfolio_;
  HuntResult result_;
  std::array<std::optional<Raw>, properties> raw_;
  const Search* singles_ = nullptr;
  std::vector<std::uint64_t> places_of_;  // by run of the single faults
  std::set<std::uint64_t> digests_;
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
