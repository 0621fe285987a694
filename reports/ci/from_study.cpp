#include "reports/ci/from_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/fund/property.hpp"
#include "reports/decision/decision.hpp"
#include "reports/exit_code.hpp"
#include "reports/judgement.hpp"
#include "reports/settings_text.hpp"
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
  const std::string at = settings_text(point.set);
  std::vector<std::vector<std::string>> rows{{at.empty() ? "strategy" : "strategy at " + at,
                                              "first answer p99", "disagree p99", "messages",
                                              "forced writes", "sells without fund"}};
  for (const StrategyResult& one : point.strategies) {
    rows.push_back({one.name, shown(one, "client_latency", "p99"),
                    shown(one, "inconsistency_window", "p99"),
                    shown(one, "messages_per_purchase", "mean"),
                    shown(one, "forced_writes_per_purchase", "mean"),
                    shown(one, "availability_coupling", "mean")});
  }
  return rows;
}

// "mq-tx (about 9 replications would tell)"
std::string untold(const Candidate& candidate) {
  const RequirementMet* const hardest = candidate.hardest_to_tell();
  if (!hardest) return candidate.name + " (a claim of its own)";
  const std::string& that = hardest->result.text;
  switch (*hardest->untold()) {
    case Untold::more_replications:
      return fmt::format("{} (about {} replications would tell)", candidate.name,
                         format_count(*hardest->replications));
    case Untold::not_measured:
      return fmt::format("{} ({} was not measured)", candidate.name, that);
    case Untold::one_replication:
      return fmt::format("{} ({}, from one replication)", candidate.name, that);
    case Untold::at_limit:
    case Untold::claim:
      break;
  }
  return fmt::format("{} ({} lies at the limit)", candidate.name, that);
}

std::string verdict(const Decision& decision) {
  if (!decision.recommended.empty()) {
    const std::string meets = decision.recommended + " meets all requirements";
    const Objection* const against = decision.against();
    if (!against) return meets + ".";
    const std::string value = format_quantity(against->value.value, against->unit);
    if (!against->missed.empty()) {
      return fmt::format("{}; against it: it misses {} with {}.", meets, against->missed, value);
    }
    return fmt::format("{}; against it: {} is {}, of {} {}.", meets, against->criterion, value,
                       against->other, format_quantity(against->other_value.value, against->unit));
  }
  std::string open;
  for (const Candidate& one : decision.candidates) {
    if (one.remains == Candidate::Remains::open) open += (open.empty() ? "" : ", ") + untold(one);
  }
  return open.empty() ? "Nobody meets all requirements." : "Not told yet: " + open + ".";
}

std::string elsewhere(const Change& change) {
  const std::string where = settings_text(change.set);
  if (!change.claims_kept) return fmt::format("At {} nobody keeps all claims.", where);
  if (change.recommended.empty()) return fmt::format("At {} nobody meets all.", where);
  return fmt::format("At {} the answer is {}.", where, change.recommended);
}

// Of the first point, and where else it is otherwise. Empty: nothing is required, and nothing is
// otherwise.
std::string decided(const StudyResult& study) {
  const Decision decision = decide(study);
  std::string text = decision.requires_anything() ? verdict(decision) : "";
  for (const Change& change : decision.changes) {
    if (change.kind != Change::Kind::sweep) continue;
    if (text.empty() && !decision.recommended.empty()) {
      text = decision.recommended + " is best for most weightings.";
    }
    text += (text.empty() ? "" : " ") + elsewhere(change);
  }
  return text;
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
