#include <fmt/format.h>

#include <algorithm>

#include "models/strategies/catalogue.hpp"
#include "scenarios/language/traps/traps.hpp"

namespace txlab::language {

namespace {

// How long one firing lasts; `forever` if nobody ends it.
Duration length_of(const FaultSettings& fault) {
  if (fault.kind == FaultKind::crash) return fault.restart_after.value_or(forever);
  return fault.lasts;
}

Duration arrivals_of(const Traps& traps) { return arrivals_last(traps.scenario.workload); }

Duration added(Duration a, Duration b) { return a == forever || b == forever ? forever : a + b; }

// The end of the last fault that ends; 0 if there is none.
Duration last_fault_ends(const Traps& traps) {
  Duration last{0};
  for (const FaultSettings& fault : traps.scenario.faults) {
    const bool at_instant = fault.clock.kind == FaultClock::Kind::at;
    const Duration begins = at_instant ? fault.clock.at - start_of_run : arrivals_of(traps);
    if (length_of(fault) != forever) last = std::max(last, added(begins, length_of(fault)));
  }
  return last;
}

Duration longest_outage(const Traps& traps) {
  Duration longest{0};
  for (const FaultSettings& fault : traps.scenario.faults) {
    if (length_of(fault) != forever) longest = std::max(longest, length_of(fault));
  }
  return longest;
}

// The strategy that goes on longest after the last fault, if that is behind the end of the run. The
// default is taken as meant: it has room for a day's batch.
void find_short_drain(const Traps& traps) {
  const Entry* const drain = traps.tree.entry("drain");
  if (traps.scenario.faults.empty() || drain == nullptr) return;
  const Duration run_ends = added(arrivals_of(traps), traps.scenario.drain);
  const StrategyEntry* slowest = nullptr;
  Liveness longest{Duration{0}, ""};
  for (const StrategyEntry& entry : traps.scenario.strategies) {
    const Protocol* const protocol = traps.protocol_of(entry);
    if (protocol == nullptr || protocol->liveness == nullptr) continue;
    if (traps.expects_failures_of(entry)) continue;
    const Liveness bound =
        protocol->liveness(entry.parameters, traps.scenario.broker, longest_outage(traps));
    if (bound.within == forever || bound.within <= longest.within) continue;
    longest = bound;
    slowest = &entry;
  }
  if (slowest == nullptr || added(last_fault_ends(traps), longest.within) <= run_ends) return;
  traps.warn(code::drain_too_short, drain != nullptr ? drain->value.span : traps.place_of(*slowest),
             fmt::format("the run ends {} after the arrivals, and `{}` may go on for {} after the "
                         "last fault ({})",
                         duration_text(traps.scenario.drain), slowest->name,
                         duration_text(longest.within), longest.because),
             "what is open then counts as never settled");
}

// Whether a fault takes every machine that could answer the broker's checks.
bool silences_producers(const Traps& traps, const FaultSettings& fault) {
  const bool stops = fault.kind == FaultKind::crash || fault.kind == FaultKind::pause;
  if (!stops || fault.target.name.empty()) return false;
  std::string database;
  for (const HostSettings& host : traps.scenario.hosts) {
    if (host.name != "wallet") continue;
    database = host.database;
    const auto& pick = fault.target.pick;
    const bool all = pick.kind == FaultTarget::Pick::Kind::all || host.replicas == 1;
    if (fault.target.name == "wallet" && !all) return false;
  }
  return fault.target.name == "wallet" || fault.target.name == database;
}

// How long the broker goes on asking about a half message.
Duration asked_for(const StrategyEntry& entry, const BrokerSettings& broker) {
  const Duration interval =
      entry.parameters.duration_if_set("check_interval").value_or(broker.check_interval);
  const Duration immunity = entry.parameters.duration_if_set("immunity").value_or(broker.immunity);
  const auto checks = entry.parameters.count_if_set("max_checks").value_or(broker.max_checks);
  return immunity + checks * interval;
}

bool asks_back(const Traps& traps, const StrategyEntry& entry) {
  const Protocol* const protocol = traps.protocol_of(entry);
  if (protocol == nullptr || !protocol->claims(entry.parameters).has_halves) return false;
  return entry.parameters.has("check_interval") && entry.parameters.has("immunity") &&
         entry.parameters.has("max_checks");
}

void find_short_checks(const Traps& traps) {
  for (const StrategyEntry& entry : traps.scenario.strategies) {
    if (traps.expects_failures_of(entry) || !asks_back(traps, entry)) continue;
    const Duration asked = asked_for(entry, traps.scenario.broker);
    for (const FaultSettings& fault : traps.scenario.faults) {
      const Duration away = length_of(fault);
      if (!silences_producers(traps, fault) || away <= asked) continue;
      traps.warn(code::checks_end_too_early, traps.place_of(entry, "max_checks"),
                 fmt::format("the broker asks for {} about a half message of `{}`, and fault `{}` "
                             "keeps its producers away for {}",
                             duration_text(asked), entry.name, fault.name,
                             away == forever ? "good" : duration_text(away)),
                 "more checks, or a longer interval");
      break;
    }
  }
}

bool is_a_timer(std::string_view parameter) {
  return parameter.ends_with("_every") || parameter.ends_with("_interval") ||
         parameter.ends_with("_scan");
}

// Somebody has shortened the run and left the timers as they were. What is set to a month or more
// is a timer that was switched off.
constexpr Duration as_good_as_never = 30 * 24h;

void find_sleeping_timers(const Traps& traps) {
  const Duration run = added(arrivals_of(traps), traps.scenario.drain);
  for (const StrategyEntry& entry : traps.scenario.strategies) {
    if (traps.expects_failures_of(entry)) continue;
    for (const auto& [name, value] : entry.parameters.values()) {
      const auto* const duration = std::get_if<Duration>(&value);
      if (duration == nullptr || !is_a_timer(name)) continue;
      if (*duration <= run || *duration >= as_good_as_never) continue;
      traps.warn(code::timer_never_fires, traps.place_of(entry, name),
                 fmt::format("`{}` of `{}` is {}, and the run ends after {}: it never happens",
                             name, entry.name, duration_text(*duration), duration_text(run)),
                 "a longer `drain`, or a shorter timer");
    }
  }
}

// How many firings there are in a run, on the average.
double expected_firings(const FaultClock& clock, Duration run) {
  const auto run_ns = static_cast<double>(run.count());
  if (clock.kind == FaultClock::Kind::rate) return clock.rate_per_s * run_ns / 1e9;
  if (clock.every.is_constant()) return clock.every.mean() < run_ns ? 1 : 0;
  return run_ns / std::max(clock.every.mean(), 1.0);
}

// Every fault that repeats, but most likely in none of the replications.
void find_rare_faults(const Traps& traps) {
  const Duration run = arrivals_of(traps);
  const Node& faults = deepest(traps.tree, {"faults"});
  for (std::size_t i = 0; i < traps.scenario.faults.size(); ++i) {
    const FaultSettings& fault = traps.scenario.faults[i];
    const auto kind = fault.clock.kind;
    if (kind != FaultClock::Kind::every && kind != FaultClock::Kind::rate) continue;
    const auto& experiment = traps.scenario.experiment;
    const double firings = expected_firings(fault.clock, run) * experiment.replications;
    constexpr double even_chance = 0.693;  // ln 2: of a Poisson process to stay away
    if (firings >= even_chance || i >= faults.items.size()) continue;
    traps.warn(code::fault_outside_run, faults.items[i].span,
               fmt::format("fault `{}` is to be expected {:.2g} times in all {} replications "
                           "together ({} of arrivals each)",
                           fault.name, firings, experiment.replications, duration_text(run)),
               "a shorter pause between firings, or longer arrivals");
  }
}

// A fault with an end that the run does not see.
void find_faults_without_end(const Traps& traps) {
  const Duration run = added(arrivals_of(traps), traps.scenario.drain);
  const Node& faults = deepest(traps.tree, {"faults"});
  for (std::size_t i = 0; i < traps.scenario.faults.size() && i < faults.items.size(); ++i) {
    const FaultSettings& fault = traps.scenario.faults[i];
    if (fault.clock.kind != FaultClock::Kind::at || length_of(fault) == forever) continue;
    const Duration ends = added(fault.clock.at - start_of_run, length_of(fault));
    if (ends <= run) continue;
    traps.warn(code::fault_outlasts_run, faults.items[i].span,
               fmt::format("fault `{}` ends after {}, and the run after {}", fault.name,
                           duration_text(ends), duration_text(run)),
               "what waits for its end is open for ever");
  }
}

// There and back over the slowest link, half of the time.
Duration longest_round_trip(const Scenario& scenario) {
  std::int64_t one_way = scenario.network.latency.quantile(0.5);
  for (const ZoneLink& link : scenario.links) {
    one_way = std::max(one_way, link.settings.latency.quantile(0.5));
  }
  return Duration{2 * one_way};
}

bool is_a_patience(std::string_view parameter) {
  return parameter.ends_with("_timeout") && parameter != "lock_wait_timeout";
}

// Somebody has stretched the distances, or shortened a timeout, and left the other as it was.
void find_impatience(const Traps& traps) {
  const Duration trip = longest_round_trip(traps.scenario);
  const auto tell = [&](Span place, std::string_view what, Duration timeout) {
    traps.warn(code::timeout_too_short, place,
               fmt::format("{} is over after {}, and half of the answers are longer than {} on "
                           "their way (over the slowest link, there and back)",
                           what, duration_text(timeout), duration_text(trip)),
               "most answers come too late");
  };
  const Duration client = traps.scenario.workload.client.timeout;
  if (client <= trip) {
    tell(deepest(traps.tree, {"workload", "client", "timeout"}).span, "a customer's patience",
         client);
  }
  for (const StrategyEntry& entry : traps.scenario.strategies) {
    if (traps.expects_failures_of(entry)) continue;
    for (const auto& [name, value] : entry.parameters.values()) {
      const auto* const timeout = std::get_if<Duration>(&value);
      if (timeout == nullptr || !is_a_patience(name)) continue;
      if (*timeout == Duration{0} || *timeout > trip) continue;
      tell(traps.place_of(entry, name), fmt::format("`{}` of `{}`", name, entry.name), *timeout);
    }
  }
}

}  // namespace

void find_traps_of_time(const Traps& traps) {
  find_short_drain(traps);
  find_short_checks(traps);
  find_sleeping_timers(traps);
  find_impatience(traps);
  find_rare_faults(traps);
  find_faults_without_end(traps);
}

}  // namespace txlab::language
