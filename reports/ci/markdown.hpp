// Markdown for the summary of a job: a table of all strategies, what is broken, and a drawing of
// the first violation.
#pragma once

#include <string>

#include "reports/ci/ci_report.hpp"

namespace txlab {

std::string ci_markdown(const CiReport& report);

}  // namespace txlab
