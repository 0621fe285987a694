// naive: its parameters, what a team has to build and run for it, and what it claims.
#include "models/strategies/catalogue/protocols.hpp"

namespace txlab {

namespace {

using Type = ParameterSpec::Type;

const std::vector<ParameterSpec> parameter_specs{
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
    {"repeats", Type::count, "2", {}, "how often an unanswered call to the fund is repeated", true},
};

constexpr std::string_view effort[] = {"1 interface at the fund service"};

DeclaredEffort declared(const Parameters&) { return {.interfaces = 1}; }

Claims claims(const Parameters&) {
  return {.claimed = PropertySet(), .convention = "calls in a row"};
}

Portrait portrait() {
  return {
      .how =
          {"The wallet's service commits main, then calls the fund service, then answers. No key "
           "tells a repeated call from a new order, nothing is written down about what is still to "
           "be done, and nobody compares anything later.",
           "It is what is built when nobody thinks of failures, and it claims nothing. It is here "
           "so that the checkers have something to see: every property has a variant of it that "
           "breaks it."},
      .fault = {"faults=[{name: crash, fault: crash, target: {host: wallet}, when: {event: "
                "main.durable, "
                "times: 1}, restart_after: 2s}]",
                "workload.client.retries=0"},
      .tells =
          "The wallet's service dies between the two calls. Main is done, nobody remembers that "
          "the branch is missing, and the customer asks for ever. If his program repeated the "
          "request instead, main would be executed a second time.",
      .stands_for = {"two calls in a row over HTTP, as in a first version"}};
}

}  // namespace

Protocol naive_protocol() {
  return {.name = "naive",
          .summary = "calls in a row, no protection: the control that must fail",
          .parameters = parameter_specs,
          .effort = effort,
          .declared = declared,
          .claims = claims,
          .make = make_naive,
          .portrait = portrait()};
}

}  // namespace txlab
