#include <fmt/format.h>

#include <algorithm>

#include "scenarios/language/traps/traps.hpp"

namespace txlab::language {

namespace {

// Of the hosts only the two services may have several machines; a broker has copies.
void find_idle_replicas(const Traps& traps) {
  for (const HostSettings& host : traps.scenario.hosts) {
    if (host.replicas == 1 || host.name == "wallet" || host.name == "fund") continue;
    const bool is_broker = host.name == "mq";
    traps.warn(code::idle_replicas, deepest(traps.tree, {"hosts", host.name, "replicas"}).span,
               fmt::format("`{}` runs on one machine: {} replicas change nothing", host.name,
                           host.replicas),
               is_broker ? "`replication: {copies: 3, sync: 2}` gives a broker copies"
                         : "only `wallet` and `fund` have replicas");
  }
}

// Copies that are waited for, or must be at hand, on machines that are not there. Without `copies`
// an acknowledgement takes as long as `ack` says, and no machines are counted.
void find_missing_copies(const Traps& traps) {
  const BrokerSettings& broker = traps.scenario.broker;
  const auto place = [&](std::string_view key) {
    return deepest(traps.tree, {"hosts", "mq", "replication", key}).span;
  };
  if (broker.copies > 1 && broker.sync_replicas > broker.copies) {
    traps.warn(code::too_few_copies, place("sync"),
               fmt::format("an acknowledgement waits for {} copies, and there are {} machines",
                           broker.sync_replicas, broker.copies),
               "every put waits for `slave_timeout` and fails");
  }
  if (broker.copies > 1 && broker.min_in_sync > broker.copies) {
    traps.warn(code::too_few_copies, place("min_in_sync"),
               fmt::format("{} copies must be at hand, and there are {} machines",
                           broker.min_in_sync, broker.copies),
               "every put is refused");
  }
}

// InnoDB locks gaps, PostgreSQL does not: that tells them apart, whatever profile they came from.
void find_other_dialect(const Traps& traps) {
  const bool innodb = std::ranges::any_of(traps.scenario.databases, &DatabaseSettings::gap_locks);
  for (const StrategyEntry& entry : traps.scenario.strategies) {
    if (!innodb || entry.protocol != "xa" || traps.expects_failures_of(entry)) continue;
    if (!entry.parameters.has("dialect")) continue;  // the vocabulary is not the catalogue's
    if (entry.parameters.choice("dialect") == "mysql") continue;
    traps.warn(code::other_dialect, traps.place_of(entry, "dialect"),
               fmt::format("`{}` sends neither XA START nor XA END to databases that ask for both, "
                           "and costs less than it would",
                           entry.name),
               "`dialect: mysql`");
  }
}

}  // namespace

void find_traps_of_machines(const Traps& traps) {
  find_other_dialect(traps);
  find_idle_replicas(traps);
  find_missing_copies(traps);
}

}  // namespace txlab::language
