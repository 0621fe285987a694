// txlab plan: what would run, without running it.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <thread>

#include "cli/diagnostics.hpp"
#include "cli/interruption.hpp"
#include "cli/read_options.hpp"
#include "cli/stopwatch.hpp"
#include "cli/sweep.hpp"
#include "cli/verbs.hpp"
#include "reports/exit_code.hpp"
#include "reports/plan.hpp"
#include "scenarios/study/run.hpp"

namespace txlab {

namespace {

// What the runs of one sample have taken together.
struct Cost {
  double events = 0;
  double seconds = 0;
};

Cost cost_of(const Scenario& sample, const std::atomic<bool>& interrupted) {
  Cost cost;
  const Stopwatch watch(std::nullopt, interrupted);
  for (const StrategyEntry& entry : sample.strategies) {
    const RunResult result = run(sample, entry, sample.experiment.seed, {.stop = &interrupted});
    cost.events += static_cast<double>(result.events);
  }
  cost.seconds = watch.seconds();
  return cost;
}

// One replication of all strategies. What does not grow with the customers (a day's batches, a
// broker's checks) is told apart from what does by two samples, one twice as long.
Cost cost_of_replication(const Scenario& scenario, const std::atomic<bool>& interrupted) {
  constexpr double purchases_of_sample = 300;
  const double purchases = expected_purchases(scenario.workload);
  const double share = purchases_of_sample / std::max(purchases, 1.0);
  const Cost one = cost_of(shortened(scenario, share), interrupted);
  if (share >= 1) return one;
  const double twice = std::min(2 * share, 1.0);
  const Cost two = cost_of(shortened(scenario, twice), interrupted);
  const auto whole = [&](double at_one, double at_two) {
    const double slope = std::max(0.0, (at_two - at_one) / (twice - share));
    return at_two + slope * (1 - twice);
  };
  const double events = whole(one.events, two.events);
  return {events, events * (one.seconds + two.seconds) / std::max(one.events + two.events, 1.0)};
}

// The point that was asked for, or the reason why there is none.
std::optional<SweepPoint> chosen_point(const std::vector<SweepPoint>& points, std::size_t number) {
  if (number <= points.size()) return points[number - 1];
  std::fputs(fmt::format("txlab: there is no point {}: {}\n", number,
                         points.size() == 1 ? "the scenario sweeps nothing"
                                            : fmt::format("the sweep has {}", points.size()))
                 .c_str(),
             stderr);
  return std::nullopt;
}

}  // namespace

int plan_verb(const Arguments& arguments) {
  const ReadResult read = read_scenario(arguments.scenarios.front(), read_options(arguments));
  print_diagnostics(read.diagnostics, arguments);
  if (!read.scenario) return static_cast<int>(ExitCode::usage);
  const std::vector<SweepPoint> points = sweep_points(read.scenario->sweep);
  const auto point = chosen_point(points, arguments.point);
  if (!point) return static_cast<int>(ExitCode::usage);
  const ReadResult there = point->empty() ? read : read_at(*point, arguments);
  if (!there.scenario) {
    print_diagnostics(there.diagnostics, arguments);
    return static_cast<int>(ExitCode::usage);
  }
  const Scenario& scenario = *there.scenario;
  StudyPlan plan{.scenario = &scenario,
                 .points = points.size(),
                 .point = arguments.point,
                 .set = *point,
                 .trials = trials_of_point(scenario),
                 .firings = planned_firings(scenario, scenario.experiment.seed),
                 .estimate = {}};
  plan.trials.least *= points.size();
  plan.trials.most *= points.size();

  const std::atomic<bool>& interrupted = interruptible(arguments.timeout);
  const Cost cost = cost_of_replication(scenario, interrupted);
  const unsigned threads =
      arguments.jobs > 0 ? arguments.jobs : std::max(1u, std::thread::hardware_concurrency());
  const double replications =
      static_cast<double>(plan.trials.least) / static_cast<double>(scenario.strategies.size());
  if (!interrupted.load()) {
    plan.estimate = {.purchases_per_run = expected_purchases(scenario.workload),
                     .events = cost.events * replications,
                     .seconds = cost.seconds * replications / threads,
                     .jobs = threads};
  }
  std::fputs((arguments.format == "json" ? plan_json(plan) : plan_text(plan)).c_str(), stdout);
  return static_cast<int>(interrupted_by().value_or(ExitCode::success));
}

}  // namespace txlab
