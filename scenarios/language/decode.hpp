// Decoding: from the tree to the Scenario, one function per section of the format.
//
// Every function reads its section of `top` into `out` and tells what is wrong with it; later ones
// may refer to the names that earlier ones have read. The order is that of this page.
#pragma once

#include <span>
#include <string>

#include "scenarios/language/fields.hpp"
#include "scenarios/study/scenario.hpp"

namespace txlab::language {

// The strategies that were asked for on the command line; none means all.
struct Selection {
  std::span<const std::string> names;
  bool takes(std::string_view strategy) const;
};

void decode_scenario(Context& context, const Node& tree, const Selection& selection, Scenario& out);

// Whether the node names one of the zones of the scenario.
bool check_zone(Fields& in, const Node& node, std::span<const std::string> zones);

void decode_zones(Fields& top, Scenario& out);
void decode_network(Fields& top, Scenario& out);
void decode_hosts(Fields& top, Scenario& out);
void decode_databases(Fields& top, Scenario& out);
void decode_clocks(Fields& top, Scenario& out);
void decode_workload(Fields& top, WorkloadSettings& out);
void decode_arrivals(Fields& workload, WorkloadSettings& out);
void decode_business(Fields& top, WorkloadSettings& out);
void decode_operators(Fields& top, Scenario& out);
void decode_background(Fields& top, WorkloadSettings& out);
void decode_strategies(Fields& top, Scenario& out);
void decode_faults(Fields& top, Scenario& out);
void decode_fault_clock(Fields& in, FaultClock& out);
void decode_properties(Fields& top, Scenario& out);
void decode_thresholds(Fields& top, Scenario& out);
void decode_requirements(Fields& top, Scenario& out);
void decode_expectations(Fields& top, Scenario& out);
void decode_experiment(Fields& top, const Selection& selection, Scenario& out);
void decode_sweep(Fields& top, Scenario& out);

std::vector<std::string> strategy_names(const Scenario& scenario);
std::vector<std::string> host_names(const Scenario& scenario);

}  // namespace txlab::language
