// txlab trace: one purchase of a scenario or of stored results, or a trail, for other tools to show
// or judge.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "cli/atomic_file.hpp"
#include "cli/diagnostics.hpp"
#include "cli/read_options.hpp"
#include "cli/trail_place.hpp"
#include "cli/trail_run.hpp"
#include "cli/verbs.hpp"
#include "reports/exit_code.hpp"
#include "reports/trace/edn.hpp"
#include "reports/trace/mermaid.hpp"
#include "reports/trace/narrative.hpp"
#include "reports/trace/otlp.hpp"
#include "reports/trace/perfetto.hpp"
#include "reports/trace/shiviz.hpp"
#include "reports/trace/space_time_svg.hpp"
#include "reports/trace/space_time_text.hpp"
#include "reports/trace/traced_run.hpp"
#include "scenarios/language/trail_file.hpp"

namespace txlab {

namespace {

// What is exported, in both of its shapes.
struct Traced {
  ExportedRun run;
  SpaceTime picture;
  std::string narrative;  // of a trail
};

struct Read {
  std::optional<Traced> subject;
  ExitCode otherwise = ExitCode::usage;
};

// The results of `run -o` have the scenario that was run in them.
std::string scenario_of(const std::string& subject) {
  if (!std::filesystem::is_directory(subject)) return subject;
  return (std::filesystem::path(subject) / "scenario.resolved.yaml").string();
}

// A trail has a key of that name before its scenario.
Read refused(const std::string& why) {
  std::fputs(fmt::format("txlab: {}\n", why).c_str(), stderr);
  return {};
}

bool has(const History& history, IntentId purchase) {
  for (const HistoryEvent& event : history.events) {
    if (event.kind == Happening::Kind::began && event.intent == purchase) return true;
  }
  return false;
}

std::optional<IntentId> wanted(const Arguments& arguments) {
  if (!arguments.purchase) return std::nullopt;
  return IntentId{*arguments.purchase};
}

Read of_trail(const Arguments& arguments) {
  const TrailResult read = read_trail(arguments.subject);
  print_diagnostics(read.diagnostics, arguments);
  if (!read.trail) return {};
  Trail trail = *read.trail;
  if (trail.of_study && arguments.format == "edn") {
    return refused(
        "edn is of a whole run, and this trail tells of one purchase: trace its scenario");
  }
  // A run of a study is told of one purchase, and that may be another one.
  if (trail.of_study)
    trail.of_study->purchase = arguments.purchase.value_or(trail.of_study->purchase);
  const ReadResult scenario =
      read_scenario_text(trail.scenario, arguments.subject, read_options(arguments));
  print_diagnostics(scenario.diagnostics, arguments);
  if (!scenario.scenario) return {};
  if (const std::string why = unfit(trail, *scenario.scenario); !why.empty()) return refused(why);
  const Changes changes = changes_since(trail, scenario.resolved_yaml);
  if (changes.any() && !arguments.quiet) {
    std::fputs((note_on(trail, changes) + '\n').c_str(), stderr);
  }
  ReplayResult result = run_again(trail, *scenario.scenario, changes);
  if (const auto purchase = wanted(arguments)) {
    if (!has(result.story.history, *purchase)) {
      return refused(fmt::format("the trail has no purchase {}", purchase->value));
    }
    result.plot.purchase = purchase;
  }
  const History& all = result.story.history;
  const std::optional<IntentId> about_whom = result.plot.purchase;
  Traced subject{{scenario.scenario->name, trail.strategy, trail.seed, wanted(arguments), all},
                 space_time(trail, result),
                 narrative_text(trail, result) + "\n"};
  if (arguments.format != "edn" && about_whom) subject.run.history = about(all, *about_whom);
  return {std::move(subject)};
}

HistoryFold::Keep kept_for(const Arguments& arguments) {
  const bool edn = arguments.format == "edn";
  return {.only = wanted(arguments), .records = edn, .messages = !edn};
}

Read of_scenario(const Arguments& arguments) {
  const ReadResult read = read_scenario(scenario_of(arguments.subject), read_options(arguments));
  print_diagnostics(read.diagnostics, arguments);
  if (!read.scenario) return {};
  const Scenario& scenario = *read.scenario;
  if (scenario.strategies.size() != 1) {
    return refused(fmt::format("a trace is of one strategy, and {} has {}: choose one with -s",
                               scenario.name, scenario.strategies.size()));
  }
  const auto purchase = wanted(arguments);
  if (!purchase && arguments.format != "edn") {
    return refused(
        fmt::format("which purchase of {}? Choose one with --purchase N", scenario.name));
  }
  const StrategyEntry& entry = scenario.strategies.front();
  const std::uint64_t seed = scenario.experiment.seed;
  const History history = traced_run(scenario, seed, kept_for(arguments));
  if (purchase && !has(history, *purchase)) {
    return refused(fmt::format("the run of {} with seed {} has no purchase {}", scenario.name, seed,
                               purchase->value));
  }
  Traced subject{{scenario.name, entry.name, seed, purchase, history}, {}, ""};
  if (purchase && arguments.format != "edn") {
    subject.run.history = about(history, *purchase, Crashes::meanwhile);
    subject.picture =
        space_time(Story{subject.run.history, {}, {}, {}, {}}, Plot{.purchase = purchase});
    subject.picture.title = fmt::format("{}, {}, seed {}: purchase {}", scenario.name, entry.name,
                                        seed, purchase->value);
  }
  return {std::move(subject)};
}

std::string exported(const Traced& subject, const std::string& format) {
  if (format == "svg") return space_time_svg(subject.picture);
  if (format == "mermaid") return mermaid(subject.picture);
  if (format == "shiviz") return shiviz_log(subject.run);
  if (format == "perfetto") return perfetto_trace(subject.run);
  if (format == "otlp") return otlp_json(subject.run);
  if (format == "edn") return edn_history(subject.run);
  return fmt::format("{}\n\n{}{}", subject.picture.title, subject.narrative,
                     space_time_text(subject.picture));
}

}  // namespace

int trace_verb(const Arguments& arguments) {
  const Read read = is_trail(arguments.subject) ? of_trail(arguments) : of_scenario(arguments);
  if (!read.subject) return static_cast<int>(read.otherwise);
  const std::string text = exported(*read.subject, arguments.format);
  const std::string wrong = write_whole(arguments.out.empty() ? "-" : arguments.out, text);
  if (wrong.empty()) return static_cast<int>(ExitCode::success);
  std::fputs(fmt::format("txlab: {}\n", wrong).c_str(), stderr);
  return static_cast<int>(ExitCode::cannot_write);
}

}  // namespace txlab
