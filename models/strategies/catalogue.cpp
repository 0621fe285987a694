#include "models/strategies/catalogue.hpp"

#include "models/strategies/protocols.hpp"

namespace txlab {

namespace {

using Type = ParameterSpec::Type;

// --- Parameters
// ------------------------------------------------------------------------------------

const std::vector<ParameterSpec> none_parameters{};

const std::vector<ParameterSpec> naive_parameters{
    {"order", Type::choice, "main-first", {"main-first", "branch-first"}, "which call comes first"},
    {"debit",
     Type::choice,
     "atomic",
     {"atomic", "read-then-write"},
     "whether the database checks the balance, or the service before it writes"},
    {"amount",
     Type::choice,
     "fixed",
     {"fixed", "requoted"},
     "whether the branch uses the amount of main or computes it anew"},
    {"repeats", Type::count, "2", {}, "how often an unanswered call to the fund is repeated"},
};

const std::vector<ParameterSpec> async_parameters{
    {"order",
     Type::choice,
     "commit-then-send",
     {"commit-then-send", "send-then-commit"},
     "whether main commits before or after the message is sent"},
    {"reconcile_every", Type::duration, "24h", {}, "period of the reconciliation"},
    {"lag", Type::duration, "30s", {}, "a difference is repaired if it is still there after this"},
    {"repair",
     Type::choice,
     "forward",
     {"forward", "reverse"},
     "run the missing branch, or rule it out and reverse main"},
    {"reconcile", Type::toggle, "on", {}, "off: nobody compares the ledgers (a control)"},
    {"dedup", Type::toggle, "on", {}, "off: every delivery is an application (a control)"},
};

const std::vector<ParameterSpec> table_parameters{
    {"delivery",
     Type::choice,
     "broker",
     {"direct", "broker"},
     "the relay calls the fund service, or publishes to a broker"},
    {"poll_every", Type::duration, "500ms", {}, "period of the relay"},
    {"batch", Type::count, "4", {}, "messages whose rows are deleted in one transaction"},
    {"relay",
     Type::choice,
     "lease",
     {"lease", "no-lock"},
     "one relay at a time, or every replica at once"},
    {"lease", Type::duration, "30s", {}, "how long a relay keeps the table to itself"},
    {"atomic",
     Type::toggle,
     "on",
     {},
     "off: the message row is a transaction of its own (a control)"},
    {"dedup", Type::toggle, "on", {}, "off: every delivery is an application (a control)"},
};

const std::vector<ParameterSpec> xa_parameters{
    {"recovery_scan",
     Type::duration,
     "30s",
     {},
     "period of XA RECOVER while something is prepared"},
    {"work_timeout",
     Type::duration,
     "6s",
     {},
     "how long one participant may take for its part, lock waits included"},
    {"vote_timeout", Type::duration, "2s", {}, "how long the coordinator waits for a vote"},
    {"retry_every", Type::duration, "1s", {}, "pause before an outcome is sent again"},
    {"lock_wait_timeout",
     Type::duration,
     "0s",
     {},
     "the databases' lock wait timeout for this strategy; 0s: as the database has it"},
    {"recovery", Type::toggle, "on", {}, "off: nobody resolves what a crash left (a control)"},
    {"forced_decision", Type::toggle, "on", {}, "off: the decision is not flushed (a control)"},
    {"live_guard",
     Type::toggle,
     "on",
     {},
     "off: the recovery scan rolls back live transactions (a control)"},
};

const std::vector<ParameterSpec> tcc_parameters{
    {"try_timeout", Type::duration, "2s", {}, "how long the coordinator waits for an answer"},
    {"retry_every", Type::duration, "1s", {}, "pause before a Confirm or Cancel is repeated"},
    {"suspension_guard",
     Type::toggle,
     "on",
     {},
     "off: an empty cancel leaves no tombstone (a control)"},
    {"recovery", Type::toggle, "on", {}, "off: a crash forgets open orders (a control)"},
    {"forced_decision", Type::toggle, "on", {}, "off: the decision is not flushed (a control)"},
};

const std::vector<ParameterSpec> message_parameters{
    {"check_interval", Type::duration, "30s", {}, "period of the half-message scanner"},
    {"immunity", Type::duration, "6s", {}, "a younger half message is not asked about"},
    {"max_checks", Type::count, "15", {}, "then the half message is parked for an operator"},
    {"centre",
     Type::choice,
     "none",
     {"none", "service"},
     "whether a transaction centre stands between the wallet and the broker"},
    {"listener",
     Type::choice,
     "fenced",
     {"fenced", "naive"},
     "what a check is answered when there is no order row: a tombstone is written first, or not"},
    {"check_back", Type::toggle, "on", {}, "off: nobody asks about half messages (a control)"},
    {"dedup", Type::toggle, "on", {}, "off: every delivery is an application (a control)"},
};

// --- What a team has to build and run
// ---------------------------------------------------------------

constexpr std::string_view none_effort[] = {"one service with both trades in one database"};
constexpr std::string_view naive_effort[] = {"1 interface at the fund service"};
constexpr std::string_view async_effort[] = {
    "message consumer at the fund service, idempotent by order", "broker",
    "reconciliation job with read access to both databases", "2 repair interfaces"};
constexpr std::string_view table_effort[] = {
    "message table in the wallet's database", "relay with a lease",
    "message consumer at the fund service, idempotent by order", "broker (unless direct)",
    "1 reversal interface"};
constexpr std::string_view xa_effort[] = {
    "transaction manager with a durable log", "prepared transactions enabled in every database",
    "recovery scan and somebody who watches in-doubt transactions"};
constexpr std::string_view tcc_effort[] = {
    "3 interfaces per participant: Try, Confirm, Cancel", "reserved state in every ledger",
    "tombstones against late Tries", "coordinator with a durable log"};
constexpr std::string_view message_effort[] = {
    "broker with transactional messages", "check-back interface at the wallet",
    "message consumer at the fund service, idempotent by order", "1 reversal interface",
    "alarm on dead letters and parked half messages"};

// --- Claims: fixed, not chosen; see models/README.md
// --------------------------------------------------

Claims none_claims(const Parameters&) {
  return {.claimed = PropertySet::all(), .convention = "one local transaction"};
}
Claims naive_claims(const Parameters&) {
  return {.claimed = PropertySet(), .convention = "calls in a row"};
}
Claims async_claims(const Parameters& parameters) {
  PropertySet claimed = PropertySet::all();
  if (parameters.choice("order") == "send-then-commit") {
    claimed = claimed.without(PropertyId::no_branch_without_main).without(PropertyId::told_truth);
  }
  return {.claimed = claimed,
          .convention = "plain message: N + 1 messages, N + b forced writes",
          .ledger_watched = parameters.on("reconcile")};
}
Claims table_claims(const Parameters& parameters) {
  return {.claimed = PropertySet::all(),
          .convention = "outbox: N + 1 messages, N + 1 + b forced writes",
          .needs_durable_broker = parameters.choice("delivery") == "broker"};
}
Claims xa_claims(const Parameters&) {
  return {.claimed = PropertySet::all(), .convention = "R* presumed abort"};
}
Claims tcc_claims(const Parameters&) {
  return {.claimed = PropertySet::all(), .convention = "TCC, embedded coordinator"};
}
Claims message_claims(const Parameters&) {
  return {.claimed = PropertySet::all(),
          .convention = "RocketMQ transactional: N + 2 messages, N + 2b forced writes",
          .needs_durable_broker = true};
}

const std::vector<Protocol> catalogue{
    {"none", "one service, one local transaction: the zero line for cost", none_parameters,
     none_effort, none_claims, make_none},
    {"naive", "calls in a row, no protection: the control that must fail", naive_parameters,
     naive_effort, naive_claims, make_naive},
    {"async-reconciliation", "plain messages, ledgers compared later", async_parameters,
     async_effort, async_claims, make_async_reconciliation},
    {"local-message-table", "main and a message row in one transaction, relayed", table_parameters,
     table_effort, table_claims, make_local_message_table},
    {"xa", "two-phase commit, presumed abort", xa_parameters, xa_effort, xa_claims, make_xa},
    {"tcc", "try, confirm, cancel", tcc_parameters, tcc_effort, tcc_claims, make_tcc},
    {"transactional-message", "half messages with check-back", message_parameters, message_effort,
     message_claims, make_transactional_message},
};

}  // namespace

std::span<const Protocol> protocols() { return catalogue; }

const Protocol* find_protocol(std::string_view name) {
  for (const Protocol& protocol : catalogue) {
    if (protocol.name == name) return &protocol;
  }
  return nullptr;
}

}  // namespace txlab
