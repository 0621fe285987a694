// What a study found: one value, from which every report is composed.
//
// Latencies are kept in nanoseconds here; reports convert to the unit of the metric. An Estimate is
// a mean over replications with its Student-t interval; a single replication has no interval (low
// and high equal the value and `known` is false).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/study/answers/answers.hpp"
#include "scenarios/study/contention/waits_seen.hpp"
#include "scenarios/study/timeline/timeline.hpp"
#include "sim/stats/survival.hpp"

namespace txlab {

struct Estimate {
  double value = 0;
  double low = 0;
  double high = 0;
  bool known = true;  // false: nothing to estimate from, or no interval
};

struct MetricResult {
  std::string name;
  std::string unit;        // "ms", "s", "1", "CNY x s", "1/s", ...
  std::string convention;  // what a counter has in it; empty for what is not counted
  std::uint64_t count = 0;
  double min = 0;
  double max = 0;
  Estimate mean;
  // For distributions (latencies, windows): estimates of p50, p90, p95, p99, p99.9; for what is
  // read at instants: of each, such as `at T 15:00`.
  std::vector<std::pair<std::string, Estimate>> quantiles;
  // For counts of rare things: per million purchases, and the upper bound when none was seen.
  std::optional<double> per_million;
  std::optional<double> upper_bound;
  bool applies = true;  // false: null in JSON
};

// How a quantity was distributed over all replications together, as a survival curve.
struct Curve {
  std::string metric;
  std::string unit;
  std::uint64_t count = 0;
  std::uint64_t censored = 0;         // still growing when their run ended
  std::vector<SurvivalPoint> points;  // in the unit
};

enum class PropertyVerdict { holds, violated, unknown };

struct PropertyResult {
  std::string name;
  std::string modality;  // always, eventually
  bool claimed = false;
  std::string withdrawn;  // why the claim is withdrawn in this scenario, else empty
  bool expected = false;  // named in `expect`
  PropertyVerdict verdict = PropertyVerdict::holds;
  std::string reason;  // blocked-by-design, stuck, livelock, or empty
  std::uint64_t violations = 0;
  std::string example;  // the first violation in words
  std::uint64_t example_intent = 0;
  std::uint32_t example_replication = 0;
  std::string trail;  // that shows it again, a file in the folder of results; empty without one
};

struct ThresholdResult {
  std::string text;
  enum class Verdict { pass, fail, inconclusive } verdict = Verdict::pass;
  bool expected = false;  // the scenario expects it to fail
  Estimate value;         // in the unit of the metric
  double limit = 0;
  std::string unit{};
  bool wants_more = false;  // the value must be above the limit
};

// Who says yes while a service is away.
struct AwayResult {
  std::string service;
  std::uint64_t came = 0;
  Estimate told_yes;  // share of them, over replications
};

struct Outcomes {
  std::uint64_t offered = 0;
  std::uint64_t bought = 0;
  std::uint64_t refused = 0;
  std::uint64_t undone = 0;
  std::uint64_t open = 0;
  std::uint64_t unknown_to_client = 0;
};

struct OutcomesOfType {
  std::string type;
  std::uint64_t offered = 0;
  std::uint64_t bought = 0;
  std::uint64_t refused = 0;
  std::uint64_t undone = 0;
  std::uint64_t open = 0;
};

struct StrategyResult {
  std::string name;
  std::string protocol;
  std::uint32_t replications = 0;
  std::uint64_t digest = 0;
  std::uint64_t events = 0;
  Outcomes outcomes;
  // The same for each type of transaction, where there are several.
  std::vector<OutcomesOfType> by_type;
  // How strong the first answers were: shares of placed, accepted, refused, unknown.
  std::vector<std::pair<std::string, double>> first_answers;
  std::vector<MetricResult> metrics;
  std::vector<PropertyResult> properties;
  std::vector<ThresholdResult> thresholds;
  std::vector<ThresholdResult> requirements;  // in the order of the scenario, of every strategy
  std::vector<std::string> effort;
  std::vector<Curve> curves;
  std::optional<Timeline> timeline;      // of replication 0, and means, where they were asked for
  std::optional<AnswersOfARun> answers;  // the same
  std::vector<AwayResult> while_away;
  std::optional<WaitsSeen> worst_waits;  // of all replications
  double yuan_lost = 0;  // money of purchases that end neither whole nor undone, summed
  std::vector<std::string> failed_expectations;

  const MetricResult* metric(std::string_view wanted) const {
    for (const auto& m : metrics) {
      if (m.name == wanted) return &m;
    }
    return nullptr;
  }
};

enum class ComparisonVerdict { better, worse, same, unknown };

struct Comparison {
  std::string metric;   // "p99(client_latency)"
  std::string a;        // the strategy
  std::string b;        // the baseline
  Estimate difference;  // a - b, paired by replication, in the metric's unit
  ComparisonVerdict verdict = ComparisonVerdict::unknown;
};

// What one firing of a fault costs: that fault alone, beside no fault at all, on the same
// customers.
struct FaultEffect {
  std::string fault;
  std::string strategy;
  double firings = 0;  // per replication
  // Per firing: purchases that break a property (once for each), apart for those that the strategy
  // claims under this fault alone and for the others; money of purchases that end neither whole nor
  // undone, money x time between half done and whole or undone, purchases not bought.
  Estimate claims_broken;
  Estimate unclaimed;
  Estimate yuan_lost;     // CNY
  Estimate yuan_seconds;  // CNY x s
  Estimate purchases_lost;
};

// What a statistic was in each replication, where an axis asks for its crossing.
struct CrossingValues {
  std::string strategy;
  std::string metric;                   // "mean(time_to_final_answer)"
  std::vector<double> per_replication;  // not finite: it does not apply
};

struct PointResult {
  std::vector<std::pair<std::string, std::string>> set;  // of the sweep; empty without one
  std::vector<StrategyResult> strategies;
  std::vector<Comparison> comparisons;
  std::vector<FaultEffect> fault_effects;  // by fault, then by strategy; if they were asked for
  std::vector<CrossingValues> crossing_values{};
  // Faults that replication 0 was to meet, where there are timelines.
  std::vector<FaultBand> planned_faults{};
  double warm_until_s = 0;
  double arrivals_until_s = 0;
};

// Where, along a swept axis, the better of two changes: of two values of another axis, for each
// strategy, or of a strategy and the baseline. Between the points the metric is taken as linear.
struct Crossing {
  std::string path;      // of the axis
  std::string unit;      // of its values: `%`, `ms`, ...
  std::string metric;    // "mean(time_to_final_answer)"
  std::string strategy;  // whose
  std::string a;         // `precheck=[]`, or the strategy
  std::string b;
  // Which of the two is better at the lowest value; neither, if they are equal.
  enum class Better { a, b, neither } first = Better::neither;
  // Where the other one takes over, and back. The interval (sim/stats/sign_change.hpp) is over the
  // replications, which met the same customers at every point; an infinite end is beyond the sweep.
  std::vector<Estimate> at;
};

struct StudyResult {
  std::string folder;  // of results, in which the trails are; empty without one
  std::string scenario_name;
  std::string scenario_file;
  std::string description;
  std::uint64_t scenario_digest = 0;
  std::uint64_t seed = 0;
  double confidence = 0.95;
  std::string baseline;
  std::uint32_t replications = 0;
  bool partial = false;
  std::vector<std::string> notes;
  std::vector<PointResult> points;
  std::vector<Crossing> crossings;
};

}  // namespace txlab
