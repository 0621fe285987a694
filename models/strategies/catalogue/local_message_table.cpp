// local-message-table: its parameters, what a team has to build and run for it, and what it claims.
#include "models/strategies/catalogue/conventions.hpp"
#include "models/strategies/catalogue/protocols.hpp"
#include "models/strategies/shared/acknowledgement.hpp"
#include "models/strategies/shared/deduplication.hpp"

namespace txlab {

namespace {

using Type = ParameterSpec::Type;

const std::vector<ParameterSpec> parameter_specs{
    {"delivery",
     Type::choice,
     "broker",
     {"direct", "broker"},
     "the relay calls the fund service, or publishes to a broker"},
    {"relay",
     Type::choice,
     "lease",
     {"lease", "no-lock", "id-cursor", "immediate", "log-tailing"},
     "polls and deletes, one replica at a time or all at once; polls beyond the last number; "
     "publishes after the commit and retries later; reads the database's log"},
    {"poll_every", Type::duration, "500ms", {}, "lease, no-lock, id-cursor: period of the relay"},
    {"poll_rows",
     Type::count,
     "0",
     {},
     "lease, no-lock: how many rows a replica takes up at each poll (SELECT ... LIMIT); 0: all",
     true},
    {"batch", Type::count, "4", {}, "lease, no-lock: rows deleted in one transaction"},
    {"deleted",
     Type::choice,
     "after",
     {"after", "before"},
     "lease, no-lock: whether rows are deleted when they are published, or first (a control)"},
    {"lease", Type::duration, "30s", {}, "how long a relay that takes turns keeps the table"},
    {"backoff_max",
     Type::duration,
     "1h",
     {},
     "direct, with lease or no-lock: what the fund service did not take waits 1 s, 2 s, 4 s, ..., "
     "at most this long (0s: until the next poll, a control)",
     true},
    {"retry_every",
     Type::duration,
     "60s",
     {},
     "immediate: period of the background job for what was not sent"},
    {"retry_after", Type::duration, "4m", {}, "immediate: the job leaves younger rows alone"},
    {"retry_lock",
     Type::toggle,
     "off",
     {},
     "immediate: one replica's job at a time (off: every replica sends the same rows)"},
    {"flush_offset",
     Type::duration,
     "60s",
     {},
     "log-tailing: how often the connector writes down how far it is; a crash repeats the rest"},
    {"snapshot",
     Type::choice,
     "initial",
     {"initial", "when-needed"},
     "log-tailing: whether the table is read as a whole when its replication slot has gone"},
    {"atomic",
     Type::toggle,
     "on",
     {},
     "off: the message row is a transaction of its own (a control)"},
    dedup_parameter(),
    dedup_atomic_parameter(),
    acknowledge_parameter(),
    {"inquiry",
     Type::choice,
     "fenced",
     {"fenced", "look-up"},
     "what a customer who asks is told when there is no order: that it is refused, after it was "
     "ruled out; the same, and it may still come (a control)"},
};

// Real implementations.
const std::vector<ParameterProfile> parameter_profiles{
    {"cap-8",
     {{"relay", "immediate"}, {"retry_every", "60s"}, {"retry_after", "4m"}},
     "publishes at once, retries what is older than four minutes, on every replica",
     "dotnetcore/CAP src/DotNetCore.CAP/Processor/IProcessor.NeedRetry.cs, CAP.Options.cs"},
    {"debezium-2",
     {{"relay", "log-tailing"}, {"flush_offset", "60s"}, {"snapshot", "initial"}},
     "tails the log, offsets flushed every minute, no snapshot when the slot is gone",
     "debezium/debezium PostgreSQL connector: offset.flush.interval.ms, snapshot.mode"},
};

constexpr std::string_view effort[] = {"message table in the wallet's database",
                                       "relay: with a lease, or a connector to the database's log",
                                       "message consumer at the fund service, idempotent by order",
                                       "broker (unless direct)", "1 reversal interface"};

// The consumer and the reversal; the message table and, where relays take turns or keep a cursor,
// the table for that; the broker, and a connector to the log.
DeclaredEffort declared(const Parameters& chosen) {
  const std::string& relay = chosen.choice("relay");
  const bool keeps_place = relay == "lease" || relay == "id-cursor";
  const bool through_broker = chosen.choice("delivery") == "broker";
  const bool connector = relay == "log-tailing";
  return {.interfaces = 2,
          .tables = keeps_place ? 2u : 1u,
          .components = (through_broker ? 1u : 0u) + (connector ? 1u : 0u)};
}

Claims claims(const Parameters& chosen) {
  const std::string& relay = chosen.choice("relay");
  const bool tails = relay == "log-tailing";
  Claims claims{.claimed = PropertySet::all(),
                .convention = message_counting("outbox: N + 1 messages, N + 1 + b forced writes"),
                .promises_date = true,
                .needs_durable_broker = chosen.choice("delivery") == "broker",
                .needs_slots = tails && chosen.choice("snapshot") == "initial"};
  if (relay == "id-cursor") {  // skips what commits late, by design
    claims.claimed = claims.claimed.without(PropertyId::main_branch_agreement)
                         .without(PropertyId::told_eventually)
                         .without(PropertyId::nothing_stuck_unseen);
  }
  if (tails) {
    claims.convention =
        message_counting("outbox with log tailing: N + 2 messages, N + b forced writes");
  }
  return claims;
}

Portrait portrait() {
  return {
      .how =
          {"The wallet writes main and a row of a message table in one local transaction; that "
           "commit is the only atomic step. A relay reads the table, brings the message to the "
           "fund "
           "service, through a broker or by a call, and deletes the row. The fund service "
           "recognises an order that it has had.",
           "Whatever crashes, the row is there or main is not. The price is that the table lives "
           "in "
           "the business's database, costs it a write and a deletion per purchase, and that "
           "something has to read it: `relay` has five ways, from polling with a lease to reading "
           "the database's log.",
           "The relay publishes before it deletes, so a crash in between publishes again: at least "
           "once, never at most once. That is why the consumer has to be idempotent."},
      .fault = {"faults=[{name: crash, fault: crash, target: {host: wallet}, when: {event: "
                "main.durable, "
                "times: 1}, restart_after: 2s}]",
                "workload.client.retries=0"},
      .tells =
          "The wallet's service dies right after the commit, before it has answered or published. "
          "When it is back, its relay finds the row and publishes it; the customer hears of it "
          "from the fund side.",
      .stands_for = {"the article's second scheme, `delivery: direct`",
                     "dotnetcore/CAP (`profile: cap-8`)",
                     "Debezium's outbox connector (`profile: debezium-2`)",
                     "D. Pritchett, \"BASE: An ACID Alternative\", ACM Queue 6(3), 2008"}};
}

}  // namespace

Protocol local_message_table_protocol() {
  return {.name = "local-message-table",
          .summary = "main and a message row in one transaction, relayed",
          .parameters = parameter_specs,
          .profiles = parameter_profiles,
          .effort = effort,
          .declared = declared,
          .claims = claims,
          .liveness = liveness_of_local_message_table,
          .make = make_local_message_table,
          .portrait = portrait()};
}

}  // namespace txlab
