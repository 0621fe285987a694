#include "reports/ci/from_study.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/fund/property.hpp"
#include "reports/exit_code.hpp"
#include "reports/judgement.hpp"
#include "sim/base/random.hpp"

namespace txlab {

namespace {

CiCase::Outcome outcome_of(ExitCode code) {
  if (code == ExitCode::success) return CiCase::Outcome::passed;
  return code == ExitCode::failed ? CiCase::Outcome::failed : CiCase::Outcome::error;
}

std::string verdict_word(PropertyVerdict verdict) {
  switch (verdict) {
    case PropertyVerdict::holds:
      return "holds";
    case PropertyVerdict::violated:
      return "violated";
    case PropertyVerdict::unknown:
      break;
  }
  return "unknown";
}

class SuiteOfPoint {
 public:
  SuiteOfPoint(const StudyResult& study, const PointResult& point, const StrategyResult& strategy)
      : study_(study), strategy_(strategy) {
    for (const auto& [path, value] : point.set) {
      settings_ += fmt::format("{}{}={}", settings_.empty() ? " [" : ", ", path, value);
      flags_ += fmt::format(" --set '{}={}'", path, value);
    }
    if (!settings_.empty()) settings_ += "]";
  }

  void add_to(CiSuite& suite) const {
    for (const PropertyResult& property : strategy_.properties) {
      if (is_claim(property) || property.expected) suite.cases.push_back(case_of(property));
    }
    for (const ThresholdResult& one : strategy_.thresholds) suite.cases.push_back(case_of(one));
  }

 private:
  CiCase named(const std::string& claim, std::string_view meaning) const {
    CiCase one{.claim = claim + settings_, .meaning = std::string(meaning)};
    one.fingerprint =
        fmt::format("{:016x}", hash_of(fmt::format("{} {}", strategy_.name, one.claim)));
    return one;
  }

  std::string again(std::uint32_t replications) const {
    return fmt::format("txlab run {} -s {}{} --seed {} --replications {}",
                       study_.scenario_file.empty() ? study_.scenario_name : study_.scenario_file,
                       strategy_.name, flags_, study_.seed, replications);
  }

  // An expectation that does not come true fails, whatever its property or threshold says alone.
  void expect(const std::string& what, CiCase& one) const {
    if (std::ranges::find(strategy_.failed_expectations, what) ==
        strategy_.failed_expectations.end()) {
      return;
    }
    one.outcome = CiCase::Outcome::failed;
    one.message = fmt::format("{} was expected to fail, and does not: {}", what, one.judged);
    one.again = again(study_.replications);
  }

  CiCase case_of(const PropertyResult& property) const {
    const auto id = property_named(property.name);
    CiCase one = named(property.name, id ? info(*id).meaning : "");
    one.outcome = outcome_of(code_of(property));
    one.judged = fmt::format("{}{}{}", verdict_word(property.verdict),
                             property.reason.empty() ? "" : ", " + property.reason,
                             property.expected ? ", expected to be violated" : "");
    expect(property.name, one);
    if (one.outcome == CiCase::Outcome::passed || !one.message.empty()) return one;
    if (property.verdict == PropertyVerdict::violated) {
      one.message = fmt::format("violated {} times, first: {} (purchase {}, replication {})",
                                property.violations, property.example, property.example_intent,
                                property.example_replication);
    } else {
      one.message = one.judged;
    }
    one.again = again(property.example_replication + 1);
    return one;
  }

  CiCase case_of(const ThresholdResult& threshold) const {
    CiCase one = named(threshold.text, "a threshold of the scenario");
    one.outcome = outcome_of(code_of(threshold));
    one.judged = fmt::format("{:.6g} (between {:.6g} and {:.6g}){}", threshold.value.value,
                             threshold.value.low, threshold.value.high,
                             threshold.expected ? ", expected to fail" : "");
    expect(threshold.text, one);
    if (one.outcome == CiCase::Outcome::passed || !one.message.empty()) return one;
    one.message = fmt::format("{}: it is {}", threshold.text, one.judged);
    if (one.outcome == CiCase::Outcome::error) one.message += "; more replications may tell";
    one.again = again(study_.replications);
    return one;
  }

  const StudyResult& study_;
  const StrategyResult& strategy_;
  std::string settings_;
  std::string flags_;
};

}  // namespace

CiReport ci_report(const StudyResult& study, const CiContext& context) {
  CiReport report{.tool_version = context.tool_version,
                  .verb = "run",
                  .scenario = study.scenario_name,
                  .timestamp = context.timestamp,
                  .partial = study.partial};
  for (const PointResult& point : study.points) {
    for (const StrategyResult& strategy : point.strategies) {
      CiSuite* suite = nullptr;
      for (CiSuite& known : report.suites) {
        if (known.strategy == strategy.name) suite = &known;
      }
      if (suite == nullptr) {
        suite = &report.suites.emplace_back(
            CiSuite{.strategy = strategy.name, .place = context.place_of(strategy.name)});
        suite->summary = fmt::format("{} replications, seed {}\n", study.replications, study.seed);
      }
      SuiteOfPoint(study, point, strategy).add_to(*suite);
    }
  }
  return report;
}

}  // namespace txlab
