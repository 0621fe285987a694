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

}  // namespace

Protocol naive_protocol() {
  return {.name = "naive",
          .summary = "calls in a row, no protection: the control that must fail",
          .parameters = parameter_specs,
          .effort = effort,
          .declared = declared,
          .claims = claims,
          .make = make_naive};
}

}  // namespace txlab
