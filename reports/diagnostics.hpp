// What `lint --format json` and `--format sarif` say about scenario files.
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
  std::string hint;     // empty: none
  int length = 0;       // in characters
  std::string meaning;  // of the code, in a sentence
};

// {"diagnostics": [{"file", "line", "column", "severity", "code", "message", "hint"}]}
std::string diagnostics_json(std::span<const ReportedDiagnostic> diagnostics);

// SARIF 2.1.0: a rule per code, a result per diagnostic; `version` is that of txlab.
std::string diagnostics_sarif(std::span<const ReportedDiagnostic> diagnostics,
                              const std::string& version);

}  // namespace txlab
