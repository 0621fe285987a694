#include "reports/terminal/next_step.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "reports/exit_code.hpp"
#include "reports/judgement.hpp"
#include "reports/shell.hpp"

namespace txlab::terminal {

namespace {

std::vector<std::string> run(const StudyResult& study, const PointResult& point,
                             const StrategyResult* strategy, std::uint32_t replications) {
  const auto& file = study.scenario_file.empty() ? study.scenario_name : study.scenario_file;
  std::vector<std::string> words{"txlab", "run", quoted_for_shell(file)};
  const auto flag = [&](const char* name, const std::string& value) {
    words.emplace_back(name);
    words.push_back(quoted_for_shell(value));
  };
  for (const auto& [path, value] : point.set) flag("--set", path + "=" + value);
  if (strategy) flag("-s", strategy->name);
  flag("--seed", std::to_string(study.seed));
  flag("--replications", std::to_string(replications));
  return words;
}

std::vector<std::string> replay(const StudyResult& study, const PropertyResult& property) {
  const std::string separator = study.folder.ends_with('/') ? "" : "/";
  return {"txlab", "replay", quoted_for_shell(study.folder + separator + property.trail)};
}

std::optional<NextStep> look_at_violation(const StudyResult& study, const PointResult& point,
                                          bool counting, Language language) {
  for (const auto& strategy : point.strategies) {
    for (const auto& property : strategy.properties) {
      const bool counts = is_broken_claim(property) && !property.expected;
      if (property.verdict != PropertyVerdict::violated || counts != counting) continue;
      const bool kept = !property.trail.empty() && !study.folder.empty();
      return NextStep{kept ? replay(study, property)
                           : run(study, point, &strategy, property.example_replication + 1),
                      say(language, "to see {} violate {}", strategy.name, property.name)};
    }
  }
  return std::nullopt;
}

std::optional<NextStep> look_at_limit(const StudyResult& study, const PointResult& point,
                                      Language language) {
  const auto one_run = [&](const StrategyResult& strategy) {
    return NextStep{run(study, point, &strategy, 1),
                    say(language, "to see one run of {}", strategy.name)};
  };
  for (const auto& strategy : point.strategies) {
    for (const auto& one : strategy.thresholds) {
      const bool as_wanted = (one.verdict == ThresholdResult::Verdict::fail) == one.expected;
      if (as_wanted || one.verdict == ThresholdResult::Verdict::inconclusive) continue;
      return one_run(strategy);
    }
    if (!strategy.failed_expectations.empty()) return one_run(strategy);
  }
  return std::nullopt;
}

}  // namespace

NextStep next_step(const StudyResult& study, const PointResult& point, Language language) {
  const auto said = [&](std::string_view purpose) { return std::string(say(language, purpose)); };
  if (const auto step = look_at_violation(study, point, true, language)) return *step;
  if (const auto step = look_at_limit(study, point, language)) return *step;
  if (exit_code_of(study) == ExitCode::inconclusive) {
    const std::uint32_t more = 4 * std::max<std::uint32_t>(1, study.replications);
    return {run(study, point, nullptr, more), said(said_later("to halve the intervals"))};
  }
  if (study.replications == 1) {
    return {run(study, point, nullptr, 20), said(said_later("to learn how sure this is"))};
  }
  if (const auto step = look_at_violation(study, point, false, language)) return *step;
  for (const auto& strategy : point.strategies) {
    if (strategy.name == study.baseline || study.baseline.empty()) {
      return {run(study, point, &strategy, 1),
              say(language, "to see one run of {}", strategy.name)};
    }
  }
  return {run(study, point, nullptr, 1), said(said_later("to see one run of each"))};
}

}  // namespace txlab::terminal
