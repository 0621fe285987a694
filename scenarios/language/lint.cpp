#include "scenarios/language/lint.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/language/suggest.hpp"
#include "scenarios/language/traps/traps.hpp"

namespace txlab::language {

namespace {

const HostSettings* find_host(const Scenario& scenario, const std::string& name) {
  const auto found = std::find_if(scenario.hosts.begin(), scenario.hosts.end(),
                                  [&](const HostSettings& host) { return host.name == name; });
  return found == scenario.hosts.end() ? nullptr : &*found;
}

void lint_fault(Problems& problems, const Node& node, const Scenario& scenario,
                const FaultSettings& fault) {
  const Duration end = arrivals_last(scenario.workload);
  if (fault.clock.kind == FaultClock::Kind::at && fault.clock.at - start_of_run >= end) {
    problems.warn(
        code::fault_outside_run, deepest(node, {"at"}).span,
        fmt::format("fault `{}` comes after the last arrival ({}s)", fault.name, in_seconds(end)),
        {"the world may be quiet by then", "txlab explain fault-outside-run"});
  }
  const HostSettings* host = find_host(scenario, fault.target.name);
  const auto& pick = fault.target.pick;
  const bool counted =
      fault.target.kind == FaultTarget::Kind::host && pick.kind == FaultTarget::Pick::Kind::count;
  if (counted && host != nullptr && pick.count > host->replicas) {
    problems.warn(code::pick_too_many, deepest(node, {"target", "pick"}).span,
                  fmt::format("fault `{}` picks {} of {} replicas of `{}`", fault.name, pick.count,
                              host->replicas, host->name),
                  {"", "txlab explain pick-too-many"});
  }
}

void lint_databases(Problems& problems, const Node& tree, const Scenario& scenario) {
  std::vector<std::string> used;
  for (const HostSettings& host : scenario.hosts) {
    if (!host.database.empty()) used.push_back(host.database);
  }
  for (const Entry& entry : deepest(tree, {"databases"}).entries) {
    if (std::find(used.begin(), used.end(), entry.key) != used.end()) continue;
    problems.warn(code::unused_database, entry.span,
                  fmt::format("no host uses the database `{}`", entry.key),
                  {did_you_mean(entry.key, used), "txlab explain unused-database"});
  }
}

}  // namespace

void lint(Problems& problems, const Node& tree, const Scenario& scenario,
          const Vocabulary& vocabulary) {
  const Node* faults = tree.find("faults");
  for (std::size_t i = 0; faults != nullptr && i < scenario.faults.size(); ++i) {
    lint_fault(problems, faults->items[i], scenario, scenario.faults[i]);
  }
  if (tree.find("databases") != nullptr) lint_databases(problems, tree, scenario);
  const Traps traps{problems, tree, scenario, vocabulary};
  find_traps_of_time(traps);
  find_traps_of_load(traps);
  find_traps_of_machines(traps);
  find_traps_of_judgement(traps);
}

}  // namespace txlab::language
