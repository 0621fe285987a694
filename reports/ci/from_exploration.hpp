// What `explore` found and `replay` repeated, as cases for CI.
#pragma once

#include "reports/ci/ci_report.hpp"
#include "reports/exploration.hpp"
#include "scenarios/study/exploration.hpp"

namespace txlab {

// `command`: what was typed; with a folder for trails it shows a case that has no trail yet.
CiReport ci_report(const Exploration& exploration, const CiContext& context,
                   const std::string& command);

// One trail that was replayed from `file`. A run that is not the recorded one is undecided.
CiCase case_of(const std::string& file, const ReplayReport& report, bool diverged);

}  // namespace txlab
