// transactional-message: its parameters, what a team has to build and run for it, and what it
// claims.
#include "models/strategies/catalogue/protocols.hpp"

namespace txlab {

namespace {

using Type = ParameterSpec::Type;

const std::vector<ParameterSpec> parameter_specs{
    {"check_interval", Type::duration, "30s", {}, "period of the half-message scanner"},
    {"immunity", Type::duration, "6s", {}, "a younger half message is not asked about", true},
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

constexpr std::string_view effort[] = {
    "broker with transactional messages", "check-back interface at the wallet",
    "message consumer at the fund service, idempotent by order", "1 reversal interface",
    "alarm on dead letters and parked half messages"};

Claims claims(const Parameters&) {
  return {.claimed = PropertySet::all(),
          .convention = "RocketMQ transactional: N + 2 messages, N + 2b forced writes",
          .needs_durable_broker = true};
}

}  // namespace

Protocol transactional_message_protocol() {
  return {.name = "transactional-message",
          .summary = "half messages with check-back",
          .parameters = parameter_specs,
          .effort = effort,
          .claims = claims,
          .make = make_transactional_message};
}

}  // namespace txlab
