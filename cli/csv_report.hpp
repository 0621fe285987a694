// `--report csv=DIR`: the comparison for spreadsheets.
#pragma once

#include "cli/arguments.hpp"
#include "reports/exit_code.hpp"
#include "scenarios/study/result.hpp"

namespace txlab {

// Writes a file per table into each folder that was asked for; what is there under another name
// stays.
ExitCode write_csv(const StudyResult& study, const Arguments& arguments);

}  // namespace txlab
