// Latencies that somebody has measured: a column of a CSV file, or spans of traces.
#pragma once

#include <optional>
#include <vector>

#include "cli/arguments.hpp"
#include "reports/fit/fit_report.hpp"

namespace txlab {

struct MeasuredLatencies {
  std::vector<double> nanoseconds;  // two or more, none negative
  MeasuredSource source;
};

// Nothing, and the reason on standard error with what to do about it.
std::optional<MeasuredLatencies> read_latencies(const Arguments& arguments);

}  // namespace txlab
