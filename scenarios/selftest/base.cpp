#include "scenarios/selftest/base.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace txlab::selftest {

namespace {

// One customer, so that two purchases meet at the same rows. What customers are promised is a
// matter of hours and not of days, and the drain outlasts it: a mutant may never come to rest.
constexpr std::string_view plain = R"(version: 1
name: selftest-{0}
network: {{defaults: {{latency: 1ms}}}}
hosts:
  gateway: {{service: 100us}}
  wallet: {{service: 100us}}
  fund: {{service: 100us}}
  mq: {{service: 100us, fsync: 1ms}}
  centre: {{service: 100us}}
databases:
  wallet-db: {{fsync: 1ms, statement: 100us}}
  fund-db: {{fsync: 1ms, statement: 100us}}
workload:
  customers: 1
  arrivals: [{{process: trace, offsets: [{1}], for: 2s}}]
  stuck_after: 2h
  told_within: 3h
strategies:
  {0}: {{protocol: {0}}}
drain: 4h
)";

const std::vector<Base> all_bases{
    {"reconciliation",
     "async-reconciliation",
     {"strategies.async-reconciliation.reconcile_every=10m"}},
    {"reconciliation-once-a-while",
     "async-reconciliation",
     {"strategies.async-reconciliation.reconcile_every=100m"}},
    {"reversing",
     "async-reconciliation",
     {"strategies.async-reconciliation.reconcile_every=1s",
      "strategies.async-reconciliation.repair=reverse"}},
    {"table", "local-message-table"},
    {"table-2-replicas", "local-message-table", {"hosts.wallet.replicas=2"}},
    {"table-many-customers", "local-message-table", {"workload.customers=1000"}},
    {"table-asks-early",
     "local-message-table",
     {"workload.client.retries=0", "workload.client.ask_every=1s"}},
    {"table-direct", "local-message-table", {"strategies.local-message-table.delivery=direct"}},
    {"table-immediate", "local-message-table", {"strategies.local-message-table.relay=immediate"}},
    {"table-tailing",
     "local-message-table",
     {"strategies.local-message-table.relay=log-tailing",
      "strategies.local-message-table.snapshot=when-needed", "databases.wallet-db.slots=lost"}},
    {"messages", "transactional-message"},
    {"messages-slow-main",
     "transactional-message",
     {"strategies.transactional-message.immunity=0s",
      "strategies.transactional-message.check_interval=1s", "databases.wallet-db.fsync=1500ms"}},
    {"messages-patient",
     "transactional-message",
     {"strategies.transactional-message.immunity=35s",
      "strategies.transactional-message.check_interval=10s",
      "strategies.transactional-message.max_checks=1000", "workload.client.retries=0",
      "workload.client.timeout=2m"}},
    {"dead-letters",
     "transactional-message",
     {"hosts.mq.consumers.max_reconsume=0", "operators={per_case: 10m}"}},
    {"redemptions-by-a-centre",
     "transactional-message",
     {"strategies.transactional-message.centre=service", "workload.types={redemption: 100%}"}},
    {"xa", "xa"},
    {"xa-slow-vote", "xa", {"strategies.xa.recovery_scan=20ms", "databases.fund-db.fsync=200ms"}},
    {"xa-impatient", "xa", {"strategies.xa.heuristic_after=1s"}},
    {"xa-presumed-commit", "xa", {"strategies.xa.presumption=commit"}},
    // Patient beyond what a few settings of the coordinator's clock can take from it.
    {"xa-seata", "xa", {"strategies.xa.coordinator=seata", "strategies.xa.unknown_retried=20m"}},
    {"xa-doubled", "xa", {"network.defaults.duplicate=100%"}},
    {"tcc", "tcc"},
    {"tcc-seata", "tcc", {"strategies.tcc.coordinator=seata"}},
    {"tcc-dtm", "tcc", {"strategies.tcc.coordinator=dtm"}},
    {"domain-events", "domain-events"},
    {"two-step", "two-step"},
    // No protection, so nothing is claimed; what the database alone sees to holds all the same.
    {"calls-in-a-row",
     "naive",
     {"workload.balances={bank: 1500 CNY}", "workload.amounts=1000 CNY"},
     "1000ms",
     {PropertyId::no_negative_balance}},
};

}  // namespace

std::span<const Base> bases() { return all_bases; }

const Base* find_base(std::string_view name) {
  const auto found = std::ranges::find(all_bases, name, &Base::name);
  return found == all_bases.end() ? nullptr : &*found;
}

ScenarioText text_of(const Base& base, const Sets& more, std::uint32_t purchases) {
  const std::string arrivals = purchases == 1 ? "1000ms" : fmt::format("1000ms, {}", base.second);
  ScenarioText text{fmt::format(plain, base.protocol, arrivals), {}};
  text.sets.assign(base.sets.begin(), base.sets.end());
  text.sets.insert(text.sets.end(), more.begin(), more.end());
  return text;
}

}  // namespace txlab::selftest
