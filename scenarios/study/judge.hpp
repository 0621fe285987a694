// Judging one strategy: its claims, the scenario's thresholds, and what the scenario expects to
// fail.
#pragma once

#include <span>

#include "scenarios/study/result.hpp"
#include "scenarios/study/run.hpp"

namespace txlab {

// Whether the strategy claims the property, and nothing in the scenario withdraws the claim.
bool is_held_to(const Scenario& scenario, const StrategyEntry& entry, PropertyId property);

void judge_properties(const Scenario& scenario, const StrategyEntry& entry,
                      std::span<const RunResult> runs, StrategyResult& result);
void judge_thresholds(const Scenario& scenario, const StrategyEntry& entry,
                      std::span<const RunResult> runs, StrategyResult& result);
// The same for what a strategy must meet to be chosen, which is harder: one replication has no
// interval, so it decides about nothing but what is declared; and what never happened in n
// purchases may happen in three of n.
void judge_requirements(const Scenario& scenario, std::span<const RunResult> runs,
                        StrategyResult& result);
// After properties and thresholds.
void judge_expectations(const Scenario& scenario, const StrategyEntry& entry,
                        StrategyResult& result);

}  // namespace txlab
