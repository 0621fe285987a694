// txlab fmt: one layout for scenarios.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "cli/atomic_file.hpp"
#include "cli/diagnostics.hpp"
#include "cli/verbs.hpp"
#include "reports/exit_code.hpp"
#include "scenarios/language/layout/layout.hpp"
#include "scenarios/language/source.hpp"
#include "scenarios/language/text_file.hpp"

namespace txlab {

namespace {

namespace fs = std::filesystem;

void complain(const std::string& what) { std::fputs(("txlab: " + what + "\n").c_str(), stderr); }

// A link stays a link, and who may read the file stays who may read it.
ExitCode replace(const std::string& file, const std::string& text) {
  std::error_code error;
  const fs::path target = fs::canonical(file, error);
  const fs::perms allowed = fs::status(target, error).permissions();
  const std::string problem = write_whole(target.string(), text);
  if (!problem.empty()) {
    complain(problem);
    return ExitCode::cannot_write;
  }
  fs::permissions(target, allowed, error);
  return ExitCode::success;
}

ExitCode lay_out_file(const std::string& file, const Arguments& arguments) {
  const language::FileText read = language::read_text_file(file);
  if (!read.text) {
    complain(fmt::format("cannot read {}: {}", file, read.reason));
    return ExitCode::usage;
  }
  const LaidOut laid_out = lay_out(*read.text, file);
  print_diagnostics(laid_out.diagnostics, arguments);
  if (!laid_out.text) return ExitCode::usage;
  const bool is_input = file == "/dev/stdin";
  const bool changes = *laid_out.text != *read.text;
  if (arguments.check) {
    if (changes && !arguments.quiet) {
      std::fputs((file + "\n").c_str(), stdout);
      if (*laid_out.text == language::normalised(*read.text)) {
        complain(file + ": only its line ends or a byte order mark; lines end with LF");
      }
    }
    return changes ? ExitCode::failed : ExitCode::success;
  }
  if (is_input) {
    return write_whole("-", *laid_out.text).empty() ? ExitCode::success : ExitCode::cannot_write;
  }
  return changes ? replace(file, *laid_out.text) : ExitCode::success;
}

}  // namespace

int fmt_verb(const Arguments& arguments) {
  ExitCode code = ExitCode::success;
  for (const std::string& file : arguments.scenarios) {
    code = most_urgent({code, lay_out_file(file, arguments)});
  }
  return static_cast<int>(code);
}

}  // namespace txlab
