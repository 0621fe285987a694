// `--report html=FILE`: the page for people.
#pragma once

#include "cli/arguments.hpp"
#include "reports/exit_code.hpp"
#include "scenarios/study/result.hpp"

namespace txlab {

// Writes every page that was asked for. The runs that broke something are repeated for it, to be
// told, if there is a scenario among the arguments; what is wrong is said on standard error.
ExitCode write_page(const StudyResult& study, const Arguments& arguments);

}  // namespace txlab
