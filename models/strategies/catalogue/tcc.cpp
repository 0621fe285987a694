// tcc: its parameters, what a team has to build and run for it, and what it claims.
#include "models/strategies/catalogue/protocols.hpp"

namespace txlab {

namespace {

using Type = ParameterSpec::Type;

const std::vector<ParameterSpec> parameter_specs{
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

constexpr std::string_view effort[] = {
    "3 interfaces per participant: Try, Confirm, Cancel", "reserved state in every ledger",
    "tombstones against late Tries", "coordinator with a durable log"};

Claims claims(const Parameters&) {
  return {.claimed = PropertySet::all(), .convention = "TCC, embedded coordinator"};
}

}  // namespace

Protocol tcc_protocol() {
  return {.name = "tcc",
          .summary = "try, confirm, cancel",
          .parameters = parameter_specs,
          .effort = effort,
          .claims = claims,
          .make = make_tcc};
}

}  // namespace txlab
