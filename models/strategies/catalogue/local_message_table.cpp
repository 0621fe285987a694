// local-message-table: its parameters, what a team has to build and run for it, and what it claims.
#include "models/strategies/catalogue/protocols.hpp"

namespace txlab {

namespace {

using Type = ParameterSpec::Type;

const std::vector<ParameterSpec> parameter_specs{
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

constexpr std::string_view effort[] = {"message table in the wallet's database",
                                       "relay with a lease",
                                       "message consumer at the fund service, idempotent by order",
                                       "broker (unless direct)", "1 reversal interface"};

Claims claims(const Parameters& chosen) {
  return {.claimed = PropertySet::all(),
          .convention = "outbox: N + 1 messages, N + 1 + b forced writes",
          .needs_durable_broker = chosen.choice("delivery") == "broker"};
}

}  // namespace

Protocol local_message_table_protocol() {
  return {.name = "local-message-table",
          .summary = "main and a message row in one transaction, relayed",
          .parameters = parameter_specs,
          .effort = effort,
          .claims = claims,
          .make = make_local_message_table};
}

}  // namespace txlab
