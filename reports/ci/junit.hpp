// JUnit XML: a suite per strategy, a test case per claim.
//
// There is no standard. What is written here is valid both by the schema of Ant's JUnit task and by
// the one of Jenkins, so it has no `skipped` and no `properties` inside of cases, which one of them
// does not know. Times are 0, so that the same findings give the same file.
#pragma once

#include <string>

#include "reports/ci/ci_report.hpp"

namespace txlab {

std::string junit_xml(const CiReport& report);

}  // namespace txlab
