#include <fmt/format.h>

#include <algorithm>

#include "scenarios/language/traps/traps.hpp"

namespace txlab::language {

namespace {

// The highest rate at which customers go on to arrive; the top of a burst is meant to be too much.
double lasting_rate(const WorkloadSettings& workload) {
  double rate = 0;
  for (const ArrivalPhase& phase : workload.arrivals) {
    using Process = ArrivalPhase::Process;
    if (phase.process == Process::poisson || phase.process == Process::constant) {
      rate = std::max(rate, phase.rate_per_s);
    }
    if (phase.process == Process::burst) rate = std::max(rate, phase.base_per_s);
  }
  return rate;
}

// Without those whom main refuses.
double rate_of_branches(const WorkloadSettings& workload) {
  const RefusalRates& refusals = workload.refusals;
  return lasting_rate(workload) * (1 - refusals.insufficient_cash.value()) *
         (1 - refusals.bank_limit.value()) * (1 - refusals.money_fund.value());
}

// Queueing theory: whatever the distributions, c servers with a mean service time of S end c/S
// requests per second, and with more arrivals than that the queue grows without bound (Kleinrock,
// Queueing Systems I, section 1.5: stable only if rho < 1). Every purchase is served at least once.
struct Station {
  std::string what;
  double servers = 1;
  double service_s = 0;
  double arrivals_per_s = 0;

  double utilisation() const { return arrivals_per_s * service_s / servers; }
};

void check(const Traps& traps, const Station& station, const Code& code, Span place) {
  if (station.utilisation() < 1) return;
  traps.warn(
      code, place,
      fmt::format("{:.4g}/s arrive at {}, which ends at most {:.4g}/s: {:.4g} at once, {} "
                  "each (utilisation {:.3g})",
                  station.arrivals_per_s, station.what, station.servers / station.service_s,
                  station.servers,
                  duration_text(Duration{static_cast<std::int64_t>(station.service_s * 1e9)}),
                  station.utilisation()),
      "the queue grows for as long as they come");
}

Span place_in(const Traps& traps, std::string_view section, std::string_view name) {
  const Node& all = deepest(traps.tree, {section});
  const Entry* const entry = all.entry(name);
  if (entry != nullptr) return entry->span;
  return deepest(traps.tree, {"workload", "arrivals"}).span;
}

void find_overloaded_services(const Traps& traps) {
  const WorkloadSettings& workload = traps.scenario.workload;
  for (const HostSettings& host : traps.scenario.hosts) {
    const bool main = host.name == "wallet";
    if ((!main && host.name != "fund") || host.workers == 0) continue;
    const double servers = static_cast<double>(host.replicas) * host.workers;
    check(traps,
          {.what = fmt::format("the service `{}`", host.name),
           .servers = servers,
           .service_s = host.service.mean() / 1e9,
           .arrivals_per_s = main ? lasting_rate(workload) : rate_of_branches(workload)},
          code::overload, place_in(traps, "hosts", host.name));
  }
}

// A transaction is at least one statement and waits for one flush, over a connection of its own.
void find_overloaded_databases(const Traps& traps) {
  const WorkloadSettings& workload = traps.scenario.workload;
  for (const HostSettings& host : traps.scenario.hosts) {
    const bool main = host.name == "wallet";
    if (!main && host.name != "fund") continue;
    for (const DatabaseSettings& database : traps.scenario.databases) {
      if (database.name != host.database) continue;
      check(traps,
            {.what = fmt::format("the database `{}`", database.name),
             .servers = static_cast<double>(database.connections),
             .service_s = (database.statement.mean() + database.fsync.mean()) / 1e9,
             .arrivals_per_s = main ? lasting_rate(workload) : rate_of_branches(workload)},
            code::overload, place_in(traps, "databases", database.name));
    }
  }
}

// The row of a quota is locked until the commit is flushed, so flushes of its buyers follow each
// other: a station with one server.
void find_hot_rows(const Traps& traps) {
  const Scenario& scenario = traps.scenario;
  const auto fund = std::ranges::find(scenario.hosts, "fund", &HostSettings::name);
  if (fund == scenario.hosts.end()) return;
  const auto database =
      std::ranges::find(scenario.databases, fund->database, &DatabaseSettings::name);
  if (database == scenario.databases.end()) return;
  double shares = 0;
  for (const TargetFund& target : scenario.workload.funds) shares += target.share;
  for (const TargetFund& target : scenario.workload.funds) {
    if (!target.quota || shares <= 0) continue;
    check(traps,
          {.what = fmt::format("the quota of fund `{}`, one row", target.name),
           .servers = 1,
           .service_s = database->fsync.mean() / 1e9,
           .arrivals_per_s = rate_of_branches(scenario.workload) * target.share / shares},
          code::hot_row, place_in(traps, "funds", target.name));
  }
}

}  // namespace

void find_traps_of_load(const Traps& traps) {
  find_overloaded_services(traps);
  find_overloaded_databases(traps);
  find_hot_rows(traps);
}

}  // namespace txlab::language
