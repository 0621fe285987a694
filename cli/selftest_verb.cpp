// txlab selftest: planted bugs against searches and checkers.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <thread>

#include "cli/interruption.hpp"
#include "cli/progress.hpp"
#include "cli/terminal_style.hpp"
#include "cli/verbs.hpp"
#include "cli/vocabulary.hpp"
#include "reports/exit_code.hpp"
#include "reports/selftest.hpp"
#include "scenarios/language/read.hpp"
#include "scenarios/selftest/kill_matrix.hpp"
#include "sim/base/check.hpp"

namespace txlab {

namespace {

Scenario read(const std::string& text, const std::vector<std::string>& sets) {
  ReadOptions options;
  options.sets = sets;
  options.vocabulary = vocabulary();
  ReadResult result = read_scenario_text(text, "selftest", options);
  CHECK(result.scenario.has_value());
  return *std::move(result.scenario);
}

int nothing_named(const std::string& wanted) {
  std::fputs(fmt::format("txlab: nothing that is planted is called `{}`; txlab selftest --list has "
                         "it all\n",
                         wanted)
                 .c_str(),
             stderr);
  return static_cast<int>(ExitCode::usage);
}

std::string rendered(const selftest::Matrix& matrix, const Arguments& arguments) {
  if (arguments.format == "json") return selftest_json(matrix);
  const TerminalStyle style{.colour = colourful(arguments.colour, STDOUT_FILENO)};
  return arguments.list_only ? selftest_list(matrix, style) : selftest_text(matrix, style);
}

}  // namespace

int selftest_verb(const Arguments& arguments) {
  selftest::Plan plan = selftest::plan_of(arguments.subject);
  if (plan.mutants.empty() && plan.checkers.empty()) return nothing_named(arguments.subject);
  if (arguments.list_only) {
    std::fputs(rendered(selftest::described(plan), arguments).c_str(), stdout);
    return static_cast<int>(ExitCode::success);
  }
  plan.budget = arguments.budget_runs.value_or(plan.budget);
  plan.threads = arguments.jobs > 0 ? arguments.jobs : std::thread::hardware_concurrency();
  plan.stop = &interruptible(arguments.timeout);
  Progress progress(!arguments.quiet);
  plan.progress = [&](std::size_t done, std::size_t total) { progress(done, total); };

  const selftest::Matrix matrix = selftest::kill_matrix(plan, read);
  std::fputs(rendered(matrix, arguments).c_str(), stdout);
  return static_cast<int>(most_urgent({interrupted_by().value_or(ExitCode::success),
                                       matrix.failed() ? ExitCode::failed : ExitCode::success}));
}

}  // namespace txlab
