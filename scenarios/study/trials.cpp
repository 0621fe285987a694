#include "scenarios/study/trials.hpp"

#include <algorithm>
#include <thread>

#include "scenarios/study/plan.hpp"

namespace txlab {

Trials::Trials(const Scenario& scenario, const StudyOptions& options, Purpose purpose)
    : scenario_(scenario),
      options_(options),
      timelines_(options.timelines && purpose == Purpose::the_study),
      keeps_(options.each_run && purpose == Purpose::the_study),
      results_(scenario.strategies.size()),
      finished_(scenario.strategies.size()) {}

void Trials::run(std::uint32_t replications) {
  for (auto& results : results_) results.resize(replications);
  for (auto& finished : finished_) finished.resize(replications, 0);
  const std::size_t end = results_.size() * replications;
  next_ = done_;
  const unsigned wanted = options_.jobs > 0 ? options_.jobs : std::thread::hardware_concurrency();
  const auto threads =
      std::clamp<std::size_t>(wanted, 1, std::max<std::size_t>(end - std::min(end, done_), 1));
  std::vector<std::jthread> workers;
  for (std::size_t i = 1; i < threads; ++i) workers.emplace_back([this, end] { work(end); });
  work(end);
}

void Trials::work(std::size_t end) {
  const std::size_t strategies = results_.size();
  for (std::size_t trial = next_++; trial < end; trial = next_++) {
    if (stopped()) return;
    const std::size_t replication = trial / strategies;
    RunResult result = txlab::run(scenario_, scenario_.strategies[trial % strategies],
                                  scenario_.experiment.seed + replication,
                                  {.stop = options_.stop,
                                   .measure = measure(replication),
                                   .keep_every = keep_every(replication)});
    if (!result.complete) return;
    const std::lock_guard lock(mutex_);
    results_[trial % strategies][replication] = std::move(result);
    finished_[trial % strategies][replication] = 1;
    ++done_;
    if (options_.progress) options_.progress(done_, end);
  }
}

RunOptions::Measure Trials::measure(std::size_t replication) const {
  if (!timelines_) return RunOptions::Measure::everything;
  return replication == 0 ? RunOptions::Measure::over_time : RunOptions::Measure::levels_over_time;
}

// The first replication whole, unless that would be more than half a million; a sample of the
// others.
std::uint32_t Trials::keep_every(std::size_t replication) const {
  constexpr double most = 500'000;
  constexpr std::uint32_t of_others = 1000;
  if (!keeps_) return 0;
  if (replication > 0) return of_others;
  return 1 + static_cast<std::uint32_t>(expected_purchases(scenario_.workload) / most);
}

std::uint32_t Trials::complete() const {
  if (finished_.empty()) return 0;
  std::uint32_t replications = 0;
  const auto has = [&](const auto& finished) {
    return replications < finished.size() && finished[replications] != 0;
  };
  while (std::ranges::all_of(finished_, has)) ++replications;
  return replications;
}

}  // namespace txlab
