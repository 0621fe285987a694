// `--report KIND=FILE`: what explore and run found, in the forms that CI reads.
#pragma once

#include "cli/arguments.hpp"
#include "reports/ci/ci_report.hpp"
#include "reports/exit_code.hpp"
#include "scenarios/language/read.hpp"
#include "scenarios/study/result.hpp"

namespace txlab {

// Of a run that is over; nobody knows where its scenario is now.
CiContext ci_context_of_stored(const StudyResult& study);
CiContext ci_context(const ReadResult& read, const Arguments& arguments);

// A report without suites, dated now.
CiReport empty_ci_report(const std::string& verb, const std::string& scenario);

// Writes every report that was asked for. Annotations go to standard output, or to standard error
// if that holds JSON; with them a summary is appended to the file that GITHUB_STEP_SUMMARY names.
ExitCode write_ci_reports(const CiReport& report, const Arguments& arguments);

}  // namespace txlab
