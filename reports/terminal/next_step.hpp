// The command that answers the first question a report leaves.
#pragma once

#include <string>
#include <vector>

#include "reports/messages/messages.hpp"
#include "scenarios/study/result.hpp"

namespace txlab::terminal {

struct NextStep {
  std::vector<std::string> command;  // words, quoted for a shell
  std::string purpose;
};

// A broken claim is looked at first, then a limit, then what more replications can settle, then
// what `naive` and the like violate; without any of these one run of the baseline.
NextStep next_step(const StudyResult& study, const PointResult& point, Language language);

}  // namespace txlab::terminal
