#include "reports/exit_code.hpp"

#include "reports/judgement.hpp"

namespace txlab {

using Verdict = ThresholdResult::Verdict;

ExitCode code_of(const PropertyResult& property) {
  if (property.expected) {
    if (property.verdict == PropertyVerdict::violated) return ExitCode::success;
    const bool holds = property.verdict == PropertyVerdict::holds;
    return holds ? ExitCode::failed : ExitCode::inconclusive;
  }
  if (is_broken_claim(property)) return ExitCode::failed;
  return is_undecided_claim(property) ? ExitCode::inconclusive : ExitCode::success;
}

ExitCode code_of(const ThresholdResult& threshold) {
  if (threshold.verdict == Verdict::inconclusive) return ExitCode::inconclusive;
  const bool as_wanted = (threshold.verdict == Verdict::fail) == threshold.expected;
  return as_wanted ? ExitCode::success : ExitCode::failed;
}

namespace {

ExitCode code_of(const StrategyResult& strategy) {
  ExitCode code = strategy.failed_expectations.empty() ? ExitCode::success : ExitCode::failed;
  for (const auto& property : strategy.properties) code = most_urgent({code, code_of(property)});
  for (const auto& threshold : strategy.thresholds) code = most_urgent({code, code_of(threshold)});
  return code;
}

}  // namespace

ExitCode exit_code_of(const StudyResult& study) {
  // What was not run cannot have held.
  ExitCode code = study.partial ? ExitCode::inconclusive : ExitCode::success;
  for (const auto& point : study.points) {
    for (const auto& strategy : point.strategies) code = most_urgent({code, code_of(strategy)});
  }
  return code;
}

ExitCode most_urgent(std::initializer_list<ExitCode> codes) {
  for (const ExitCode candidate : {ExitCode::interrupted, ExitCode::terminated, ExitCode::internal,
                                   ExitCode::cannot_write, ExitCode::usage, ExitCode::baseline,
                                   ExitCode::diverged, ExitCode::failed, ExitCode::inconclusive}) {
    for (const ExitCode code : codes) {
      if (code == candidate) return code;
    }
  }
  return ExitCode::success;
}

}  // namespace txlab
