#include "reports/strategies/demonstration.hpp"

#include <fmt/format.h>

#include "models/fund/purchase.hpp"
#include "reports/trace/traced_run.hpp"
#include "scenarios/language/read.hpp"
#include "scenarios/study/study.hpp"
#include "sim/base/check.hpp"

namespace txlab {

namespace {

constexpr IntentId purchase{1};

Scenario scenario_of(const Protocol& protocol, const std::vector<std::string>& sets,
                     const Vocabulary& vocabulary) {
  const auto& setting = protocol.portrait.setting;
  ReadOptions options{.sets = {setting.begin(), setting.end()}, .vocabulary = vocabulary};
  options.sets.insert(options.sets.end(), sets.begin(), sets.end());
  ReadResult read =
      read_scenario_text(demonstration_scenario(protocol.name), "one-purchase.yaml", options);
  CHECK(read.scenario.has_value());
  return *read.scenario;
}

StrategyResult result_of(const Scenario& scenario) {
  return run_point(scenario, {.jobs = 1}).result.strategies.front();
}

std::vector<std::pair<std::string, Duration>> told_in(const History& history, Instant origin) {
  std::vector<std::pair<std::string, Duration>> told;
  for (const HistoryEvent& event : history.events) {
    if (event.kind != Happening::Kind::told) continue;
    const std::string what(name_of(static_cast<Told>(event.value)));
    // The answer to a request and a notice may say the same.
    if (told.empty() || told.back().first != what) told.emplace_back(what, event.at - origin);
  }
  return told;
}

}  // namespace

std::string demonstration_scenario(std::string_view protocol) {
  return fmt::format(
      "version: 1\n"
      "name: one-purchase\n"
      "network: {{defaults: {{latency: 1ms}}}}\n"
      "workload:\n"
      "  customers: 1\n"
      "  arrivals: [{{process: trace, offsets: [1s], for: 1m}}]\n"
      "strategies:\n"
      "  {0}: {{protocol: {0}}}\n"
      "experiment: {{replications: 1, seed: 1}}\n",
      protocol);
}

Demonstration demonstrate(const Protocol& protocol, const std::vector<std::string>& sets,
                          const Vocabulary& vocabulary) {
  const Scenario scenario = scenario_of(protocol, sets, vocabulary);
  const std::uint64_t seed = scenario.experiment.seed;
  const History whole = traced_run(scenario, seed, {purchase, false, true});
  const History history = about(whole, purchase, Crashes::meanwhile);
  Demonstration shown{space_time(Story{history, {}, {}, {}, {}}, Plot{.purchase = purchase}),
                      result_of(scenario),
                      {}};
  shown.told = told_in(history, shown.picture.origin);
  return shown;
}

StrategyResult measure_one(const Protocol& protocol, const std::vector<std::string>& sets,
                           const Vocabulary& vocabulary) {
  return result_of(scenario_of(protocol, sets, vocabulary));
}

}  // namespace txlab
