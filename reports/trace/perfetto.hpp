// Spans as a Perfetto trace: a process per host, slices, and flows for messages (binary protobuf).
//
// Slices of one track must nest, and what one host does for one purchase need not: a host has as
// many tracks as it takes.
#pragma once

#include <string>

#include "reports/trace/exported_run.hpp"

namespace txlab {

std::string perfetto_trace(const ExportedRun& run);

}  // namespace txlab
