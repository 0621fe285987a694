// The exit codes of the program, and which one a study deserves. Scripts rely on them.
#pragma once

#include <initializer_list>

#include "scenarios/study/result.hpp"

namespace txlab {

enum class ExitCode : int {
  success = 0,
  failed = 1,        // a claim, a threshold, a comparison or an expectation
  usage = 2,         // of the command line, or an error in a scenario
  inconclusive = 3,  // not enough replications to tell
  baseline = 4,      // missing or incompatible
  diverged = 5,      // a trail did not repeat itself
  internal = 70,
  cannot_write = 74,
  interrupted = 130,
  terminated = 143,
};

// What the results alone amount to: success, failed or inconclusive. A property that is violated
// counts only if it is claimed, not withdrawn and not expected to be; an expectation that does not
// come true is a failure.
ExitCode exit_code_of(const StudyResult& study);

// What one property of a strategy, or one threshold, adds to that.
ExitCode code_of(const PropertyResult& property);
ExitCode code_of(const ThresholdResult& threshold);

// If several apply: interrupted before internal errors before results that cannot be written before
// usage, and so on down to inconclusive.
ExitCode most_urgent(std::initializer_list<ExitCode> codes);

}  // namespace txlab
