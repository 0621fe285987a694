// Small scenarios built by hand: constant latencies, a few purchases, one fault at a time.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "models/strategies/catalogue.hpp"
#include "scenarios/study/run.hpp"

namespace txlab {

inline Distribution always(Duration duration) { return Distribution::constant(duration.count()); }

// Two services with their databases, a broker and a centre; every message takes 1 ms, every flush
// 1 ms, every statement and request 0.1 ms. One customer, 1,000 CNY per purchase.
inline Scenario small_scenario(std::vector<Duration> arrivals = {1s}) {
  Scenario scenario;
  scenario.name = "small";
  scenario.network.latency = always(1ms);
  for (const char* name : {"wallet", "fund", "mq", "centre", "ops", "gateway"}) {
    scenario.hosts.push_back({.name = name, .service = always(100us)});
  }
  for (std::size_t i = 0; i < 2; ++i) {
    DatabaseSettings database{.name = i == 0 ? "wallet-db" : "fund-db"};
    database.fsync = always(1ms);
    database.statement = always(100us);
    database.hand_over = HandOver::fifo;
    scenario.hosts[i].database = database.name;
    scenario.databases.push_back(database);
  }
  scenario.broker.fsync = always(1ms);
  scenario.workload.customers = 1;
  const Duration lasts = arrivals.empty() ? 1s : arrivals.back() + 1s;
  scenario.workload.arrivals = {{.process = ArrivalPhase::Process::trace,
                                 .trace = std::move(arrivals),
                                 .think = {},
                                 .lasts = lasts}};
  scenario.workload.client.jitter = ClientSettings::Jitter::none;
  return scenario;
}

// A protocol with its defaults, except for what is set: {{"order", "branch-first"}}.
inline StrategyEntry strategy(
    std::string_view protocol,
    const std::vector<std::pair<std::string_view, std::string_view>>& changes = {}) {
  const Protocol* const found = find_protocol(protocol);
  CHECK(found != nullptr);
  StrategyEntry entry{.name = std::string(protocol),
                      .protocol = std::string(protocol),
                      .parameters = defaults_of(found->parameters)};
  for (const auto& [name, text] : changes) {
    bool known = false;
    for (const ParameterSpec& spec : found->parameters) {
      if (spec.name != name) continue;
      ParameterValue value;
      CHECK(parse_parameter(spec, text, value));
      entry.parameters.set(std::string(name), value);
      known = true;
    }
    CHECK(known);
  }
  return entry;
}

inline std::vector<StrategyEntry> every_strategy() {
  std::vector<StrategyEntry> entries;
  for (const Protocol& protocol : protocols()) entries.push_back(strategy(protocol.name));
  return entries;
}

using Names = std::set<std::string>;

// Both trades are in the wallet's database, and the fund's is left alone.
inline bool in_one_database(const StrategyEntry& entry) {
  if (entry.parameters.has("ledgers")) return entry.parameters.choice("ledgers") == "together";
  return Names{"none", "domain-events", "companionship"}.contains(entry.protocol);
}

inline Names broken(const RunResult& run) {
  Names names;
  for (const PropertyInfo& property : all_properties) {
    if (run.violations.of(property.id).count > 0) names.emplace(property.name);
  }
  return names;
}

inline Names broken_by(const Scenario& scenario, const StrategyEntry& entry) {
  return broken(run(scenario, entry, 1));
}

// A planned fault; `target` is a host or database, or empty for those between hosts.
inline FaultSettings fault(FaultKind kind, std::string target, Duration at, Duration lasts) {
  FaultSettings fault{.name = "fault", .kind = kind};
  fault.clock.at = start_of_run + at;
  if (!target.empty()) fault.target = {.kind = FaultTarget::Kind::host, .name = std::move(target)};
  fault.lasts = lasts;
  fault.restart_after = lasts;
  return fault;
}
inline FaultSettings crash_for_good(std::string target, Duration at) {
  FaultSettings crash = fault(FaultKind::crash, std::move(target), at, 0s);
  crash.restart_after = std::nullopt;
  return crash;
}
// When this event happens for the first time the host goes down, and is back after so long.
struct AtFirst {
  std::string event;
};
inline FaultSettings crash(std::string host, AtFirst when, std::optional<Duration> away) {
  FaultSettings crash = fault(FaultKind::crash, std::move(host), 0s, 0s);
  crash.clock = {.kind = FaultClock::Kind::when, .event = std::move(when.event), .times = 1};
  crash.restart_after = away;
  return crash;
}
// Messages from one host to the other are lost.
inline FaultSettings lost_between(std::string from, std::string to, Duration at, Duration lasts) {
  FaultSettings cut = fault(FaultKind::partition, "", at, lasts);
  cut.between = {std::move(from), std::move(to)};
  cut.direction = FaultSettings::Direction::forward;
  return cut;
}

// Nothing that is said to the customers arrives.
inline std::vector<FaultSettings> customers_unreachable(Duration at, Duration lasts) {
  std::vector<FaultSettings> faults;
  for (const char* const from : {"gateway", "wallet", "fund"}) {
    faults.push_back(lost_between(from, "customers", at, lasts));
    faults.back().name = std::string("cut-") + from;
  }
  return faults;
}

// Remembers one kind of happening.
class Watch final : public Observer {
 public:
  struct Seen {
    Instant at;
    IntentId intent;
    std::int64_t value;
    std::string name;
    HostId host;
    std::uint32_t code;
    Envelope::Flow flow;
    bool operator==(const Seen&) const = default;
  };
  explicit Watch(Happening::Kind kind) : kind_(kind) {}
  void on(const Happening& happening, Instant at) override {
    if (happening.kind != kind_) return;
    seen_.push_back({at, happening.intent, happening.value, std::string(happening.name),
                     happening.host, happening.code, happening.flow});
  }
  const std::vector<Seen>& seen() const { return seen_; }
  std::vector<Instant> instants_of(std::string_view name) const {
    std::vector<Instant> instants;
    for (const Seen& one : seen_) {
      if (one.name == name) instants.push_back(one.at);
    }
    return instants;
  }
  std::size_t count(std::string_view name) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(seen_, [&](const Seen& seen) { return seen.name == name; }));
  }

 private:
  Happening::Kind kind_;
  std::vector<Seen> seen_;
};

inline RunResult run_watched(const Scenario& scenario, const StrategyEntry& entry,
                             std::vector<Observer*> observers, std::uint64_t seed = 1) {
  return run(scenario, entry, seed, {.observers = observers});
}

}  // namespace txlab
