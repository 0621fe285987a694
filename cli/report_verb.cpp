// txlab report: renders the results of an older run again.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "cli/ci_reports.hpp"
#include "cli/csv_report.hpp"
#include "cli/page_report.hpp"
#include "cli/stored_text.hpp"
#include "cli/study_output.hpp"
#include "cli/verbs.hpp"
#include "reports/ci/from_study.hpp"
#include "reports/exit_code.hpp"
#include "reports/shell.hpp"
#include "reports/stored_result.hpp"

namespace txlab {

namespace {

namespace fs = std::filesystem;

StoredResult unreadable(const fs::path& file, const std::string& why) {
  return {std::nullopt, fmt::format("{}: {}", file.string(), why)};
}

// The results in a folder, or in a file `result.json` of any name.
StoredResult stored_at(const std::string& place) {
  std::error_code error;
  std::string manifest_text;
  fs::path file(place);
  if (fs::is_directory(file, error)) {
    const fs::path manifest = file / "manifest.json";
    const language::FileText text = stored_text(manifest);
    if (!text.text) {
      return unreadable(manifest, text.reason + "; is this a folder of `run -o`?");
    }
    const std::string problem = manifest_problem(*text.text);
    if (!problem.empty()) return unreadable(manifest, problem);
    manifest_text = *text.text;
    file /= "result.json";
  }
  const language::FileText text = stored_text(file);
  if (!text.text) return unreadable(file, text.reason);
  if (!is_result_of(manifest_text, *text.text)) {
    return unreadable(file,
                      "it is not of the run that manifest.json tells of: whoever wrote the "
                      "folder was stopped halfway; run it again");
  }
  StoredResult stored = read_result(*text.text);
  if (!stored.study) return unreadable(file, stored.problem);
  // A folder of before there were trails, or a file without its folder, has none.
  if (fs::is_directory(fs::path(place) / "trails", error)) stored.study->folder = place;
  return stored;
}

// As if what was run were run now: a folder has the scenario that it is the result of.
Arguments as_run(const Arguments& arguments) {
  Arguments run = arguments;
  std::error_code error;
  const fs::path scenario = fs::path(arguments.subject) / "scenario.resolved.yaml";
  if (!fs::is_regular_file(scenario, error)) return run;
  run.scenarios = {scenario.string()};
  run.command_line = "txlab run " + quoted_for_shell(scenario.string());
  return run;
}

}  // namespace

int report_verb(const Arguments& arguments) {
  const StoredResult stored = stored_at(arguments.subject);
  if (!stored.study) {
    std::fputs(fmt::format("txlab: {}\n", stored.problem).c_str(), stderr);
    return static_cast<int>(ExitCode::usage);
  }
  const StudyResult& study = *stored.study;
  std::fputs(study_output(study, arguments).c_str(), stdout);
  const ExitCode reported =
      write_ci_reports(ci_report(study, ci_context_of_stored(study)), arguments);
  const ExitCode page = write_page(study, as_run(arguments));
  const ExitCode tables = write_csv(study, arguments);
  return static_cast<int>(most_urgent({reported, page, tables, exit_code_of(study)}));
}

}  // namespace txlab
