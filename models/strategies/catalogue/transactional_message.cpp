// transactional-message: its parameters, what a team has to build and run for it, and what it
// claims.
#include "models/strategies/catalogue/conventions.hpp"
#include "models/strategies/catalogue/protocols.hpp"
#include "models/strategies/shared/acknowledgement.hpp"
#include "models/strategies/shared/deduplication.hpp"

namespace txlab {

namespace {

using Type = ParameterSpec::Type;

const std::vector<ParameterSpec> parameter_specs{
    {"check_interval",
     Type::duration,
     "profile",
     {},
     "period of the half-message scanner; profile: as hosts.mq has it",
     false,
     "profile"},
    {"immunity",
     Type::duration,
     "profile",
     {},
     "a younger half message is not asked about; profile: as hosts.mq has it",
     true,
     "profile"},
    {"max_checks",
     Type::count,
     "profile",
     {},
     "then the half message is parked for an operator; profile: as hosts.mq has it",
     false,
     "profile"},
    {"own_immunity",
     Type::duration,
     "0s",
     {},
     "CHECK_IMMUNITY_TIME_IN_SECONDS of each message, in whole seconds; 0: it has none",
     true},
    {"centre",
     Type::choice,
     "none",
     {"none", "service"},
     "whether a transaction centre stands between the wallet and the broker"},
    {"queries",
     Type::choice,
     "every-type",
     {"every-type", "discount-purchase"},
     "of which types of transaction the centre can ask what became of them; of the others it knows "
     "what it was told (a control)"},
    {"listener",
     Type::choice,
     "fenced",
     {"fenced", "logged", "truthful", "unknown", "naive", "buggy", "trusting"},
     "what a check is answered when there is no order row: rollback, after a tombstone was "
     "written; unknown while a durable note says that another replica, or this one, has begun "
     "main; "
     "unknown while the replica that is asked knows main to be under way, from RAM, else rollback; "
     "unknown; rollback; the same, and commit when the database does not answer; commit, because "
     "nothing says no"},
    {"attempt_timeout",
     Type::duration,
     "0s",
     {},
     "how long one attempt to send the half message may take of the 3 s for all three; 0: all of "
     "it",
     true},
    {"end_route",
     Type::choice,
     "holder",
     {"holder", "elsewhere"},
     "whether END goes to the broker that holds the half message; another one ignores it"},
    {"check_back", Type::toggle, "on", {}, "off: nobody asks about half messages (a control)"},
    dedup_parameter(),
    dedup_atomic_parameter(),
    acknowledge_parameter(),
};

constexpr std::string_view effort[] = {
    "broker with transactional messages", "check-back interface at the wallet",
    "message consumer at the fund service, idempotent by order", "1 reversal interface",
    "alarm on dead letters and parked half messages"};

// The check-back, the consumer and the reversal; the broker, and the centre where there is one.
DeclaredEffort declared(const Parameters& chosen) {
  return {.interfaces = 3, .components = chosen.choice("centre") == "service" ? 2u : 1u};
}

Claims claims(const Parameters& chosen) {
  Claims claims{.claimed = PropertySet::all(),
                .convention = message_counting(
                    "RocketMQ transactional: N + 2 messages, N + 2b forced writes"),
                .promises_date = true,
                .needs_durable_broker = true,
                .has_halves = true};
  if (chosen.choice("centre") == "service") {
    claims.convention =
        "RocketMQ transactional behind a centre: N + 5 messages, N + 2b + 2 forced writes";
    claims.date_lost =
        "the centre keeps one outcome per order: a repetition after the cut-off goes out, too";
  }
  return claims;
}

Portrait portrait() {
  return {
      .how =
          {"The wallet sends a *half message*, which the broker stores and consumers do not see. "
           "Then it runs main, and then it ends the message: COMMIT makes it visible, ROLLBACK "
           "drops it. That END is one-way; nobody knows whether it has arrived.",
           "So the broker asks. A half message that is older than its immunity time and was not "
           "ended is *checked back*: any replica of the wallet looks for the order's row and "
           "answers. If there is none, it writes one that refuses the order before it says "
           "rollback, so that a main that is still under way cannot commit afterwards. After "
           "`max_checks` the half message is parked for an operator.",
           "From there on it is an ordinary message: delivered again until the fund service has "
           "acknowledged it, and then a dead letter. An END that is repeated delivers twice, so "
           "the "
           "consumer has to be idempotent."},
      .fault = {"faults=[{name: crash, fault: crash, target: {host: wallet}, when: {event: "
                "main.durable, "
                "times: 1}, restart_after: 2s}]",
                "workload.client.retries=0"},
      .tells =
          "The wallet's service dies between main and END. The half message stays invisible until "
          "the scanner's next round, half a minute later; the wallet answers the check from the "
          "order's row, and the branch follows.",
      .stands_for = {
          "Apache RocketMQ's transactional messages, 4.3 to 5.4 (`hosts.mq.broker`)",
          "the article's fifth scheme, which it chose; `centre: service` is its transaction centre",
          "dtm's two-phase messages, whose answer to a check is fenced in the same way (`listener: "
          "fenced`)"}};
}

}  // namespace

Protocol transactional_message_protocol() {
  return {.name = "transactional-message",
          .summary = "half messages with check-back",
          .parameters = parameter_specs,
          .effort = effort,
          .declared = declared,
          .claims = claims,
          .liveness = liveness_of_transactional_message,
          .make = make_transactional_message,
          .portrait = portrait()};
}

}  // namespace txlab
