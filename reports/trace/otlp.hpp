// Spans as OpenTelemetry's OTLP in JSON: one resource per host, one trace per purchase.
//
// Ids are lower-case hexadecimal, times are strings of nanoseconds, enumerations are numbers
// (opentelemetry-proto, docs/specification.md, "JSON Protobuf Encoding"). The run begins at
// 2020-01-01 00:00 UTC, so that tools which distrust times near 1970 show it. Ids are functions of
// strategy, seed and purchase.
#pragma once

#include <string>

#include "reports/trace/exported_run.hpp"

namespace txlab {

std::string otlp_json(const ExportedRun& run);

}  // namespace txlab
