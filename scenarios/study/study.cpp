#include "scenarios/study/study.hpp"

#include <algorithm>
#include <mutex>
#include <thread>

#include "scenarios/study/aggregate.hpp"

namespace txlab {

namespace {

// Trials are numbered replication by replication, so that an interruption leaves whole
// replications.
class Trials {
 public:
  Trials(const Scenario& scenario, const StudyOptions& options)
      : scenario_(scenario),
        options_(options),
        results_(scenario.strategies.size() * scenario.experiment.replications) {}

  void run_all() {
    const unsigned wanted = options_.jobs > 0 ? options_.jobs : std::thread::hardware_concurrency();
    const auto threads =
        std::clamp<std::size_t>(wanted, 1, std::max<std::size_t>(results_.size(), 1));
    std::vector<std::jthread> workers;
    for (std::size_t i = 1; i < threads; ++i) workers.emplace_back([this] { work(); });
    work();
  }

  // The replications that every strategy has completed, counted from the first.
  std::uint32_t complete() const {
    const std::size_t strategies = scenario_.strategies.size();
    std::uint32_t replications = 0;
    for (std::size_t first = 0; first < results_.size(); first += strategies, ++replications) {
      for (std::size_t i = 0; i < strategies; ++i) {
        if (!results_[first + i]) return replications;
      }
    }
    return replications;
  }

  std::vector<RunResult> of(std::size_t strategy, std::uint32_t replications) {
    std::vector<RunResult> runs;
    for (std::uint32_t r = 0; r < replications; ++r) {
      runs.push_back(std::move(*results_[r * scenario_.strategies.size() + strategy]));
    }
    return runs;
  }

 private:
  void work() {
    for (std::size_t trial = next_++; trial < results_.size(); trial = next_++) {
      if (stopped()) return;
      const std::size_t strategies = scenario_.strategies.size();
      const std::uint64_t seed = scenario_.experiment.seed + trial / strategies;
      RunResult result =
          run(scenario_, scenario_.strategies[trial % strategies], seed, {.stop = options_.stop});
      if (!result.complete) return;
      const std::lock_guard lock(mutex_);
      results_[trial] = std::move(result);
      ++done_;
      if (options_.progress) options_.progress(done_, results_.size());
    }
  }
  bool stopped() const { return options_.stop != nullptr && options_.stop->load(); }

  const Scenario& scenario_;
  const StudyOptions& options_;
  std::vector<std::optional<RunResult>> results_;
  std::atomic<std::size_t> next_{0};
  std::mutex mutex_;
  std::size_t done_ = 0;
};

}  // namespace

PointRun run_point(const Scenario& scenario, const StudyOptions& options) {
  Trials trials(scenario, options);
  trials.run_all();
  PointRun point;
  point.replications = trials.complete();
  point.complete = point.replications == scenario.experiment.replications;
  if (point.replications == 0) return point;

  std::vector<std::vector<RunResult>> runs;
  std::size_t baseline = 0;
  for (std::size_t i = 0; i < scenario.strategies.size(); ++i) {
    runs.push_back(trials.of(i, point.replications));
    if (scenario.strategies[i].name == scenario.experiment.baseline) baseline = i;
  }
  for (std::size_t i = 0; i < scenario.strategies.size(); ++i) {
    const StrategyEntry& entry = scenario.strategies[i];
    point.result.strategies.push_back(aggregate(scenario, entry, runs[i]));
    if (i == baseline) continue;
    for (auto& comparison : compare(scenario, entry, runs[i], runs[baseline])) {
      comparison.b = scenario.strategies[baseline].name;
      point.result.comparisons.push_back(std::move(comparison));
    }
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
  study.replications = scenario.experiment.replications;
  for (PointRun& point : points) {
    study.replications = std::min(study.replications, point.replications);
    study.partial = study.partial || !point.complete;
    if (point.replications > 0) study.points.push_back(std::move(point.result));
  }
  return study;
}

}  // namespace txlab
