// The sections in their order, and what is left of them when only some strategies are selected.
#include <fmt/format.h>

#include <algorithm>

#include "scenarios/language/decode.hpp"
#include "scenarios/language/plain_text.hpp"

namespace txlab::language {

namespace {

void read_version(Fields& top) {
  std::int64_t version = 1;
  if (!top.read("version", version) || version == 1) return;
  top.error(code::out_of_range, "version",
            fmt::format("this is a scenario of version {}; version 1 is known", version),
            "write `1`");
}

void check_selection(Context& context, const Selection& selection, const Scenario& scenario) {
  const auto names = strategy_names(scenario);
  for (const std::string& wanted : selection.names) {
    if (std::find(names.begin(), names.end(), wanted) != names.end()) continue;
    context.problems.error(code::unknown_name, {0, 0, 0},
                           fmt::format("the scenario has no strategy `{}`", wanted),
                           {did_you_mean(wanted, names), ""});
  }
}

void keep_selected(const Selection& selection, Scenario& out) {
  std::erase_if(out.strategies,
                [&](const StrategyEntry& one) { return !selection.takes(one.name); });
  std::erase_if(out.thresholds, [&](const Threshold& one) {
    return one.strategy != "each" && !selection.takes(one.strategy);
  });
  std::erase_if(out.expectations,
                [&](const Expectation& one) { return !selection.takes(one.strategy); });
}

}  // namespace

void decode_scenario(Context& context, const Node& tree, const Selection& selection,
                     Scenario& out) {
  Fields top(context, tree, {"the scenario", "scenario"});
  read_version(top);
  top.read("name", out.name);
  if (const Node* name = tree.find("name")) check_own_name(context.problems, out.name, name->span);
  top.supply_scalar("name", out.name);
  top.read("description", out.description);
  decode_zones(top, out);
  decode_network(top, out);
  decode_hosts(top, out);
  decode_databases(top, out);
  decode_clocks(top, out);
  decode_workload(top, out.workload);
  decode_business(top, out.workload);
  decode_operators(top, out);
  decode_background(top, out.workload);
  decode_strategies(top, out);
  decode_faults(top, out);
  top.read("drain", out.drain);
  decode_properties(top, out);
  decode_thresholds(top, out);
  decode_requirements(top, out);
  decode_expectations(top, out);
  decode_experiment(top, selection, out);
  decode_sweep(top, out);
  top.finish();
  if (tree.find("strategies") != nullptr) check_selection(context, selection, out);
  keep_selected(selection, out);
}

}  // namespace txlab::language
