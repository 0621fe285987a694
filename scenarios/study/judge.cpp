#include "scenarios/study/judge.hpp"

#include <algorithm>
#include <cmath>

#include "models/strategies/catalogue.hpp"
#include "scenarios/study/aggregate.hpp"
#include "sim/stats/proportion.hpp"

namespace txlab {

namespace {

bool expected_to_fail(const Scenario& scenario, const StrategyEntry& entry, std::string_view what) {
  return std::ranges::any_of(scenario.expectations, [&](const Expectation& expectation) {
    return expectation.strategy == entry.name &&
           std::ranges::find(expectation.fails, what) != expectation.fails.end();
  });
}

// Whether there are messages that a member of the consumer group does not want, and makes the
// whole group miss.
bool skips_messages(const BrokerSettings& broker) {
  const std::vector<Tag> tags = broker.tags.empty() ? std::vector{Tag{}} : broker.tags;
  return std::ranges::any_of(broker.consumers.subscriptions, [&](const TagSubscription& one) {
    return !std::ranges::all_of(tags, [&](const Tag& tag) { return one.wants(tag); });
  });
}

// Why the strategy cannot be held to its claims in this scenario; empty if it can.
std::string broken_assumption(const Scenario& scenario, const Claims& claims) {
  if (!claims.withdrawn.empty()) return claims.withdrawn;
  if (claims.needs_durable_broker && scenario.broker.flush == Flush::async) {
    return "the broker flushes asynchronously: what it acknowledged may be lost";
  }
  const bool slots_lost = std::ranges::any_of(scenario.databases, [](const DatabaseSettings& one) {
    return one.slots == SlotsAfterRestart::lost;
  });
  if (claims.needs_slots && slots_lost) {
    return "a database fails over without its replication slots: the log has a gap";
  }
  if (claims.needs_durable_broker && scenario.broker.copies > 1 &&
      scenario.broker.sync_replicas == 1) {
    return "the broker's replicas are not waited for: what it acknowledged may be lost";
  }
  if (claims.needs_durable_broker && skips_messages(scenario.broker)) {
    return "a member of the consumer group does not subscribe to all tags: messages are skipped";
  }
  if (scenario.workload.order_id != OrderIds::client) {
    return "customers cannot name their orders: a repeated request is another order";
  }
  const bool broker_survives = scenario.broker.copies > 1 && scenario.broker.sync_replicas > 1;
  const bool disk_lost = std::ranges::any_of(scenario.faults, [&](const FaultSettings& fault) {
    if (broker_survives && fault.target.name == "mq") return false;
    return fault.kind == FaultKind::crash && fault.crash == CrashKind::host_lost;
  });
  return disk_lost ? "a fault destroys a disk for good" : "";
}

// Why an application date that ACCEPTED promises may not hold in this scenario; empty if it must.
std::string broken_date(const Scenario& scenario, const StrategyEntry& entry,
                        const Claims& claims) {
  const auto& calendar = scenario.workload.calendar;
  if (!calendar || !claims.promises_date) return "";
  if (calendar->late == Calendar::Late::next_day) {
    return "ACCEPTED promises a date, and what the fund accepts after the cut-off gets the next";
  }
  if (!claims.date_lost.empty()) return claims.date_lost;
  const Liveness settled =
      find_protocol(entry.protocol)->liveness(entry.parameters, scenario.broker, Duration{0});
  if (settled.within <= calendar->file_export - calendar->cutoff) return "";
  return "a late branch may come after the file of its date has gone to the transfer agent";
}

// Why an order that is open may be in no list that anybody watches; empty if it must be in one.
std::string broken_visibility(const BrokerSettings& broker, const Claims& claims) {
  if (!claims.has_halves || sees_given_up_halves(broker)) return "";
  if (broker.give_up == GiveUp::roll_back) {
    return "the broker rolls back what it gives up, whatever main has done, and nobody is told";
  }
  if (!broker.park_writable) return "what the broker gives up cannot be parked, and is in no list";
  return "nobody watches what the broker has parked";
}

// Why the business or the broker of this scenario does not let the property be claimed; empty if
// they do.
std::string broken_by_the_scenario(const Scenario& scenario, const StrategyEntry& entry,
                                   PropertyId property) {
  const Claims claims = find_protocol(entry.protocol)->claims(entry.parameters);
  switch (property) {
    case PropertyId::told_truth:
      return broken_date(scenario, entry, claims);
    case PropertyId::nothing_stuck_unseen:
      return broken_visibility(scenario.broker, claims);
    case PropertyId::no_negative_balance:
      if (scenario.workload.earmark) return "";
      return "nothing is earmarked: others may spend what an order counts on";
    case PropertyId::main_branch_agreement:
      if (!scenario.workload.calendar || !claims.withdraws_branches) return "";
      return "a branch without main that has gone to the transfer agent is not taken back";
    default:
      return "";
  }
}

PropertyResult judge_property(const PropertyInfo& property, std::span<const RunResult> runs) {
  PropertyResult result{.name = std::string(property.name),
                        .modality = std::string(property.modality)};
  std::uint64_t unknown = 0;
  for (std::size_t replication = 0; replication < runs.size(); ++replication) {
    const Violations::Entry& entry = runs[replication].violations.of(property.id);
    if (result.violations == 0 && entry.count > 0) {
      result.example = entry.example;
      result.example_intent = entry.intent.value;
      result.example_replication = static_cast<std::uint32_t>(replication);
    }
    result.violations += entry.count;
    unknown += entry.unknown;
  }
  if (result.violations > 0) {
    result.verdict = PropertyVerdict::violated;
  } else if (unknown > 0) {
    result.verdict = PropertyVerdict::unknown;
    result.reason = "blocked-by-design";
  }
  return result;
}

bool satisfied(Threshold::Relation relation, double value, double limit) {
  using Relation = Threshold::Relation;
  switch (relation) {
    case Relation::less:
      return value < limit;
    case Relation::at_most:
      return value <= limit;
    case Relation::greater:
      return value > limit;
    case Relation::at_least:
      return value >= limit;
    case Relation::equal:
      return value == limit;
  }
  return false;
}

bool wants_more(Threshold::Relation relation) {
  return relation == Threshold::Relation::greater || relation == Threshold::Relation::at_least;
}

ThresholdResult::Verdict verdict_of(const Threshold& threshold, const Estimate& value) {
  const bool low = satisfied(threshold.relation, value.low, threshold.limit);
  const bool high = satisfied(threshold.relation, value.high, threshold.limit);
  if (!std::isfinite(value.value)) return ThresholdResult::Verdict::inconclusive;
  if (low && high) return ThresholdResult::Verdict::pass;
  if (!low && !high) return ThresholdResult::Verdict::fail;
  return ThresholdResult::Verdict::inconclusive;
}

}  // namespace

bool is_held_to(const Scenario& scenario, const StrategyEntry& entry, PropertyId property) {
  const Claims claims = find_protocol(entry.protocol)->claims(entry.parameters);
  return claims.claimed.has(property) && broken_assumption(scenario, claims).empty() &&
         broken_by_the_scenario(scenario, entry, property).empty();
}

void judge_properties(const Scenario& scenario, const StrategyEntry& entry,
                      std::span<const RunResult> runs, StrategyResult& result) {
  const Claims claims = find_protocol(entry.protocol)->claims(entry.parameters);
  const std::string withdrawn = broken_assumption(scenario, claims);
  for (const PropertyInfo& property : all_properties) {
    const bool wanted =
        scenario.properties.empty() ||
        std::ranges::find(scenario.properties, property.name) != scenario.properties.end();
    if (!wanted) continue;
    PropertyResult judged = judge_property(property, runs);
    judged.claimed = claims.claimed.has(property.id);
    if (judged.claimed) {
      judged.withdrawn =
          withdrawn.empty() ? broken_by_the_scenario(scenario, entry, property.id) : withdrawn;
    }
    judged.expected = expected_to_fail(scenario, entry, property.name);
    result.properties.push_back(std::move(judged));
  }
}

void judge_thresholds(const Scenario& scenario, const StrategyEntry& entry,
                      std::span<const RunResult> runs, StrategyResult& result) {
  for (const Threshold& threshold : scenario.thresholds) {
    if (threshold.strategy != "each" && threshold.strategy != entry.name) continue;
    const MetricDefinition* const metric = find_metric(threshold.metric);
    CHECK(metric != nullptr);
    const Estimate value =
        estimate(*metric, threshold.statistic, runs, scenario.experiment.confidence);
    result.thresholds.push_back({.text = threshold.text,
                                 .verdict = verdict_of(threshold, value),
                                 .expected = expected_to_fail(scenario, entry, threshold.text),
                                 .value = value,
                                 .limit = threshold.limit});
  }
}

void judge_requirements(const Scenario& scenario, std::span<const RunResult> runs,
                        StrategyResult& result) {
  const double confidence = scenario.experiment.confidence;
  for (const Threshold& requirement : scenario.requirements) {
    CHECK(requirement.strategy == "each");
    const MetricDefinition* const metric = find_metric(requirement.metric);
    CHECK(metric != nullptr);
    Estimate value = estimate(*metric, requirement.statistic, runs, confidence);
    const bool of_rare = metric->rare && requirement.statistic == "rate" && value.value == 0;
    if (of_rare) value.high = bound_without_hits(result.outcomes.offered, confidence);
    const bool declared = metric->name.starts_with("declared_");
    if (declared) value.known = true;
    ThresholdResult judged{.text = requirement.text,
                           .verdict = verdict_of(requirement, value),
                           .value = value,
                           .limit = requirement.limit,
                           .unit = std::string(metric->unit),
                           .wants_more = wants_more(requirement.relation)};
    if (!value.known) judged.verdict = ThresholdResult::Verdict::inconclusive;
    result.requirements.push_back(std::move(judged));
  }
}

void judge_expectations(const Scenario& scenario, const StrategyEntry& entry,
                        StrategyResult& result) {
  for (const Expectation& expectation : scenario.expectations) {
    if (expectation.strategy != entry.name) continue;
    for (const std::string& what : expectation.fails) {
      const bool property = std::ranges::any_of(result.properties, [&](const PropertyResult& p) {
        return p.name == what && p.verdict == PropertyVerdict::violated;
      });
      const bool threshold = std::ranges::any_of(result.thresholds, [&](const ThresholdResult& t) {
        return t.text == what && t.verdict == ThresholdResult::Verdict::fail;
      });
      if (!property && !threshold) result.failed_expectations.push_back(what);
    }
  }
}

}  // namespace txlab
