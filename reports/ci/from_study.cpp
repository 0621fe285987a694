#include "reports/ci/from_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/fund/property.hpp"
#include "reports/decision/decision.hpp"
#include "reports/exit_code.hpp"
#include "reports/judgement.hpp"
#include "reports/shell.hpp"
#include "reports/units.hpp"
#include "sim/base/random.hpp"

namespace txlab {

namespace {

CiCase::Outcome outcome_of(ExitCode code) {
  if (code == ExitCode::success) return CiCase::Outcome::passed;
  return code == ExitCode::failed ? CiCase::Outcome::failed : CiCase::Outcome::error;
}

class SuiteOfPoint {
 public:
  SuiteOfPoint(const StudyResult& study, const PointResult& point, const StrategyResult& strategy)
      : study_(study), strategy_(strategy) {
    for (const auto& [path, value] : point.set) {
      settings_ += fmt::format("{}{}={}", settings_.empty() ? " [" : ", ", path, value);
      flags_ += " --set " + quoted_for_shell(fmt::format("{}={}", path, value));
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
    const bool from_file = !study_.scenario_file.empty();
    return fmt::format("txlab run {}{} -s {} --seed {} --replications {}",
                       quoted_for_shell(from_file ? study_.scenario_file : study_.scenario_name),
                       flags_, quoted_for_shell(strategy_.name), study_.seed, replications);
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
    one.judged = fmt::format("{}{}{}", name_of(property.verdict),
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

  std::string measured(const ThresholdResult& threshold) const {
    const Estimate& found = threshold.value;
    if (std::isnan(found.value)) return "not known";
    const std::string_view unit = unit_of(strategy_, threshold);
    const std::string value = format_quantity(found.value, unit);
    if (!found.known) return value;
    return fmt::format("{} (between {} and {})", value, format_quantity(found.low, unit),
                       format_quantity(found.high, unit));
  }

  CiCase case_of(const ThresholdResult& threshold) const {
    CiCase one = named(threshold.text, "a threshold of the scenario");
    one.outcome = outcome_of(code_of(threshold));
    one.judged = measured(threshold) + (threshold.expected ? ", expected to fail" : "");
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

namespace {

std::string shown(const StrategyResult& strategy, std::string_view metric,
                  std::string_view statistic) {
  const Estimate* const value = estimate_of(strategy, metric, statistic);
  if (value == nullptr) return "";
  const std::string& unit = strategy.metric(metric)->unit;
  std::string text = format_quantity(value->value, unit);
  if (value->known) text += " ±" + format_quantity((value->high - value->low) / 2, unit, 2);
  return text;
}

std::vector<std::vector<std::string>> comparison_of(const PointResult& point) {
  std::vector<std::vector<std::string>> rows{{"strategy", "first answer p99", "disagree p99",
                                              "messages", "forced writes", "sells without fund"}};
  for (const StrategyResult& one : point.strategies) {
    rows.push_back({one.name, shown(one, "client_latency", "p99"),
                    shown(one, "inconsistency_window", "p99"),
                    shown(one, "messages_per_purchase", "mean"),
                    shown(one, "forced_writes_per_purchase", "mean"),
                    shown(one, "availability_coupling", "mean")});
  }
  return rows;
}

// Nothing if the scenario requires nothing.
std::string decided(const StudyResult& study) {
  if (study.points.front().strategies.front().requirements.empty()) return "";
  const Decision decision = decide(study);
  if (decision.recommended.empty()) return "Nobody meets all requirements.";
  std::string text = fmt::format("{} meets all requirements", decision.recommended);
  if (!decision.against) return text + ".";
  return text +
         fmt::format("; against it: {} is {}, of {} {}.", decision.against->criterion,
                     format_quantity(decision.against->value.value, decision.against->unit),
                     decision.against->other,
                     format_quantity(decision.against->other_value.value, decision.against->unit));
}

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
  if (study.points.empty() || study.points.front().strategies.empty()) return report;
  report.comparison = comparison_of(study.points.front());
  report.decided = decided(study);
  return report;
}

}  // namespace txlab
