// txlab selftest: planted bugs against searches and checkers.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <thread>

#include "cli/interruption.hpp"
#include "cli/progress.hpp"
#include "cli/verbs.hpp"
#include "cli/vocabulary.hpp"
#include "reports/exit_code.hpp"
#include "reports/selftest.hpp"
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

}  // namespace

int selftest_verb(const Arguments& arguments) {
  selftest::Plan plan = selftest::plan_of(arguments.subject);
  if (plan.mutants.empty() && plan.checkers.empty()) {
    std::fputs(fmt::format("txlab: no mutant's name contains `{}`; txlab selftest --list has them "
                           "all\n",
                           arguments.subject)
                   .c_str(),
               stderr);
    return static_cast<int>(ExitCode::usage);
  }
  plan.budget = arguments.budget_runs.value_or(plan.budget);
  plan.threads = arguments.jobs > 0 ? arguments.jobs : std::thread::hardware_concurrency();
  plan.stop = &interruptible(arguments.timeout);
  Progress progress(!arguments.quiet);
  plan.progress = [&](std::size_t done, std::size_t total) { progress(done, total); };

  const selftest::Matrix matrix = selftest::kill_matrix(plan, read);
  const std::string text =
      arguments.format == "json"
          ? selftest_json(matrix)
          : selftest_text(matrix, {.colour = colourful(arguments.colour, STDOUT_FILENO)});
  std::fputs(text.c_str(), stdout);
  const bool written = std::fflush(stdout) == 0;
  return static_cast<int>(most_urgent({interrupted_by().value_or(ExitCode::success),
                                       written ? ExitCode::success : ExitCode::cannot_write,
                                       matrix.failed() ? ExitCode::failed : ExitCode::success}));
}

}  // namespace txlab
