// txlab: the command line.
#include <cstdio>
#include <exception>
#include <string_view>

#include "cli/arguments.hpp"
#include "cli/candidates.hpp"
#include "cli/message_list.hpp"
#include "cli/verbs.hpp"
#include "reports/exit_code.hpp"

namespace txlab {

namespace {

int outcome_of(const Arguments& arguments) {
  switch (arguments.verb) {
    case Verb::run:
      return run_verb(arguments);
    case Verb::lint:
      return lint_verb(arguments);
    case Verb::plan:
      return plan_verb(arguments);
    case Verb::list:
      return list_verb(arguments);
    case Verb::explain:
      return explain_verb(arguments);
    case Verb::schema:
      return schema_verb(arguments);
    case Verb::init:
      return init_verb(arguments);
    case Verb::fmt:
      return fmt_verb(arguments);
    case Verb::fit:
      return fit_verb(arguments);
    case Verb::validate:
      return validate_verb(arguments);
    case Verb::explore:
      return explore_verb(arguments);
    case Verb::replay:
      return replay_verb(arguments);
    case Verb::selftest:
      return selftest_verb(arguments);
    case Verb::report:
      return report_verb(arguments);
    case Verb::trace:
      return trace_verb(arguments);
    case Verb::completion:
      return completion_verb(arguments);
    case Verb::man:
      return man_verb(arguments);
    case Verb::version:
      std::puts("txlab " TXLAB_VERSION);
      return 0;
  }
  return static_cast<int>(ExitCode::internal);
}

// What was printed is there, or the outcome says that it is not: for all verbs, because a full disk
// is known only when the buffer is emptied.
int with_output_written(int outcome) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return outcome;
  std::fputs("txlab: cannot write to standard output\n", stderr);
  return static_cast<int>(most_urgent({static_cast<ExitCode>(outcome), ExitCode::cannot_write}));
}

int outcome_of_line(int argc, char** argv) {
  if (argc > 1 && std::string_view(argv[1]) == "__complete") {
    return print_candidates({argv + 2, argv + argc});
  }
  if (argc == 2 && std::string_view(argv[1]) == "__messages") return print_messages();
  const Parsed parsed = parse_arguments(argc, argv);
  return parsed.arguments ? outcome_of(*parsed.arguments) : parsed.exit_code;
}

}  // namespace

}  // namespace txlab

int main(int argc, char** argv) {
  using namespace txlab;
  try {
    return with_output_written(outcome_of_line(argc, argv));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "txlab: internal error: %s\n  Please report what you did.\n",
                 error.what());
  }
  return static_cast<int>(ExitCode::internal);
}
