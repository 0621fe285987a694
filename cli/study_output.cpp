#include "cli/study_output.hpp"

#include <unistd.h>

#include "cli/terminal_style.hpp"
#include "reports/json.hpp"
#include "reports/terminal.hpp"

namespace txlab {

std::string study_output(const StudyResult& study, const Arguments& arguments) {
  if (arguments.format == "json") return result_json(study);
  if (arguments.format == "ndjson") return result_ndjson(study);
  return terminal_report(study, terminal_style(arguments, STDOUT_FILENO));
}

}  // namespace txlab
