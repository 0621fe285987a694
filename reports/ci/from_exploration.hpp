// What `explore` found, as cases for CI.
#pragma once

#include "reports/ci/ci_report.hpp"
#include "scenarios/study/exploration.hpp"

namespace txlab {

// `command`: what was typed; with a folder for trails it shows a case that has no trail yet.
CiReport ci_report(const Exploration& exploration, const CiContext& context,
                   const std::string& command);

}  // namespace txlab
