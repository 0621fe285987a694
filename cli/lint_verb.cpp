// txlab lint: all errors and warnings of scenarios, without running them.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "cli/read_options.hpp"
#include "cli/terminal_style.hpp"
#include "cli/verbs.hpp"
#include "reports/diagnostics.hpp"
#include "reports/exit_code.hpp"
#include "scenarios/language/codes.hpp"
#include "scenarios/language/render.hpp"

namespace txlab {

namespace {

std::string_view meaning_of(std::string_view code) {
  const auto known = language::codes();
  const auto found = std::ranges::find(known, code, &language::Code::name);
  return found == known.end() ? std::string_view() : found->meaning;
}

ReportedDiagnostic reported(const Diagnostic& diagnostic) {
  return {.file = diagnostic.file,
          .line = static_cast<int>(diagnostic.line),
          .column = static_cast<int>(diagnostic.column),
          .severity = diagnostic.severity == Severity::error ? "error" : "warning",
          .code = diagnostic.code,
          .message = diagnostic.message,
          .hint = diagnostic.hint,
          .length = static_cast<int>(diagnostic.length),
          .meaning = std::string(meaning_of(diagnostic.code))};
}

// What is wrong with the scenario as it is asked for, and with each profile laid over it; what is
// wrong with several is told once.
std::vector<Diagnostic> with_every_profile(const std::string& file, ReadOptions options) {
  const ReadResult read = read_scenario(file, options);
  std::vector<Diagnostic> all = read.diagnostics;
  for (const std::string& profile : read.profiles) {
    if (std::ranges::find(options.profiles, profile) != options.profiles.end()) continue;
    options.profiles.push_back(profile);
    for (const Diagnostic& one : read_scenario(file, options).diagnostics) {
      if (std::ranges::find(all, one) == all.end()) all.push_back(one);
    }
    options.profiles.pop_back();
  }
  return all;
}

// Where more is said about what was found, the first mistake first.
std::string further_reading(const std::vector<Diagnostic>& all) {
  std::vector<std::string> codes;
  for (const Diagnostic& one : all) {
    if (std::ranges::find(codes, one.code) == codes.end()) codes.push_back(one.code);
  }
  if (codes.empty()) return "";
  const std::string others =
      codes.size() == 1
          ? ""
          : fmt::format(" (also {})", fmt::join(codes.begin() + 1, codes.end(), ", "));
  return fmt::format("; with an example: txlab explain {}{}", codes.front(), others);
}

}  // namespace

int lint_verb(const Arguments& arguments) {
  std::vector<Diagnostic> all;
  for (const std::string& file : arguments.scenarios) {
    const std::vector<Diagnostic> found = with_every_profile(file, read_options(arguments));
    all.insert(all.end(), found.begin(), found.end());
  }
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::vector<ReportedDiagnostic> report;
  const Ink ink = colourful(arguments.colour, STDOUT_FILENO) ? Ink::coloured : Ink::plain;
  for (const Diagnostic& diagnostic : all) {
    (diagnostic.severity == Severity::error ? errors : warnings) += diagnostic.stands_for;
    report.push_back(reported(diagnostic));
    if (arguments.format == "text") std::fputs((render(diagnostic, ink) + "\n").c_str(), stdout);
    if (arguments.format == "short") {
      std::fputs(render_short(diagnostic).c_str(), stdout);
    }
  }
  if (arguments.format == "json") std::fputs(diagnostics_json(report).c_str(), stdout);
  if (arguments.format == "sarif") {
    std::fputs(diagnostics_sarif(report, TXLAB_VERSION).c_str(), stdout);
  }
  if (arguments.format == "text" && !arguments.quiet) {
    std::fputs(fmt::format("{} file(s): {} error(s), {} warning(s){}\n", arguments.scenarios.size(),
                           errors, warnings, further_reading(all))
                   .c_str(),
               stderr);
  }
  if (errors > 0) return static_cast<int>(ExitCode::usage);
  const bool fails = arguments.strict && !all.empty();
  return static_cast<int>(fails ? ExitCode::failed : ExitCode::success);
}

}  // namespace txlab
