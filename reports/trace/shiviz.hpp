// A log with vector clocks that ShiViz draws (Beschastnikh et al., Visualizing Distributed System
// Executions, TOSEM 2020).
//
// The first line is the regular expression by which ShiViz shall read the log, the second the
// delimiter of executions (none); then two lines per event: its words, and its host with its clock.
#pragma once

#include <string>

#include "reports/trace/exported_run.hpp"

namespace txlab {

std::string shiviz_log(const ExportedRun& run);

}  // namespace txlab
