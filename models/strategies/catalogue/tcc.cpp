// tcc: its parameters, what a team has to build and run for it, and what it claims.
#include "models/strategies/catalogue/protocols.hpp"

namespace txlab {

namespace {

using Type = ParameterSpec::Type;

const std::vector<ParameterSpec> parameter_specs{
    {"coordinator",
     Type::choice,
     "embedded",
     {"embedded", "seata", "dtm"},
     "who drives the transaction: the service itself, or a server as Seata or dtm build it"},
    {"try_timeout", Type::duration, "2s", {}, "how long the answer to a Try is waited for"},
    {"rpc_timeout",
     Type::duration,
     "2s",
     {},
     "seata, dtm: how long calls from and to the coordinator are waited for"},
    {"retry_every",
     Type::duration,
     "1s",
     {},
     "pause before a Confirm or Cancel is repeated; dtm doubles it each time"},
    {"transaction_timeout",
     Type::duration,
     "60s",
     {},
     "seata, dtm: a transaction without a decision is rolled back after this long"},
    {"stuck_after",
     Type::duration,
     "130s",
     {},
     "seata: age of a transaction at which a second phase under way is taken up again"},
    {"cron_every",
     Type::duration,
     "3s",
     {},
     "dtm: period at which due transactions are looked for"},
    {"refusing",
     Type::count,
     "1",
     {},
     "seata, dtm: which of the branches at the fund side refuses what the fund side refuses"},
    {"fence",
     Type::toggle,
     "on",
     {},
     "seata, dtm: off: participants keep no row per transaction (a control)"},
    {"fence_clean",
     Type::duration,
     "0s",
     {},
     "seata: fence rows of branches that are over are deleted at this age, looked for as often; "
     "0s: never (as it comes it is 1d, longer than most runs)",
     true},
    {"clean_suspended",
     Type::toggle,
     "on",
     {},
     "seata: off: rows of empty cancels are never deleted (before 1.5.0)"},
    {"try_effect",
     Type::choice,
     "inside",
     {"inside", "outside"},
     "seata: whether what a Try does is in the local transaction that writes its fence, or is done "
     "before by other means"},
    {"store",
     Type::choice,
     "forced",
     {"forced", "async"},
     "seata, dtm: whether the coordinator flushes its store before it answers"},
    {"store_flush", Type::duration, "2s", {}, "store: async: when it is flushed at the latest"},
    {"suspension_guard",
     Type::toggle,
     "on",
     {},
     "embedded: off: an empty cancel leaves no tombstone (a control)"},
    {"unchecked",
     Type::choice,
     "nothing",
     {"nothing", "confirm", "cancel"},
     "embedded: which second phase acts without looking at what the Try has left (a control)"},
    {"give_up_after",
     Type::count,
     "0",
     {},
     "embedded: so many attempts at a Confirm or Cancel count as done; 0: it is repeated until it "
     "is "
     "done",
     true},
    {"recovery", Type::toggle, "on", {}, "embedded: off: a crash forgets open orders (a control)"},
    {"forced_decision",
     Type::toggle,
     "on",
     {},
     "embedded: off: the decision is not flushed (a control)"},
};

const std::vector<ParameterProfile> parameter_profiles{
    {"seata-2",
     {{"coordinator", "seata"},
      {"rpc_timeout", "15s"},
      {"retry_every", "1s"},
      {"transaction_timeout", "60s"},
      {"stuck_after", "130s"},
      {"store", "async"},
      {"store_flush", "2s"}},
     "confirms before it answers, cancels in reverse, repeats every second, a fence row with a "
     "state; its file store is flushed later unless told otherwise, so a power loss takes back "
     "decisions",
     "apache/incubator-seata server/src/main/java/org/apache/seata/server/coordinator/"
     "DefaultCore.java, DefaultCoordinator.java, spring/src/main/java/org/apache/seata/rm/fence/"
     "SpringFenceHandler.java"},
    {"dtm-1",
     {{"coordinator", "dtm"},
      {"rpc_timeout", "3s"},
      {"retry_every", "10s"},
      {"transaction_timeout", "35s"},
      {"cron_every", "3s"},
      {"store", "forced"}},
     "answers when the decision is stored, second phases in reverse order, pauses double without a "
     "limit, a barrier row per operation",
     "dtm-labs/dtm dtmsvr/trans_type_tcc.go, dtmsvr/trans_status.go, dtmsvr/config/config.go, "
     "client/dtmcli/barrier.go"},
};

constexpr std::string_view effort[] = {
    "3 interfaces per participant: Try, Confirm, Cancel", "reserved state in every ledger",
    "tombstones against late Tries", "coordinator with a durable log"};

// Of both participants; with a server's fence a table in each of their databases, else what is
// reserved stands in the ledger's own rows.
DeclaredEffort declared(const Parameters& chosen) {
  const bool fenced = chosen.choice("coordinator") != "embedded" && chosen.on("fence");
  return {.interfaces = 6, .tables = fenced ? 1u : 0u, .components = 1};
}

// What the record of a refused order costs is the business's own.
CostConvention counting(const char* name) {
  CostConvention convention{name};
  convention.forced_write = [](const Happening& forced) {
    return forced.name != "cancel-unstarted";
  };
  return convention;
}

Claims claims(const Parameters& parameters) {
  Claims claims{.claimed = PropertySet::all(), .convention = "TCC, embedded coordinator"};
  const std::string& coordinator = parameters.choice("coordinator");
  if (coordinator == "embedded") return claims;
  claims.convention =
      counting(coordinator == "dtm" ? "TCC, dtm: 6N + 4 messages" : "TCC, Seata: 6N + 4 messages");
  if (parameters.choice("store") == "async") {
    claims.withdrawn =
        "the coordinator's store is flushed later: a power loss takes back decisions";
  }
  return claims;
}

Portrait portrait() {
  return {
      .how =
          {"Each participant offers three operations of its business. *Try* checks and reserves: "
           "the amount is set aside, so that it cannot be spent twice. *Confirm* consumes the "
           "reservation, *Cancel* releases it. Each of them is a local transaction that commits at "
           "once, so no database lock outlives a call; what is held between the phases is the "
           "reservation.",
           "The coordinator notes the order, calls all Trys, and forces its decision: Confirm if "
           "all succeeded, Cancel otherwise. Then it repeats that until every participant has "
           "acknowledged it. Confirm must not be refused by the business, since there is no way "
           "back.",
           "Messages may be late or come twice, so participants need three guards: Confirm and "
           "Cancel are idempotent; a Cancel without a Try does nothing but succeeds (*empty "
           "rollback*); and a Try that comes after its Cancel must fail (*suspension*), for which "
           "Cancel leaves a tombstone."},
      .fault = {"faults=[{name: crash, fault: crash, target: {host: fund}, when: {event: "
                "decision.durable, times: 1}, restart_after: 2s}]",
                "workload.client.retries=0"},
      .tells =
          "The fund service dies when everything is reserved and the decision is on disk. The "
          "customer has his answer already, which is definitive; the coordinator repeats its "
          "Confirm once a second until the fund service is back.",
      .stands_for = {
          "Seata's TCC mode (`profile: seata-2`)", "dtm's TCC (`profile: dtm-1`)",
          "P. Helland, \"Life beyond Distributed Transactions: an Apostate's Opinion\", CIDR 2007: "
          "tentative operations, confirmed or cancelled later",
          "the article's fourth scheme"}};
}

}  // namespace

Protocol tcc_protocol() {
  return {.name = "tcc",
          .summary = "try, confirm, cancel",
          .parameters = parameter_specs,
          .profiles = parameter_profiles,
          .effort = effort,
          .declared = declared,
          .claims = claims,
          .liveness = liveness_of_tcc,
          .make = make_tcc,
          .portrait = portrait()};
}

}  // namespace txlab
