#include "reports/plan.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <ranges>

#include "reports/json_values.hpp"
#include "reports/units.hpp"

namespace txlab {

namespace {

using json::Json;

// To the nanosecond, so that it can be found again in a trace: 40s, 71.203518224s.
std::string instant(Duration at) {
  const std::int64_t ns = at.count();
  std::string text = fmt::format("{}.{:09}", ns / 1'000'000'000, ns % 1'000'000'000);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text + 's';
}

std::string until(const PlannedFiring& firing) {
  if (firing.lasts == forever) return "for good";
  if (firing.lasts == Duration{0}) return "";
  return "until " + instant(firing.at + firing.lasts);
}

bool waits(const FaultSettings& fault) { return fault.clock.kind == FaultClock::Kind::when; }

std::string condition(const FaultSettings& fault) {
  std::string text = fmt::format("at {}", fault.clock.event);
  const double probability = fault.clock.probability.value();
  if (probability < 1) text += fmt::format(", with probability {}", format_share(probability));
  if (fault.clock.times) text += fmt::format(", at most {} times a run", *fault.clock.times);
  return text;
}

std::size_t widest_name(const Scenario& scenario) {
  std::size_t width = 0;
  for (const FaultSettings& fault : scenario.faults) width = std::max(width, fault.name.size());
  return width;
}

std::string trials_line(const StudyPlan& plan) {
  const auto strategies = plan.scenario->strategies.size();
  const TrialCount& trials = plan.trials;
  std::string count = format_count(trials.least);
  if (trials.most > trials.least) count += " to " + format_count(trials.most);
  return fmt::format("{} runs: {} strateg{}, {} point{}, seeds from {}\n", count, strategies,
                     strategies == 1 ? "y" : "ies", plan.points, plan.points == 1 ? "" : "s",
                     plan.scenario->experiment.seed);
}

std::string strategies_text(const Scenario& scenario) {
  std::string text;
  for (const StrategyEntry& entry : scenario.strategies) {
    const bool is_baseline = entry.name == scenario.experiment.baseline;
    text += fmt::format("  {} ({}){}\n", entry.name, entry.protocol,
                        is_baseline ? ", what others are compared with" : "");
  }
  return text;
}

std::string sweep_text(const Scenario& scenario) {
  std::string text;
  for (const SweepAxis& axis : scenario.sweep) {
    text += fmt::format("  {}: {}\n", axis.path, fmt::join(axis.values, ", "));
  }
  return text.empty() ? "" : "at every combination of\n" + text;
}

// What follows is about one point; faults and costs of others may differ.
std::string point_text(const StudyPlan& plan) {
  if (plan.points == 1) return "";
  std::vector<std::string> set;
  for (const auto& [path, value] : plan.set) set.push_back(fmt::format("{}={}", path, value));
  return fmt::format("at point {} of {}, {} (others: --point N)\n", plan.point, plan.points,
                     fmt::join(set, ", "));
}

std::string firing_text(const PlannedFiring& firing, std::size_t width) {
  std::string line = fmt::format("  {:>14}  {:<{}}  {}", instant(firing.at), firing.fault, width,
                                 fmt::join(firing.victims, ", "));
  if (!firing.victims.empty() && !until(firing).empty()) line += ' ';
  return line + until(firing) + '\n';
}

std::string firings_text(const StudyPlan& plan) {
  if (plan.scenario->faults.empty()) return "no faults\n";
  std::string text =
      fmt::format("faults of replication 0 (seed {}):\n", plan.scenario->experiment.seed);
  const std::size_t width = widest_name(*plan.scenario);
  constexpr std::size_t most_lines = 1000;
  for (const PlannedFiring& firing : plan.firings | std::views::take(most_lines)) {
    text += firing_text(firing, width);
  }
  if (plan.firings.size() > most_lines) {
    text += fmt::format("  and {} more until {} (all of them: --format json)\n",
                        format_count(plan.firings.size() - most_lines),
                        instant(plan.firings.back().at));
  }
  for (const FaultSettings& fault : plan.scenario->faults) {
    if (!waits(fault)) continue;
    text += fmt::format("  {:>14}  {:<{}}  {}\n", "?", fault.name, width, condition(fault));
  }
  return text;
}

std::string estimate_text(const CostEstimate& estimate, std::size_t points) {
  return fmt::format(
      "about {} purchases a run, {} events in all, {} with {} thread{} (from short runs without "
      "faults{})\n",
      format_number(estimate.purchases_per_run), format_number(estimate.events),
      format_duration(estimate.seconds * 1e9, 2), estimate.jobs, estimate.jobs == 1 ? "" : "s",
      points == 1 ? "" : ", if all points cost the same");
}

Json firing_json(const PlannedFiring& firing) {
  const bool ends = firing.lasts != forever && firing.lasts > Duration{0};
  return {{"fault", firing.fault},
          {"at_ns", firing.at.count()},
          {"until_ns", ends ? Json((firing.at + firing.lasts).count()) : Json()},
          {"victims", firing.victims}};
}

Json condition_json(const FaultSettings& fault) {
  return {{"fault", fault.name},
          {"event", fault.clock.event},
          {"probability", json::number(fault.clock.probability.value())},
          {"times", fault.clock.times ? Json(*fault.clock.times) : Json()}};
}

}  // namespace

std::string plan_text(const StudyPlan& plan) {
  std::string text = fmt::format("{}: {}", plan.scenario->name, trials_line(plan));
  text += strategies_text(*plan.scenario);
  text += sweep_text(*plan.scenario) + point_text(plan) + firings_text(plan);
  if (plan.estimate) text += estimate_text(*plan.estimate, plan.points);
  return text;
}

std::string plan_json(const StudyPlan& plan) {
  Json strategies = Json::array();
  for (const StrategyEntry& entry : plan.scenario->strategies) {
    strategies.push_back({{"name", entry.name}, {"protocol", entry.protocol}});
  }
  Json firings = Json::array();
  for (const PlannedFiring& firing : plan.firings) firings.push_back(firing_json(firing));
  Json conditional = Json::array();
  for (const FaultSettings& fault : plan.scenario->faults) {
    if (waits(fault)) conditional.push_back(condition_json(fault));
  }
  Json estimate;
  if (plan.estimate) {
    estimate = {{"purchases_per_run", json::number(plan.estimate->purchases_per_run)},
                {"events", json::number(plan.estimate->events)},
                {"seconds", json::number(plan.estimate->seconds)},
                {"jobs", plan.estimate->jobs}};
  }
  Json set = Json::object();
  for (const auto& [path, value] : plan.set) set[path] = value;
  return json::document({{"schema", "txlab.plan/1"},
                         {"scenario", plan.scenario->name},
                         {"seed", plan.scenario->experiment.seed},
                         {"points", plan.points},
                         {"point", {{"number", plan.point}, {"set", set}}},
                         {"strategies", strategies},
                         {"trials", {{"min", plan.trials.least}, {"max", plan.trials.most}}},
                         {"firings", firings},
                         {"conditional", conditional},
                         {"estimate", estimate}});
}

}  // namespace txlab
