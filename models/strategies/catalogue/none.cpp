// none: its parameters, what a team has to build and run for it, and what it claims.
#include "models/strategies/catalogue/protocols.hpp"

namespace txlab {

namespace {

const std::vector<ParameterSpec> parameter_specs{};

constexpr std::string_view effort[] = {"one service with both trades in one database"};

DeclaredEffort declared(const Parameters&) { return {}; }

Claims claims(const Parameters&) {
  return {.claimed = PropertySet::all(), .convention = "one local transaction"};
}

Portrait portrait() {
  return {
      .how =
          {"Main and branch are tables of one database, and a purchase is one local transaction: "
           "both happen, or neither does. No message is sent, nobody waits for another machine, "
           "and "
           "there is nothing to repair.",
           "It is the zero line: what the other strategies cost more than this one is the price of "
           "having two databases. Also here a customer can be left without an answer, and asks "
           "again; the order's row tells him what became of it."},
      .fault = {"faults=[{name: crash, fault: crash, target: {database: wallet-db}, when: {event: "
                "main.durable, times: 1}, restart_after: 2s}]"},
      .tells =
          "The database crashes right after the commit, before anybody has heard of it. The "
          "customer's program asks again, the order's row is there, and the purchase happens once.",
      .stands_for = {"one service that owns the wallet and the fund's applications"}};
}

}  // namespace

Protocol none_protocol() {
  return {.name = "none",
          .summary = "one service, one local transaction: the zero line for cost",
          .parameters = parameter_specs,
          .effort = effort,
          .declared = declared,
          .claims = claims,
          .liveness = liveness_of_none,
          .make = make_none,
          .portrait = portrait()};
}

}  // namespace txlab
