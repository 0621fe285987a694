// Places of files in SARIF 2.1.0: section 3.29, physicalLocation.
#pragma once

#include <string>

#include "reports/ci/ci_report.hpp"
#include "reports/json_values.hpp"

namespace txlab::sarif {

// A path as a URI reference: relative to where txlab was called, or absolute with its scheme.
std::string uri_of(const std::string& path);

json::Json text(const std::string& words);

// Columns are those of `columnKind: unicodeCodePoints`.
json::Json physical(const SourcePlace& place);

// A whole log of one run of txlab.
json::Json log_of(json::Json run);

}  // namespace txlab::sarif
