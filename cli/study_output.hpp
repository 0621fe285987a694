// What `run` and `report` print of a study on standard output.
#pragma once

#include <string>

#include "cli/arguments.hpp"
#include "scenarios/study/result.hpp"

namespace txlab {

// In the format that was asked for: text, json or ndjson.
std::string study_output(const StudyResult& study, const Arguments& arguments);

}  // namespace txlab
