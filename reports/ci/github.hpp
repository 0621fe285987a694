// Workflow commands of GitHub Actions: annotations at the lines of the scenario.
#pragma once

#include <string>

#include "reports/ci/ci_report.hpp"

namespace txlab {

// A page shows ten annotations of a kind per step, so there are nine, and one that says how many
// are not shown. Each is one line.
std::string github_annotations(const CiReport& report);

}  // namespace txlab
