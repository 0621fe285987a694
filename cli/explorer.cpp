#include "cli/explorer.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <thread>

#include "cli/fingerprint.hpp"
#include "cli/interruption.hpp"
#include "cli/self_audit.hpp"
#include "cli/stopwatch.hpp"
#include "cli/vocabulary.hpp"
#include "scenarios/language/reduced.hpp"
#include "sim/base/check.hpp"

namespace txlab {

namespace {

constexpr std::uint64_t usual_runs = 5'000;
constexpr std::uint64_t no_limit = std::uint64_t{1} << 62;

}  // namespace

Reduced reduce(const ReadResult& read, const std::string& strategy, std::uint32_t purchases) {
  Reduced reduced;
  reduced.text = reduced_scenario(read.resolved_yaml, {strategy, purchases});
  ReadOptions options;
  options.vocabulary = vocabulary();
  ReadResult again = read_scenario_text(reduced.text, read.scenario->file, options);
  CHECK(again.scenario.has_value());
  reduced.scenario = *std::move(again.scenario);
  return reduced;
}

Explorer::Explorer(const Arguments& arguments, const ReadResult& read)
    : arguments_(arguments), read_(read), interrupted_(interruptible(arguments.timeout)) {}

Exploration Explorer::explore() {
  const Scenario& scenario = *read_.scenario;
  Exploration all{.scenario = scenario.name, .seed = scenario.experiment.seed};
  for (const StrategyEntry& entry : scenario.strategies) {
    if (interrupted_.load()) break;
    all.strategies.push_back(explore(entry));
  }
  all.partial = interrupted_.load();
  return all;
}

ExploredStrategy Explorer::explore(const StrategyEntry& entry) const {
  const Scenario& scenario = *read_.scenario;
  const Reduced one = reduce(read_, entry.name, 1);
  const Reduced two = reduce(read_, entry.name, 2);
  ExploredStrategy explored{.name = entry.name};
  explored.held = held_to(one.scenario, scenario.expectations);
  const ExploredWorld world_of_one(one.scenario, scenario.experiment.seed, explored.held);
  const ExploredWorld world_of_two(two.scenario, scenario.experiment.seed, explored.held);
  const Worlds worlds{world_of_one, world_of_two};

  const bool by_the_clock = arguments_.budget_time.has_value();
  const auto strategies = static_cast<std::int64_t>(scenario.strategies.size());
  std::optional<Duration> share;
  if (by_the_clock) share = *arguments_.budget_time / strategies;
  const Stopwatch watch(share, interrupted_);
  const unsigned threads =
      arguments_.jobs > 0 ? arguments_.jobs : std::thread::hardware_concurrency();
  explored.hunt =
      hunt(worlds,
           {.budget = by_the_clock ? no_limit : runs(), .threads = threads, .stop = &watch.stop()});
  say_speed(explored, watch.seconds());
  for (const Finding& finding : explored.hunt.findings) {
    explored.trails.push_back(trail_of(finding, worlds.with(finding.purchases),
                                       finding.purchases == 1 ? one.text : two.text));
  }
  return explored;
}

FoundTrail Explorer::trail_of(const Finding& finding, const ExploredWorld& world,
                              const std::string& text) const {
  Story story = tell(world, finding.shrunk.choices);
  FoundTrail found;
  found.example = story.result.violations.of(finding.property).example;
  found.plot = plot_of(world, finding.property, finding.shrunk.choices, story);
  found.story = std::move(story);
  found.trail = {.tool = "txlab " TXLAB_VERSION,
                 .models = models_fingerprint(),
                 .strategy = world.entry().name,
                 .seed = world.seed(),
                 .purchases = finding.purchases,
                 .property = finding.property,
                 .digest = finding.shrunk.outcome.digest,
                 .questions = finding.shrunk.questions,
                 .choices = named(finding.shrunk.choices, world.hosts()),
                 .marks = marks_of(world, finding.shrunk.choices),
                 .scenario = text};
  found.contradicted = finding.confirmed ? contradiction(found.trail, arguments_.audit_with)
                                         : "the same process gave another run for the same choices";
  return found;
}

std::uint64_t Explorer::runs() const { return arguments_.budget_runs.value_or(usual_runs); }

void Explorer::say_speed(const ExploredStrategy& explored, double seconds) const {
  if (arguments_.quiet) return;
  std::uint64_t all = explored.hunt.coverage.runs;
  for (const Finding& finding : explored.hunt.findings) all += finding.shrinking_runs;
  std::fputs(
      fmt::format("{}: {} runs and {} of shrinking in {:.2f} s, {:.0f} a second; the same "
                  "again: -s {} --budget {}-runs\n",
                  explored.name, explored.hunt.coverage.runs, all - explored.hunt.coverage.runs,
                  seconds, static_cast<double>(all) / seconds, explored.name,
                  explored.hunt.coverage.runs)
          .c_str(),
      stderr);
}

}  // namespace txlab
