// txlab explore: hunts for runs in which a strategy breaks what it claims.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <thread>

#include "cli/diagnostics.hpp"
#include "cli/fingerprint.hpp"
#include "cli/interruption.hpp"
#include "cli/stopwatch.hpp"
#include "cli/verbs.hpp"
#include "cli/vocabulary.hpp"
#include "reports/exit_code.hpp"
#include "reports/exploration.hpp"
#include "scenarios/language/reduced.hpp"
#include "scenarios/language/trail_file.hpp"

namespace txlab {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t usual_runs = 5'000;
constexpr std::uint64_t no_limit = std::uint64_t{1} << 62;

// The strategy alone with so many purchases; the text is what a trail keeps.
struct Reduced {
  std::string text;
  Scenario scenario;
};

Reduced reduce(const ReadResult& read, const std::string& strategy, std::uint32_t purchases) {
  Reduced reduced;
  reduced.text = reduced_scenario(read.resolved_yaml, {strategy, purchases});
  ReadOptions options;
  options.vocabulary = vocabulary();
  ReadResult again = read_scenario_text(reduced.text, read.scenario->file, options);
  CHECK(again.scenario.has_value());
  reduced.scenario = *std::move(again.scenario);
  return reduced;
}

FoundTrail trail_of(const Finding& finding, const ExploredWorld& world, const std::string& text) {
  const Story story = tell(world, finding.shrunk.choices);
  FoundTrail found;
  found.example = story.result.violations.of(finding.property).example;
  found.trail = {.tool = "txlab " TXLAB_VERSION,
                 .models = models_fingerprint(),
                 .strategy = world.entry().name,
                 .seed = world.seed(),
                 .purchases = finding.purchases,
                 .property = finding.property,
                 .digest = finding.shrunk.outcome.digest,
                 .questions = finding.shrunk.questions,
                 .choices = named(finding.shrunk.choices, world.hosts()),
                 .scenario = text};
  return found;
}

class Explorer {
 public:
  Explorer(const Arguments& arguments, const ReadResult& read)
      : arguments_(arguments), read_(read), interrupted_(interruptible(arguments.timeout)) {}

  Exploration explore() {
    const Scenario& scenario = *read_.scenario;
    Exploration all{.scenario = scenario.name, .seed = scenario.experiment.seed};
    for (const StrategyEntry& entry : scenario.strategies) {
      if (interrupted_.load()) break;
      all.strategies.push_back(explore(entry));
    }
    all.partial = interrupted_.load();
    return all;
  }

 private:
  ExploredStrategy explore(const StrategyEntry& entry) const {
    const Scenario& scenario = *read_.scenario;
    const Reduced one = reduce(read_, entry.name, 1);
    const Reduced two = reduce(read_, entry.name, 2);
    ExploredStrategy explored{.name = entry.name};
    explored.held = held_to(one.scenario, scenario.expectations);
    const ExploredWorld world_of_one(one.scenario, scenario.experiment.seed, explored.held);
    const ExploredWorld world_of_two(two.scenario, scenario.experiment.seed, explored.held);
    const Worlds worlds{world_of_one, world_of_two};

    const bool by_the_clock = arguments_.budget_time.has_value();
    const auto strategies = static_cast<std::int64_t>(scenario.strategies.size());
    std::optional<Duration> share;
    if (by_the_clock) share = *arguments_.budget_time / strategies;
    const Stopwatch watch(share, interrupted_);
    const unsigned threads =
        arguments_.jobs > 0 ? arguments_.jobs : std::thread::hardware_concurrency();
    explored.hunt = hunt(
        worlds,
        {.budget = by_the_clock ? no_limit : runs(), .threads = threads, .stop = &watch.stop()});
    say_speed(explored, watch.seconds());
    for (const Finding& finding : explored.hunt.findings) {
      explored.trails.push_back(trail_of(finding, worlds.with(finding.purchases),
                                         finding.purchases == 1 ? one.text : two.text));
    }
    return explored;
  }

  std::uint64_t runs() const { return arguments_.budget_runs.value_or(usual_runs); }

  void say_speed(const ExploredStrategy& explored, double seconds) const {
    if (arguments_.quiet) return;
    std::uint64_t all = explored.hunt.coverage.runs;
    for (const Finding& finding : explored.hunt.findings) all += finding.shrinking_runs;
    std::fputs(
        fmt::format("{}: {} runs and {} of shrinking in {:.2f} s, {:.0f} a second; the same "
                    "again: -s {} --budget {}-runs\n",
                    explored.name, explored.hunt.coverage.runs, all - explored.hunt.coverage.runs,
                    seconds, static_cast<double>(all) / seconds, explored.name,
                    explored.hunt.coverage.runs)
            .c_str(),
        stderr);
  }

  const Arguments& arguments_;
  const ReadResult& read_;
  const std::atomic<bool>& interrupted_;
};

ExitCode write_trails(const std::string& folder, Exploration& exploration) {
  std::error_code error;
  for (ExploredStrategy& strategy : exploration.strategies) {
    for (FoundTrail& found : strategy.trails) {
      fs::create_directories(folder, error);
      const fs::path file = fs::path(folder) / fmt::format("{}.{}.trail", strategy.name,
                                                           info(found.trail.property).name);
      std::ofstream out(file, std::ios::binary);
      out << trail_text(found.trail);
      out.flush();
      if (!out) {
        std::fputs(fmt::format("txlab: cannot write {}\n", file.string()).c_str(), stderr);
        return ExitCode::cannot_write;
      }
      found.file = file.string();
    }
  }
  return ExitCode::success;
}

std::string rendered(const Exploration& exploration, const Arguments& arguments) {
  if (arguments.format == "json") return exploration_json(exploration);
  return arguments.ladder ? ladder_text(exploration) : exploration_text(exploration);
}

}  // namespace

int explore_verb(const Arguments& arguments) {
  const ReadResult read = read_scenario(arguments.scenarios.front(), read_options(arguments));
  print_diagnostics(read.diagnostics, arguments);
  if (!read.scenario) return static_cast<int>(ExitCode::usage);
  std::error_code error;
  if (fs::exists(arguments.out, error) && !fs::is_directory(arguments.out, error)) {
    std::fputs(fmt::format("txlab: {} is not a folder\n", arguments.out).c_str(), stderr);
    return static_cast<int>(ExitCode::cannot_write);
  }
  Exploration exploration = Explorer(arguments, read).explore();
  ExitCode written = ExitCode::success;
  if (!arguments.out.empty()) written = write_trails(arguments.out, exploration);
  std::fputs(rendered(exploration, arguments).c_str(), stdout);
  if (std::fflush(stdout) != 0) written = ExitCode::cannot_write;
  if (exploration.partial) {
    std::fputs("txlab: stopped early; this is what was found until then\n", stderr);
  }
  return static_cast<int>(
      most_urgent({interrupted_by().value_or(ExitCode::success), written,
                   exploration.broken() ? ExitCode::failed : ExitCode::success}));
}

}  // namespace txlab
