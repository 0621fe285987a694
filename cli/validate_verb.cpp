// txlab validate: the simulator against theory, papers and measured databases.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "cli/progress.hpp"
#include "cli/terminal_style.hpp"
#include "cli/verbs.hpp"
#include "reports/exit_code.hpp"
#include "reports/validation.hpp"
#include "scenarios/validation/validate.hpp"

namespace txlab {

namespace {

ExitCode code_of(validation::Verdict verdict) {
  switch (verdict) {
    case validation::Verdict::pass:
      return ExitCode::success;
    case validation::Verdict::fail:
      return ExitCode::failed;
    case validation::Verdict::inconclusive:
      break;
  }
  return ExitCode::inconclusive;
}

int no_such_check(const std::string& named) {
  std::string known;
  for (const validation::Check& check : validation::checks()) {
    known += fmt::format("  {:<24}{}\n", check.name, check.section);
  }
  std::fputs(fmt::format("txlab: no check is called `{}`; there are\n{}", named, known).c_str(),
             stderr);
  return static_cast<int>(ExitCode::usage);
}

}  // namespace

int validate_verb(const Arguments& arguments) {
  const auto wanted = validation::checks_named(arguments.subject);
  if (wanted.empty()) return no_such_check(arguments.subject);
  validation::Options options{.jobs = arguments.jobs};
  options.effort.seed = arguments.seed.value_or(options.effort.seed);
  if (arguments.brief) options.effort.form = validation::Effort::Form::brief;
  Progress progress(!arguments.quiet);
  options.progress = [&](std::size_t done, std::size_t total) { progress(done, total); };

  const auto rows = validation::validate(wanted, options);
  const ValidationReport report{rows, options.effort};
  const std::string text =
      arguments.format == "json"
          ? validation_json(report)
          : validation_text(report, {.colour = colourful(arguments.colour, STDOUT_FILENO)});
  std::fputs(text.c_str(), stdout);
  return static_cast<int>(code_of(validation::overall(rows)));
}

}  // namespace txlab
