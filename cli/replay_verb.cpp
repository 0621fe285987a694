// txlab replay: runs a trail again and tells its story.
#include <fmt/format.h>

#include <cstdio>

#include "cli/atomic_file.hpp"
#include "cli/ci_reports.hpp"
#include "cli/diagnostics.hpp"
#include "cli/read_options.hpp"
#include "cli/trail_run.hpp"
#include "cli/verbs.hpp"
#include "reports/ci/from_exploration.hpp"
#include "reports/exit_code.hpp"
#include "reports/exploration.hpp"
#include "reports/trace/mermaid.hpp"
#include "reports/trace/space_time_svg.hpp"
#include "scenarios/language/reduced.hpp"
#include "scenarios/language/trail_file.hpp"

namespace txlab {

namespace {

// The scenario to replay in: the recorded one, the same under other settings, or another file,
// reduced as the recorded one was.
ReadResult scenario_for(const Trail& trail, const std::string& file, const Arguments& arguments) {
  ReadOptions options = read_options(arguments);
  if (arguments.scenario_of_trail.empty()) {
    return read_scenario_text(trail.scenario, file, options);
  }
  if (trail.of_study) return read_scenario(arguments.scenario_of_trail, options);
  options.selected = {trail.strategy};
  ReadResult read = read_scenario(arguments.scenario_of_trail, options);
  if (!read.scenario) return read;
  ReadOptions plain;
  plain.vocabulary = options.vocabulary;
  return read_scenario_text(reduced_scenario(read.resolved_yaml, {trail.strategy, trail.purchases}),
                            arguments.scenario_of_trail, plain);
}

ExitCode said(const std::string& problem) {
  if (problem.empty()) return ExitCode::success;
  std::fputs(fmt::format("txlab: {}\n", problem).c_str(), stderr);
  return ExitCode::cannot_write;
}

void say_divergence(const std::string& file, const ReplayResult& result) {
  const std::string where =
      result.departure ? words_of(*result.departure) : "the trail cannot tell from which event on";
  std::fputs(fmt::format("txlab: {}: the run is not the recorded one: {}\n", file, where).c_str(),
             stderr);
}

// What became of one trail.
struct Replayed {
  ExitCode code = ExitCode::usage;
  std::string text;  // for standard output; empty if it cannot be replayed
  std::string line;  // the same in a line
  std::optional<CiCase> for_ci;
  std::string strategy;
};

std::string line_on(const std::string& file, const ReplayReport& report, ExitCode code) {
  const std::string verdict = code == ExitCode::diverged ? "is another run than the recorded one"
                              : report.result.violated   ? "is violated"
                                                         : "holds";
  return fmt::format("{}: {} {}{}\n", file, info(report.trail.property).name, verdict,
                     report.note.empty() ? "" : "; " + report.note);
}

ExitCode draw(const Arguments& arguments, const Trail& trail, const ReplayResult& result) {
  if (arguments.svg.empty() && arguments.mermaid.empty()) return ExitCode::success;
  ExitCode code = ExitCode::success;
  const SpaceTime picture = space_time(trail, result);
  const std::pair<const std::string&, std::string (*)(const SpaceTime&)> drawings[] = {
      {arguments.svg, space_time_svg}, {arguments.mermaid, mermaid}};
  for (const auto& [file, drawn] : drawings) {
    if (file.empty()) continue;
    code = most_urgent({code, said(write_whole(file, drawn(picture)))});
  }
  return code;
}

Replayed replay_one(const std::string& file, const Arguments& arguments) {
  const TrailResult read = read_trail(file);
  print_diagnostics(read.diagnostics, arguments);
  if (!read.trail) return {};
  const Trail& trail = *read.trail;
  const ReadResult scenario = scenario_for(trail, file, arguments);
  print_diagnostics(scenario.diagnostics, arguments);
  if (!scenario.scenario) return {};
  if (const std::string why = unfit(trail, *scenario.scenario); !why.empty()) {
    std::fputs(fmt::format("txlab: {}: {}\n", file, why).c_str(), stderr);
    return {};
  }
  const Changes changes = changes_since(trail, scenario.resolved_yaml);
  const ReplayResult result = run_again(trail, *scenario.scenario, changes);
  const bool diverged = result.digest != trail.digest && (!changes.any() || arguments.strict);
  if (diverged) say_divergence(file, result);
  ExitCode written = ExitCode::success;
  if (!arguments.out.empty()) {
    written = said(write_whole(arguments.out, trail_text(kept(trail, result, *scenario.scenario,
                                                              scenario.resolved_yaml))));
  }
  written = most_urgent({written, draw(arguments, trail, result)});
  const ReplayReport report{trail, result, note_on(trail, changes)};
  const ExitCode code = most_urgent({written, diverged ? ExitCode::diverged : ExitCode::success,
                                     result.violated ? ExitCode::failed : ExitCode::success});
  return {code, arguments.format == "json" ? replay_json(report) : replay_text(report),
          line_on(file, report, code), case_of(file, report, diverged), trail.strategy};
}

// One trail tells its story; of several each has a line, and those that fail tell theirs.
std::string rendered(const std::vector<Replayed>& all, const Arguments& arguments) {
  if (all.size() == 1) return all.front().text;
  std::string text;
  for (const Replayed& one : all) {
    if (arguments.format != "json") {
      text += one.line;
      if (one.code != ExitCode::success) text += one.text;
    } else if (!one.text.empty()) {
      text += (text.empty() ? "[" : ",\n") + one.text;
    }
  }
  return arguments.format == "json" ? (text.empty() ? "[" : text) + "]\n" : text;
}

CiReport report_of(std::vector<Replayed>& all, const Arguments& arguments) {
  CiReport report = empty_ci_report("replay", "trails");
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!all[i].for_ci) continue;
    report.suites.push_back({.strategy = all[i].strategy,
                             .place = {arguments.trails[i], 1, 1},
                             .cases = {*std::move(all[i].for_ci)}});
  }
  return report;
}

}  // namespace

int replay_verb(const Arguments& arguments) {
  std::vector<Replayed> all;
  ExitCode code = ExitCode::success;
  for (const std::string& file : arguments.trails) {
    all.push_back(replay_one(file, arguments));
    code = most_urgent({code, all.back().code});
  }
  std::fputs(rendered(all, arguments).c_str(), stdout);
  const ExitCode reported = write_ci_reports(report_of(all, arguments), arguments);
  return static_cast<int>(most_urgent({reported, code}));
}

}  // namespace txlab
