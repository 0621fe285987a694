#include "scenarios/study/study.hpp"

#include <algorithm>

#include "scenarios/study/aggregate.hpp"
#include "scenarios/study/coupling.hpp"
#include "scenarios/study/crossings.hpp"
#include "scenarios/study/fault_effects.hpp"
#include "scenarios/study/stopping.hpp"
#include "scenarios/study/timeline/fault_bands.hpp"
#include "scenarios/study/trials.hpp"

namespace txlab {

namespace {

// Gives the number of replications that were wanted in the end.
std::uint32_t run_until_enough(const Scenario& scenario, Trials& trials) {
  const std::vector<std::uint32_t> counts = checkpoints(scenario.experiment);
  for (const std::uint32_t count : counts) {
    trials.run(count);
    if (trials.complete() < count || count == counts.back()) return count;
    bool enough = true;
    for (std::size_t i = 0; i < scenario.strategies.size(); ++i) {
      enough = enough && precise_enough(scenario.experiment, trials.of(i));
    }
    if (enough) return count;
  }
  return counts.back();
}

std::size_t index_of_baseline(const Scenario& scenario) {
  const auto baseline =
      std::ranges::find(scenario.strategies, scenario.experiment.baseline, &StrategyEntry::name);
  if (baseline == scenario.strategies.end()) return 0;
  return static_cast<std::size_t>(baseline - scenario.strategies.begin());
}

void tell_each(const Scenario& scenario, const Trials& trials, const StudyOptions& options) {
  for (std::uint32_t replication = 0; replication < trials.complete(); ++replication) {
    for (std::size_t i = 0; i < scenario.strategies.size(); ++i) {
      options.each_run(scenario.strategies[i], replication, trials.of(i)[replication]);
    }
  }
}

// A fault that is drawn comes at another time with another seed.
std::vector<FaultBand> planned_for_all(const Scenario& scenario) {
  std::vector<FaultBand> bands = planned_bands(scenario, scenario.experiment.seed);
  const std::vector<FaultBand> others = planned_bands(scenario, scenario.experiment.seed + 1);
  for (FaultBand& band : bands) {
    const FaultBand* const same = find_band(others, band);
    band.in_every_run = same != nullptr && same->ended_s == band.ended_s;
  }
  return bands;
}

std::vector<TimeSeries> means_of_runs(const Scenario& scenario, std::span<const RunResult> runs) {
  if (runs.size() < 2) return {};
  std::vector<const Timeline*> timelines;
  for (const RunResult& run : runs) timelines.push_back(&run.timeline.value());
  return means_over(timelines, scenario.experiment.confidence);
}

// They end where the last of them has become quiet.
void add_timelines(const Scenario& scenario, Trials& trials, PointResult& point) {
  point.planned_faults = planned_for_all(scenario);
  point.warm_until_s = in_seconds(scenario.experiment.warmup);
  point.arrivals_until_s = in_seconds(arrivals_last(scenario.workload));
  double quiet_s = point.arrivals_until_s;
  for (std::size_t i = 0; i < point.strategies.size(); ++i) {
    std::optional<Timeline>& own = point.strategies[i].timeline;
    std::vector<TimeSeries> means = means_of_runs(scenario, trials.of(i));
    for (const RunResult& run : trials.of(i)) quiet_s = std::max(quiet_s, run.timeline->quiet_s);
    own = std::move(trials.one(i, 0).timeline);
    own->means = std::move(means);
    point.strategies[i].answers = std::move(trials.one(i, 0).answers);
    describe(own->faults, scenario, point.planned_faults);
  }
  for (StrategyResult& strategy : point.strategies) cut(*strategy.timeline, quiet_s);
}

}  // namespace

PointRun run_point(const Scenario& scenario, const StudyOptions& options) {
  Trials trials(scenario, options, Trials::Purpose::the_study);
  const std::uint32_t wanted = run_until_enough(scenario, trials);
  PointRun point;
  point.replications = trials.complete();
  point.complete = point.replications == wanted;
  if (point.replications == 0) return point;
  if (scenario.experiment.coupling && point.complete) {
    point.complete = measure_coupling(scenario, trials, options);
  }

  if (options.each_run) tell_each(scenario, trials, options);
  const std::size_t baseline = index_of_baseline(scenario);
  for (std::size_t i = 0; i < scenario.strategies.size(); ++i) {
    const StrategyEntry& entry = scenario.strategies[i];
    point.result.strategies.push_back(aggregate(scenario, entry, trials.of(i)));
    std::ranges::move(crossing_values(scenario.sweep, entry.name, trials.of(i)),
                      std::back_inserter(point.result.crossing_values));
    if (i == baseline) continue;
    for (auto& comparison : compare(scenario, entry, trials.of(i), trials.of(baseline))) {
      comparison.b = scenario.strategies[baseline].name;
      point.result.comparisons.push_back(std::move(comparison));
    }
  }
  if (options.timelines) add_timelines(scenario, trials, point.result);
  if (scenario.experiment.per_fault && point.complete) {
    point.result.fault_effects = fault_effects(scenario, point.replications, options);
    point.complete = scenario.faults.empty() || !point.result.fault_effects.empty();
  }
  return point;
}

StudyResult study_of(const Scenario& scenario, std::vector<PointRun> points) {
  StudyResult study;
  study.scenario_name = scenario.name;
  study.scenario_file = scenario.file;
  study.description = scenario.description;
  study.scenario_digest = scenario.digest;
  study.seed = scenario.experiment.seed;
  study.confidence = scenario.experiment.confidence;
  study.baseline = scenario.experiment.baseline;
  if (study.baseline.empty() && !scenario.strategies.empty()) {
    study.baseline = scenario.strategies.front().name;
  }
  study.replications = points.empty() ? 0 : points.front().replications;
  for (PointRun& point : points) {
    study.replications = std::min(study.replications, point.replications);
    study.partial = study.partial || !point.complete;
    if (point.replications > 0) study.points.push_back(std::move(point.result));
  }
  study.crossings = crossings(scenario.sweep, study.baseline, study.confidence, study.points);
  return study;
}

}  // namespace txlab
