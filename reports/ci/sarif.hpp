// SARIF 2.1.0 (OASIS standard): a result per broken claim, with the counterexample as a code flow.
//
// What cannot be told, or was not finished, is no result but a notification of the tool. Every
// location is that of the strategy in the scenario, since that is what somebody would change.
#pragma once

#include <string>

#include "reports/ci/ci_report.hpp"

namespace txlab {

std::string sarif_json(const CiReport& report);

}  // namespace txlab
