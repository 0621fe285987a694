#include "scenarios/study/coupling.hpp"

#include <algorithm>

#include "models/strategies/catalogue.hpp"

namespace txlab {

namespace {

constexpr Duration slower = 1ms;

// What T+1 writes is in the wallet's database under `none`, and in the fund's otherwise.
Scenario without_faults(const Scenario& scenario) {
  Scenario calm = scenario;
  calm.faults.clear();
  calm.workload.calendar.reset();
  return calm;
}

Scenario with_slower_branch(Scenario scenario) {
  const auto fund = std::ranges::find(scenario.hosts, "fund", &HostSettings::name);
  CHECK(fund != scenario.hosts.end());
  fund->service = later_by(fund->service, slower);
  return scenario;
}

Scenario with_one_more(Scenario scenario) {
  ++scenario.workload.branches;
  return scenario;
}

Scenario with_none_only(Scenario scenario) {
  const Protocol& none = *find_protocol("none");
  scenario.strategies = {
      {.name = "none", .protocol = "none", .parameters = defaults_of(none.parameters)}};
  return scenario;
}

double latency_ms(const RunResult& run) { return run.metrics.client_latency.mean() / 1e6; }

// Per purchase, of a run that had customers.
double share(std::uint64_t MainSide::*what, const RunResult& run) {
  const auto offered = static_cast<double>(std::max<std::uint64_t>(run.metrics.offered, 1));
  return static_cast<double>((*run.metrics.main_side).*what) / offered;
}

Coupling coupling_of(const RunResult& calm, const RunResult& slow, const RunResult& none) {
  return {.latency =
              (latency_ms(slow) - latency_ms(calm)) / (static_cast<double>(slower.count()) / 1e6),
          .rows = share(&MainSide::rows, calm) - share(&MainSide::rows, none),
          .writes = share(&MainSide::writes, calm) - share(&MainSide::writes, none),
          .branch_latency_ms = std::nullopt,
          .branch_messages = std::nullopt};
}

// All runs of a variant; they belong together replication by replication.
struct Variant {
  Variant(Scenario changed, std::uint32_t replications, const StudyOptions& options)
      : scenario(std::move(changed)), trials(scenario, options), wanted(replications) {
    trials.run(replications);
  }
  bool complete() const { return trials.complete() >= wanted; }

  Scenario scenario;
  Trials trials;
  std::uint32_t wanted;
};

}  // namespace

Distribution later_by(const Distribution& distribution, Duration more) {
  if (distribution.is_constant()) {
    return Distribution::constant(distribution.quantile(0.5) + more.count());
  }
  return Distribution::from_quantile([&](double probability) {
    return static_cast<double>(distribution.quantile(probability) + more.count());
  });
}

bool measure_coupling(const Scenario& scenario, Trials& trials, const StudyOptions& options) {
  const std::uint32_t replications = trials.complete();
  const Scenario quiet = without_faults(scenario);
  const Variant calm(quiet, replications, options);
  const Variant slow(with_slower_branch(quiet), replications, options);
  const Variant none(with_none_only(quiet), replications, options);
  if (!calm.complete() || !slow.complete() || !none.complete()) return false;
  const bool room = scenario.workload.branches < most_branches;
  const Variant more(room ? with_one_more(quiet) : quiet, room ? replications : 0, options);
  if (!more.complete()) return false;
  for (std::size_t strategy = 0; strategy < scenario.strategies.size(); ++strategy) {
    for (std::size_t i = 0; i < replications; ++i) {
      const RunResult& base = calm.trials.of(strategy)[i];
      Coupling coupling = coupling_of(base, slow.trials.of(strategy)[i], none.trials.of(0)[i]);
      if (room) {
        const RunResult& longer = more.trials.of(strategy)[i];
        coupling.branch_latency_ms = latency_ms(longer) - latency_ms(base);
        coupling.branch_messages =
            share(&MainSide::messages, longer) - share(&MainSide::messages, base);
      }
      trials.one(strategy, i).metrics.coupling = coupling;
    }
  }
  return true;
}

}  // namespace txlab
