// txlab: the command line.
#include <cstdio>
#include <exception>
#include <string_view>

#include "cli/arguments.hpp"
#include "cli/candidates.hpp"
#include "cli/verbs.hpp"

int main(int argc, char** argv) {
  using namespace txlab;
  try {
    if (argc > 1 && std::string_view(argv[1]) == "__complete") {
      return print_candidates({argv + 2, argv + argc});
    }
    const Parsed parsed = parse_arguments(argc, argv);
    if (!parsed.arguments) return parsed.exit_code;
    switch (parsed.arguments->verb) {
      case Verb::run:
        return run_verb(*parsed.arguments);
      case Verb::lint:
        return lint_verb(*parsed.arguments);
      case Verb::plan:
        return plan_verb(*parsed.arguments);
      case Verb::list:
        return list_verb(*parsed.arguments);
      case Verb::explain:
        return explain_verb(*parsed.arguments);
      case Verb::schema:
        return schema_verb(*parsed.arguments);
      case Verb::init:
        return init_verb(*parsed.arguments);
      case Verb::fmt:
        return fmt_verb(*parsed.arguments);
      case Verb::validate:
        return validate_verb(*parsed.arguments);
      case Verb::explore:
        return explore_verb(*parsed.arguments);
      case Verb::replay:
        return replay_verb(*parsed.arguments);
      case Verb::selftest:
        return selftest_verb(*parsed.arguments);
      case Verb::report:
        return report_verb(*parsed.arguments);
      case Verb::trace:
        return trace_verb(*parsed.arguments);
      case Verb::completion:
        return completion_verb(*parsed.arguments);
      case Verb::man:
        return man_verb(*parsed.arguments);
      case Verb::version:
        std::puts("txlab " TXLAB_VERSION);
        return 0;
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "txlab: internal error: %s\n  Please report what you did.\n",
                 error.what());
  }
  return 70;
}
