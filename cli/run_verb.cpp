// txlab run: the main job.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>

#include "cli/ci_reports.hpp"
#include "cli/csv_report.hpp"
#include "cli/diagnostics.hpp"
#include "cli/interruption.hpp"
#include "cli/page_report.hpp"
#include "cli/progress.hpp"
#include "cli/read_options.hpp"
#include "cli/results_folder.hpp"
#include "cli/study_output.hpp"
#include "cli/sweep.hpp"
#include "cli/verbs.hpp"
#include "reports/ci/from_study.hpp"
#include "reports/exit_code.hpp"
#include "scenarios/study/study.hpp"

namespace txlab {

namespace {

// What becomes of the runs in the folder of results.
struct Kept {
  explicit Kept(const Arguments& arguments) : folder(arguments.out, arguments.force) {}
  ResultsFolder folder;
  StudyTrails trails;
};

// Runs every point; a scenario of the sweep that cannot be read ends everything. Single runs go
// into the database of the folder, if there is one, and what they violated into its trails.
std::optional<std::vector<PointRun>> run_points(const Scenario& scenario,
                                                const Arguments& arguments, Kept* kept) {
  Progress progress(arguments.progress && !arguments.quiet);
  const std::atomic<bool>& stop = interruptible(arguments.timeout);
  std::vector<PointRun> runs;
  for (const SweepPoint& settings : sweep_points(scenario.sweep)) {
    const ReadResult read = read_at(settings, arguments);
    if (!read.scenario) {
      print_diagnostics(read.diagnostics, arguments);
      return std::nullopt;
    }
    StudyOptions options{
        .jobs = arguments.jobs,
        .stop = &stop,
        .progress = [&](std::size_t done, std::size_t total) { progress(done, total); },
        .timelines = runs.empty()};
    const std::uint64_t seed = read.scenario->experiment.seed;
    if (kept != nullptr) {
      kept->folder.database().begin_point(settings);
      options.each_run = [kept, seed](const StrategyEntry& entry, std::uint32_t replication,
                                      const RunResult& run) {
        kept->folder.database().add_run(entry, seed + replication, replication, run);
        kept->trails.add_run(entry, replication, run);
      };
    }
    PointRun point = run_point(*read.scenario, options);
    point.result.set = settings;
    if (kept != nullptr) {
      kept->trails.end_point(read.resolved_yaml, seed, point.result);
      kept->folder.database().end_point(point.result);
    }
    runs.push_back(std::move(point));
    if (stop.load()) break;
  }
  return runs;
}

bool nothing_finished(const StudyResult& study) {
  return std::ranges::all_of(study.points, [](const PointResult& point) {
    return std::ranges::all_of(point.strategies, [](const StrategyResult& strategy) {
      return strategy.replications == 0;
    });
  });
}

// Results of an older run are worth more than none.
int stopped_at_once(const StudyResult& study, const Arguments& arguments) {
  std::fputs(study_output(study, arguments).c_str(), stdout);
  std::fputs("txlab: stopped before any run was finished; no file is written\n", stderr);
  return static_cast<int>(
      most_urgent({interrupted_by().value_or(ExitCode::success), exit_code_of(study)}));
}

}  // namespace

int run_verb(const Arguments& arguments) {
  ReadOptions options = read_options(arguments);
  options.complete = !arguments.out.empty();
  const ReadResult read = read_scenario(arguments.scenarios.front(), options);
  print_diagnostics(read.diagnostics, arguments);
  if (!read.scenario) return static_cast<int>(ExitCode::usage);

  std::unique_ptr<Kept> kept;
  if (!arguments.out.empty()) {
    kept = std::make_unique<Kept>(arguments);
    if (const std::string problem = kept->folder.begin(); !problem.empty()) {
      std::fputs(("txlab: " + problem + "\n").c_str(), stderr);
      return static_cast<int>(ExitCode::cannot_write);
    }
  }

  auto points = run_points(*read.scenario, arguments, kept.get());
  if (!points) return static_cast<int>(ExitCode::usage);
  StudyResult study = study_of(*read.scenario, std::move(*points));
  if (nothing_finished(study)) return stopped_at_once(study, arguments);

  ExitCode written = ExitCode::success;
  if (kept) {
    const std::string problem = kept->folder.finish(
        {study, kept->trails.files(), read.complete_yaml, arguments.command_line});
    if (problem.empty()) {
      study.folder = arguments.out;
    } else {
      std::fputs(("txlab: " + problem + "\n").c_str(), stderr);
      written = ExitCode::cannot_write;
    }
  }
  std::fputs(study_output(study, arguments).c_str(), stdout);
  const ExitCode reported =
      write_ci_reports(ci_report(study, ci_context(read, arguments)), arguments);
  const ExitCode page = write_page(study, arguments);
  const ExitCode tables = write_csv(study, arguments);
  if (study.partial) {
    std::fputs("txlab: stopped early; the results are marked partial\n", stderr);
  }
  return static_cast<int>(most_urgent({interrupted_by().value_or(ExitCode::success), written,
                                       reported, page, tables, exit_code_of(study)}));
}

}  // namespace txlab
