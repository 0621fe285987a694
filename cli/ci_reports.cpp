#include "cli/ci_reports.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>

#include "cli/atomic_file.hpp"
#include "reports/ci/github.hpp"
#include "reports/ci/junit.hpp"
#include "reports/ci/markdown.hpp"
#include "reports/ci/sarif.hpp"

namespace txlab {

namespace {

// Now, or what SOURCE_DATE_EPOCH says for builds that must give the same bytes again.
std::string timestamp() {
  std::time_t seconds = std::time(nullptr);
  if (const char* const fixed = std::getenv("SOURCE_DATE_EPOCH")) {
    seconds = static_cast<std::time_t>(std::strtoll(fixed, nullptr, 10));
  }
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}", fmt::gmtime(seconds));
}

std::string text_for(const CiReport& report, const std::string& kind) {
  if (kind == "junit") return junit_xml(report);
  if (kind == "sarif") return sarif_json(report);
  return ci_markdown(report);
}

std::string annotate(const CiReport& report, const Arguments& arguments) {
  std::FILE* const out = arguments.format == "text" ? stdout : stderr;
  if (std::fputs(github_annotations(report).c_str(), out) < 0) return "cannot write annotations";
  const char* const summary = std::getenv("GITHUB_STEP_SUMMARY");
  if (summary == nullptr || *summary == '\0') return "";
  std::ofstream file(summary, std::ios::binary | std::ios::app);
  file << ci_markdown(report) << "\n";
  file.flush();
  return file ? "" : fmt::format("cannot write {}", summary);
}

}  // namespace

CiContext ci_context_of_stored(const StudyResult& study) {
  return {.tool_version = TXLAB_VERSION,
          .scenario_file = study.scenario_file.empty() ? study.scenario_name : study.scenario_file,
          .timestamp = timestamp()};
}

CiContext ci_context(const ReadResult& read, const Arguments& arguments) {
  CiContext context{.tool_version = TXLAB_VERSION,
                    .scenario_file = arguments.scenarios.front(),
                    .timestamp = timestamp()};
  for (const StrategyPlace& place : read.places) {
    if (place.file.starts_with("--set")) continue;
    context.places.emplace_back(place.strategy, SourcePlace{place.file, place.line, place.column});
  }
  return context;
}

CiReport empty_ci_report(const std::string& verb, const std::string& scenario) {
  return {
      .tool_version = TXLAB_VERSION, .verb = verb, .scenario = scenario, .timestamp = timestamp()};
}

ExitCode write_ci_reports(const CiReport& report, const Arguments& arguments) {
  ExitCode code = ExitCode::success;
  for (const ReportRequest& request : arguments.reports) {
    if (request.kind == "html") continue;  // page_report.hpp
    if (request.kind == "csv") continue;   // csv_report.hpp
    const std::string problem = request.kind == "github"
                                    ? annotate(report, arguments)
                                    : write_whole(request.file, text_for(report, request.kind));
    if (problem.empty()) continue;
    std::fputs(fmt::format("txlab: {}\n", problem).c_str(), stderr);
    code = ExitCode::cannot_write;
  }
  return code;
}

}  // namespace txlab
