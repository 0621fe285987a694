#include "cli/page_report.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "cli/atomic_file.hpp"
#include "cli/page_bundle.hpp"
#include "cli/sweep.hpp"
#include "reports/json.hpp"
#include "reports/page/page.hpp"
#include "reports/shell.hpp"
#include "scenarios/language/read.hpp"

namespace txlab {

namespace {

// Each costs up to two runs, and tens of kilobytes of the page.
constexpr std::size_t told_at_most = 40;

std::string file_of(const StudyResult& study, const Arguments& arguments) {
  if (!arguments.scenarios.empty()) return quoted_for_shell(arguments.scenarios.front());
  return quoted_for_shell(study.scenario_file.empty() ? study.scenario_name : study.scenario_file);
}

// Whatever made the scenario another one than its file says, but for the points of a sweep.
std::string flags_of(const Arguments& arguments) {
  std::string flags;
  for (const std::string& file : arguments.overlays) flags += " -f " + quoted_for_shell(file);
  for (const std::string& one : arguments.profiles) flags += " --profile " + quoted_for_shell(one);
  for (const std::string& set : arguments.sets) flags += " --set " + quoted_for_shell(set);
  return flags;
}

std::vector<Incident> told(const StudyResult& study, const Arguments& arguments) {
  std::vector<Incident> all;
  if (arguments.scenarios.empty()) return all;
  const auto chosen = violations_to_tell(study, told_at_most);
  for (std::size_t i = 0; i < study.points.size(); ++i) {
    if (chosen[i].empty()) continue;
    const ReadResult read = read_at(study.points[i].set, arguments);
    if (!read.scenario) continue;
    for (Incident& one : incidents_of(*read.scenario, study.points[i], chosen[i])) {
      one.point = i;
      all.push_back(std::move(one));
    }
  }
  return all;
}

}  // namespace

ExitCode write_page(const StudyResult& study, const Arguments& arguments) {
  ExitCode code = ExitCode::success;
  std::string page;
  for (const ReportRequest& request : arguments.reports) {
    if (request.kind != "html") continue;
    if (page.empty()) {
      page = html_page({.result = result_json(study),
                        .description = study.description,
                        .scenario_file = file_of(study, arguments),
                        .command = arguments.command_line,
                        .flags = flags_of(arguments),
                        .folder = study.folder,
                        .tool = fmt::format("txlab {}", TXLAB_VERSION),
                        .incidents = told(study, arguments),
                        .language = arguments.language},
                       page_bundle());
    }
    const std::string problem = write_whole(request.file, page);
    if (problem.empty()) continue;
    std::fputs(fmt::format("txlab: {}\n", problem).c_str(), stderr);
    code = ExitCode::cannot_write;
  }
  return code;
}

}  // namespace txlab
