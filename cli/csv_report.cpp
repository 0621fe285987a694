#include "cli/csv_report.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "cli/atomic_file.hpp"
#include "reports/csv.hpp"

namespace txlab {

ExitCode write_csv(const StudyResult& study, const Arguments& arguments) {
  namespace fs = std::filesystem;
  ExitCode code = ExitCode::success;
  for (const ReportRequest& request : arguments.reports) {
    if (request.kind != "csv") continue;
    std::error_code error;
    fs::create_directories(request.file, error);
    std::string problem;
    if (!fs::is_directory(request.file)) problem = request.file + " is not a folder";
    for (const auto& [name, text] : csv_tables(study)) {
      if (!problem.empty()) break;
      problem = write_whole((fs::path(request.file) / name).string(), text);
    }
    if (problem.empty()) continue;
    std::fputs(fmt::format("txlab: {}\n", problem).c_str(), stderr);
    code = ExitCode::cannot_write;
  }
  return code;
}

}  // namespace txlab
