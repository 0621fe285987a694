#include "reports/ci/from_exploration.hpp"

#include <fmt/format.h>

#include "reports/coverage.hpp"
#include "reports/shell.hpp"
#include "reports/trace/mermaid.hpp"
#include "sim/base/random.hpp"

namespace txlab {

namespace {

// "wallet-2" is one of several that are alike; which of them it was depends on the seed.
std::string service(const std::string& host) {
  const std::size_t dash = host.find_last_not_of("0123456789");
  const bool numbered = dash != std::string::npos && dash + 1 < host.size() && host[dash] == '-';
  return numbered ? host.substr(0, dash) : host;
}

std::string fingerprint_of(const Trail& trail) {
  std::string steps = fmt::format("{} {}", trail.strategy, info(trail.property).name);
  for (const TrailChoice& choice : trail.choices) {
    steps += fmt::format(" {}:{}:{}:{}:{}:{}", static_cast<int>(choice.kind), service(choice.host),
                         service(choice.peer), choice.what, choice.idle, choice.answer);
  }
  return fmt::format("{:016x}", hash_of(steps));
}

std::vector<CiStep> steps_of(const std::vector<StoryLine>& story) {
  std::vector<CiStep> steps;
  for (const StoryLine& line : story) {
    steps.push_back({spelled(line.at), line.host, line.what, line.injected});
  }
  return steps;
}

void add_counterexample(const FoundTrail& found, const std::string& command, CiCase& one) {
  const bool contradicted = !found.contradicted.empty();
  one.outcome = contradicted ? CiCase::Outcome::error : CiCase::Outcome::failed;
  one.message = contradicted ? "a mistake of txlab: " + found.contradicted : found.example;
  for (const TrailChoice& choice : found.trail.choices) one.faults.push_back(choice.words);
  one.story = steps_of(found.story.lines);
  if (!one.story.empty()) one.diagram = mermaid(space_time(found.story, found.plot));
  one.again =
      found.file.empty() ? command + " -o trails" : "txlab replay " + quoted_for_shell(found.file);
  one.fingerprint = fingerprint_of(found.trail);
}

CiSuite suite_of(const ExploredStrategy& strategy, const CiContext& context,
                 const std::string& command) {
  CiSuite suite{.strategy = strategy.name, .place = context.place_of(strategy.name)};
  for (const PropertyInfo& property : all_properties) {
    const ClaimVerdict verdict = verdict_on(strategy, property.id, 0);
    if (verdict.label == ClaimLabel::not_claimed) continue;
    CiCase one{.claim = std::string(property.name),
               .meaning = std::string(property.meaning),
               .judged = words_of(verdict)};
    for (const FoundTrail& found : strategy.trails) {
      if (found.trail.property == property.id) add_counterexample(found, command, one);
    }
    suite.cases.push_back(std::move(one));
  }
  suite.summary = coverage_text(strategy.hunt.coverage);
  return suite;
}

}  // namespace

CiCase case_of(const std::string& file, const ReplayReport& report, bool diverged) {
  const PropertyInfo& property = info(report.trail.property);
  const ReplayResult& result = report.result;
  CiCase one{.claim = fmt::format("{} in {}", property.name, file),
             .meaning = std::string(property.meaning),
             .judged = result.violated ? "violated" : "holds",
             .fingerprint = fingerprint_of(report.trail)};
  if (!report.note.empty()) one.judged += "; " + report.note;
  if (!result.violated && !diverged) return one;
  one.outcome = diverged ? CiCase::Outcome::error : CiCase::Outcome::failed;
  one.message = !diverged          ? result.example
                : result.departure ? words_of(*result.departure)
                                   : "the run is not the recorded one";
  one.story = steps_of(result.story.lines);
  one.diagram = mermaid(space_time(report.trail, result));
  for (const CiStep& step : one.story) {
    if (step.injected) one.faults.push_back(step.what);
  }
  one.again = "txlab replay " + quoted_for_shell(file);
  return one;
}

CiReport ci_report(const Exploration& exploration, const CiContext& context,
                   const std::string& command) {
  CiReport report{.tool_version = context.tool_version,
                  .verb = "explore",
                  .scenario = exploration.scenario,
                  .timestamp = context.timestamp,
                  .partial = exploration.partial};
  for (const ExploredStrategy& strategy : exploration.strategies) {
    report.suites.push_back(suite_of(strategy, context, command));
  }
  return report;
}

}  // namespace txlab
