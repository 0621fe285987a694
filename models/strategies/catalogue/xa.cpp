// xa: its parameters, what a team has to build and run for it, and what it claims.
#include "models/strategies/catalogue/protocols.hpp"

namespace txlab {

namespace {

using Type = ParameterSpec::Type;

const std::vector<ParameterSpec> parameter_specs{
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
     "the databases' lock wait timeout for this strategy; 0s: as the database has it",
     true},
    {"recovery", Type::toggle, "on", {}, "off: nobody resolves what a crash left (a control)"},
    {"forced_decision", Type::toggle, "on", {}, "off: the decision is not flushed (a control)"},
    {"live_guard",
     Type::toggle,
     "on",
     {},
     "off: the recovery scan rolls back live transactions (a control)"},
};

constexpr std::string_view effort[] = {
    "transaction manager with a durable log", "prepared transactions enabled in every database",
    "recovery scan and somebody who watches in-doubt transactions"};

Claims claims(const Parameters&) {
  return {.claimed = PropertySet::all(), .convention = "R* presumed abort"};
}

}  // namespace

Protocol xa_protocol() {
  return {.name = "xa",
          .summary = "two-phase commit, presumed abort",
          .parameters = parameter_specs,
          .effort = effort,
          .claims = claims,
          .make = make_xa};
}

}  // namespace txlab
