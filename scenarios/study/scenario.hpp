// Scenario: everything a run needs to know except strategy, seed and choices. A plain value.
//
// `scenarios/language` reads it from YAML; tests may build one by hand. Every field has the default
// that the file format documents.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/fund/workload.hpp"
#include "models/parts/broker/settings.hpp"
#include "models/parts/database/settings.hpp"
#include "models/parts/operators/settings.hpp"
#include "models/strategies/parameters.hpp"
#include "sim/world/fault.hpp"
#include "sim/world/link.hpp"

namespace txlab {

struct ZoneLink {
  std::string from;
  std::string to;
  LinkSettings settings;
};

struct HostSettings {
  std::string name;  // gateway, wallet, fund, mq, centre, ops
  std::string zone;
  std::uint32_t replicas = 1;
  std::uint32_t workers = 32;
  std::string database;                                        // wallet and fund
  Distribution service = Distribution::lognormal(500e3, 3e6);  // handling one request, ns
};

struct StrategyEntry {
  std::string name;      // the scenario's own
  std::string protocol;  // of the catalogue
  Parameters parameters;
};

// A requirement such as `p95(client_latency) < 500ms` or `open_yuan(at T+1 08:30) == 0 CNY`.
struct Threshold {
  std::string strategy;   // a name, or "each"
  std::string text;       // as written
  std::string statistic;  // mean, min, max, p50, p90, p95, p99, p99.9, count, rate, value, at ...
  std::string metric;
  enum class Relation { less, at_most, greater, at_least, equal } relation = Relation::less;
  double limit = 0;          // in the metric's own unit (ms for latencies)
  std::optional<Moment> at;  // of a metric that is read at instants
};

struct Expectation {
  std::string strategy;
  std::vector<std::string> fails;  // thresholds as written, or names of properties
  std::string because;
};

struct Experiment {
  Duration warmup{0};
  std::uint32_t replications = 20;                // minimum
  std::optional<std::uint32_t> max_replications;  // sequential stopping if present
  std::string until_statistic;
  std::string until_metric;
  double until_relative_error = 0;
  double confidence = 0.95;
  std::uint64_t seed = 1;
  std::string baseline;    // a strategy's name
  bool per_fault = false;  // also run each fault alone
  bool coupling = false;   // also run with a slower branch, and with one more
};

// `mean(time_to_final_answer)`
struct CrossingMetric {
  std::string statistic;
  std::string metric;
};

struct SweepAxis {
  std::string path;
  std::vector<std::string> values;       // YAML text of each value
  std::vector<CrossingMetric> crossing;  // where the better of two changes along this axis
};

struct Scenario {
  std::string name;
  std::string description;
  std::string file;
  std::uint64_t digest = 0;  // of the resolved text

  std::vector<std::string> zones{"zone"};
  LinkSettings network;  // defaults: inside a zone, and between zones without an entry
  std::vector<ZoneLink> links;
  std::vector<HostSettings> hosts;
  std::vector<DatabaseSettings> databases;
  BrokerSettings broker;
  Distribution clock_skew;     // ns, one draw per host
  double clock_drift_ppm = 0;  // each host draws uniformly in +- this

  WorkloadSettings workload;
  std::optional<OperatorSettings> operators;
  std::vector<StrategyEntry> strategies;
  std::vector<FaultSettings> faults;
  Duration drain = 30h;
  std::vector<std::string> properties;  // empty: all
  std::vector<Threshold> thresholds;
  std::vector<Threshold> requirements;  // of whoever is to be chosen; `strategy` is "each"
  std::vector<Expectation> expectations;
  Experiment experiment;
  std::vector<SweepAxis> sweep;

  const StrategyEntry* find_strategy(std::string_view wanted) const {
    for (const auto& entry : strategies) {
      if (entry.name == wanted) return &entry;
    }
    return nullptr;
  }
};

}  // namespace txlab
