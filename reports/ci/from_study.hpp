// What `run` found, as cases for CI: claims and thresholds, and whether they fail where they are
// expected to.
#pragma once

#include "reports/ci/ci_report.hpp"
#include "scenarios/study/result.hpp"

namespace txlab {

// A case fails exactly if it gives the program its exit code 1, and is undecided if it gives 3.
CiReport ci_report(const StudyResult& study, const CiContext& context);

}  // namespace txlab
