// Data files: CSV files that a scenario names, read into its tree.
//
// `{dist: samples, file: x.csv, ...}` becomes `{dist: samples, values: [...]}`, and a phase
// `{process: trace, file: x.csv, ...}` gets `offsets`; `{dist: lognormal, fit: x.csv, ...}` gets
// the parameters under which the values are likeliest. So the resolved scenario is enough to run
// again and its digest covers the data.
#pragma once

#include "scenarios/language/node.hpp"
#include "scenarios/language/problems.hpp"

namespace txlab::language {

void inline_data_files(Problems& problems, Node& tree);

}  // namespace txlab::language
