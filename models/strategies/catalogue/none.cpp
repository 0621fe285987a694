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

}  // namespace

Protocol none_protocol() {
  return {.name = "none",
          .summary = "one service, one local transaction: the zero line for cost",
          .parameters = parameter_specs,
          .effort = effort,
          .declared = declared,
          .claims = claims,
          .liveness = liveness_of_none,
          .make = make_none};
}

}  // namespace txlab
