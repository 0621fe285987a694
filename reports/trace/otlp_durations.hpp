// How long the spans of one name took, from traces in OTLP's JSON: one document, or a line each as
// OpenTelemetry's collector writes files.
//
// Spans stand in resourceSpans[].scopeSpans[].spans[]; their times are nanoseconds, as strings or
// as numbers (opentelemetry-proto, docs/specification.md, "JSON Protobuf Encoding").
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace txlab {

struct OtlpDurations {
  std::vector<double> nanoseconds;  // of the spans of that name, in the order of the file
  std::size_t unfinished = 0;       // spans of that name without an end, which are left out
  // All names there are with their numbers, in order of name.
  std::vector<std::pair<std::string, std::size_t>> names;
  std::string mistake;  // why the file is no trace, or empty
};

// Without a name only `names` are found. Nothing that a file may contain throws.
OtlpDurations otlp_durations(std::string_view text, std::string_view name);

}  // namespace txlab
