// two-step: its parameters, what a team has to build and run for it, and what it claims.
#include "models/strategies/catalogue/protocols.hpp"

namespace txlab {

namespace {

using Type = ParameterSpec::Type;

const std::vector<ParameterSpec> parameter_specs{
    {"lapse_after",
     Type::duration,
     "30m",
     {},
     "so long after the recharge the second step may be asked for"},
    {"look_every", Type::duration, "60s", {}, "how often the wallet looks for who has left"},
    {"retry_every",
     Type::duration,
     "60s",
     {},
     "period of the background job for branches that did not answer"},
    {"retry_after", Type::duration, "4m", {}, "the job leaves younger rows alone"},
};

constexpr std::string_view effort[] = {
    "2 interfaces at the wallet: recharge, and buy from what is there",
    "a job that closes what customers have left",
    "message table in the wallet's database",
    "job that calls again for branches",
    "idempotent interface at the fund service",
    "reversal interface",
};

// Two steps, the branch and its reversal; who is between the steps, and the messages; two jobs.
DeclaredEffort declared(const Parameters&) {
  return {.interfaces = 4, .tables = 2, .components = 2};
}

// All nine: the first step leaves nothing half done and promises nothing, the second is a local
// message table, and whoever leaves in between hears when the order lapses.
Claims claims(const Parameters&) {
  return {.claimed = PropertySet::all(),
          .convention = "two steps: 2N - 2 messages, N + 2 forced writes"};
}

Portrait portrait() {
  return {
      .how =
          {"This is what the discount purchase replaced. The customer recharges his wallet, is "
           "told "
           "so, thinks, and then buys from what is in the wallet, or never comes back. The "
           "recharge "
           "is no half of anything: the money is his, and free.",
           "The second step is main: it takes the money and writes a row of a message table in one "
           "transaction, and the wallet's service calls the fund service at once. A job calls "
           "again "
           "for the rows that are left. Who has not come back within `lapse_after` is told that "
           "the "
           "money stays in the wallet, and can buy no more with that order.",
           "The two steps do not close the gap between main and branch; they lose the customers "
           "who "
           "leave in between."},
      .setting = {"workload.two_step.think=20s"},
      .fault =
          {"faults=[{name: crash, fault: crash, target: {host: fund}, when: {event: main.durable, "
           "times: 1}, restart_after: 5s}]"},
      .tells =
          "The fund service dies when the second step has committed. Three calls find nobody; "
          "minutes later the job for leftovers calls again, and the customer, who was told "
          "ACCEPTED, hears PLACED.",
      .stands_for = {
          "the article's first way to buy: recharge the wallet, then buy the fund with it"}};
}

}  // namespace

Protocol two_step_protocol() {
  return {.name = "two-step",
          .summary =
              "recharge the wallet, think, then buy from it: what the discount purchase "
              "replaced",
          .parameters = parameter_specs,
          .effort = effort,
          .declared = declared,
          .claims = claims,
          .liveness = liveness_of_two_step,
          .make = make_two_step,
          .portrait = portrait()};
}

}  // namespace txlab
