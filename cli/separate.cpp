#include "cli/separate.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <thread>

#include "cli/explorer.hpp"
#include "cli/fingerprint.hpp"
#include "cli/interruption.hpp"
#include "cli/self_audit.hpp"
#include "cli/stopwatch.hpp"
#include "cli/trail_place.hpp"
#include "reports/exit_code.hpp"
#include "reports/separation.hpp"
#include "scenarios/language/suggest.hpp"
#include "scenarios/language/trail_file.hpp"

namespace txlab {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t usual_runs = 5'000;
constexpr std::uint64_t no_limit = std::uint64_t{1} << 62;

// One strategy, alone with one purchase and with two.
struct Alone {
  Reduced one;
  Reduced two;
  std::uint32_t held;
  ExploredWorld world_of_one;
  ExploredWorld world_of_two;

  Alone(const ReadResult& read, const std::string& name)
      : one(reduce(read, name, 1)),
        two(reduce(read, name, 2)),
        held(held_to(one.scenario, read.scenario->expectations)),
        world_of_one(one.scenario, read.scenario->experiment.seed, held),
        world_of_two(two.scenario, read.scenario->experiment.seed, held) {}

  Contender contender() const { return {{world_of_one, world_of_two}, held}; }
};

// The two names, or empty ones after saying what is wrong.
std::array<std::string, 2> names_in(const std::string& text, const Scenario& scenario) {
  const std::size_t comma = text.find(',');
  std::array<std::string, 2> names{text.substr(0, comma),
                                   comma == std::string::npos ? "" : text.substr(comma + 1)};
  std::vector<std::string> known;
  for (const StrategyEntry& entry : scenario.strategies) known.push_back(entry.name);
  std::string problem;
  for (const std::string& name : names) {
    if (scenario.find_strategy(name) != nullptr || !problem.empty()) continue;
    const std::string hint = did_you_mean(name, known);
    problem = fmt::format("there is no strategy `{}` to separate{}{}", name,
                          hint.empty() ? "" : "; ", hint);
  }
  if (comma == std::string::npos || names[1].empty()) problem = "it takes two names: A,B";
  if (problem.empty() && names[0] == names[1]) problem = "a strategy does not part from itself";
  if (problem.empty()) return names;
  std::fputs(fmt::format("txlab: --separate {}: {}\n", text, problem).c_str(), stderr);
  return {};
}

Trail trail_of(const Separation& one, std::size_t which, const Alone& alone) {
  const ExploredWorld& world = alone.contender().worlds.with(one.purchases);
  const ShrunkRun& run = one.runs[which];
  const PropertyId property =
      one.properties.empty() ? PropertyId::main_branch_agreement : one.properties.front();
  return {.tool = "txlab " TXLAB_VERSION,
          .models = models_fingerprint(),
          .strategy = world.entry().name,
          .seed = world.seed(),
          .purchases = one.purchases,
          .property = property,
          .digest = run.outcome.digest,
          .questions = run.questions,
          .choices = named(run.choices, world.hosts()),
          .marks = marks_of(world, run.choices),
          .scenario = one.purchases == 1 ? alone.one.text : alone.two.text};
}

ToldSeparation told(const Separation& one, const std::array<const Alone*, 2>& both) {
  ToldSeparation all{.separation = one};
  for (std::size_t which = 0; which < 2; ++which) {
    const ExploredWorld& world = both[which]->contender().worlds.with(one.purchases);
    Story story = tell(world, one.runs[which].choices);
    all.trails[which] = trail_of(one, which, *both[which]);
    all.trails[which].violated = story.result.violations.of(all.trails[which].property).count > 0;
    all.stories[which] = std::move(story.lines);
    if (which > 0) continue;
    for (const CommonFault& fault : one.faults) {
      all.faults.push_back(words_of(fault, world.hosts()));
    }
  }
  return all;
}

std::string slug(const Separation& one) {
  constexpr std::string_view names[] = {"promise",       "purchases", "final-answer",
                                        "inconsistency", "messages",  "forced-writes"};
  return one.properties.empty() ? std::string(names[static_cast<std::size_t>(one.measure)])
                                : std::string(info(one.properties.front()).name);
}

ExitCode write_trails(const std::string& folder, SeparationReport& report) {
  std::error_code error;
  fs::create_directories(folder, error);
  for (ToldSeparation& one : report.separations) {
    for (std::size_t which = 0; which < 2; ++which) {
      const fs::path file =
          fs::path(folder) / fmt::format("{}.{}-better-in-{}.trail", report.names[which],
                                         report.names[one.separation.better], slug(one.separation));
      const std::string problem = write_trail(file.string(), trail_text(one.trails[which]));
      if (!problem.empty()) {
        std::fputs(fmt::format("txlab: {}\n", problem).c_str(), stderr);
        return ExitCode::cannot_write;
      }
      one.files[which] = file.string();
    }
  }
  return ExitCode::success;
}

// Like every finding, a separation is repeated in a fresh process before it is shown.
ExitCode audited(const SeparationReport& report, const Arguments& arguments) {
  ExitCode code = ExitCode::success;
  for (const ToldSeparation& one : report.separations) {
    for (const Trail& trail : one.trails) {
      const std::string problem = contradiction(trail, arguments.audit_with);
      if (problem.empty()) continue;
      std::fputs(fmt::format("txlab: internal error: a run of {} cannot be repeated: {}\n",
                             trail.strategy, problem)
                     .c_str(),
                 stderr);
      code = ExitCode::internal;
    }
  }
  return code;
}

bool breaks_a_promise(const SeparationReport& report) {
  return std::ranges::any_of(report.separations, [](const ToldSeparation& one) {
    return one.separation.measure == Measure::promise && one.separation.promised_by_both;
  });
}

}  // namespace

int separate_strategies(const Arguments& arguments, const ReadResult& read) {
  const Scenario& scenario = *read.scenario;
  const auto names = names_in(arguments.separate, scenario);
  if (names[0].empty()) return static_cast<int>(ExitCode::usage);
  const Alone first(read, names[0]);
  const Alone second(read, names[1]);
  const Stopwatch watch(arguments.budget_time, interruptible(arguments.timeout));
  const bool by_the_clock = arguments.budget_time.has_value();
  const HuntOptions options{
      .budget = by_the_clock ? no_limit : arguments.budget_runs.value_or(usual_runs),
      .threads = arguments.jobs > 0 ? arguments.jobs : std::thread::hardware_concurrency(),
      .stop = &watch.stop()};
  SeparationReport report{
      .scenario = scenario.name, .seed = scenario.experiment.seed, .names = names};
  report.result = separate({first.contender(), second.contender()}, options);
  for (const Separation& one : report.result.separations) {
    report.separations.push_back(told(one, {&first, &second}));
  }
  const ExitCode repeated = audited(report, arguments);
  ExitCode written = ExitCode::success;
  if (!arguments.out.empty()) written = write_trails(arguments.out, report);
  const bool json = arguments.format == "json";
  std::fputs((json ? separation_json(report) : separation_text(report)).c_str(), stdout);
  if (interrupted_by()) std::fputs("txlab: stopped early; this is what was found\n", stderr);
  return static_cast<int>(
      most_urgent({interrupted_by().value_or(ExitCode::success), written, repeated,
                   breaks_a_promise(report) ? ExitCode::failed : ExitCode::success}));
}

}  // namespace txlab
