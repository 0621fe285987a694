// What `lint --format json` says about a scenario file.
#pragma once

#include <span>
#include <string>

namespace txlab {

struct ReportedDiagnostic {
  std::string file;
  int line = 0;          // 1-based
  int column = 0;        // 1-based, in characters of the source line
  std::string severity;  // error, warning, note
  std::string code;
  std::string message;
  std::string hint;  // empty: none
};

// {"diagnostics": [{"file", "line", "column", "severity", "code", "message", "hint"}]}
std::string diagnostics_json(std::span<const ReportedDiagnostic> diagnostics);

}  // namespace txlab
