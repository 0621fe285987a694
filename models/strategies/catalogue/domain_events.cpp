// domain-events: its parameters, what a team has to build and run for it, and what it claims.
#include "models/strategies/catalogue/protocols.hpp"

namespace txlab {

namespace {

const std::vector<ParameterSpec> parameter_specs{
    {"bus",
     ParameterSpec::Type::choice,
     "outbox",
     {"in-process", "outbox", "one-transaction"},
     "what brings the event to the other aggregates: RAM, a row, or no event at all"},
};

constexpr std::string_view effort[] = {
    "one service with all aggregates in one database", "event bus, handlers idempotent by order",
    "outbox: event table and a job that looks for what was left (bus: outbox)"};

DeclaredEffort declared(const Parameters& chosen) {
  return {.tables = chosen.choice("bus") == "outbox" ? 1u : 0u,
          .components = chosen.choice("bus") == "one-transaction" ? 0u : 1u};
}

Claims claims(const Parameters& chosen) {
  const std::string& bus = chosen.choice("bus");
  Claims claims{.claimed = PropertySet::all(),
                .convention = "domain events: no messages, a forced write per aggregate",
                .promises_date = bus != "one-transaction"};
  if (bus == "one-transaction") claims.convention = "one local transaction";
  if (bus == "in-process") {  // a crash forgets what was still to be called
    claims.claimed = claims.claimed.without(PropertyId::main_branch_agreement)
                         .without(PropertyId::told_eventually)
                         .without(PropertyId::told_truth)
                         .without(PropertyId::nothing_stuck_unseen);
  }
  return claims;
}

Portrait portrait() {
  return {
      .how =
          {"One service owns all aggregates of a purchase (the order, the application, points, "
           "statistics), in one database. With `bus: one-transaction` they change together. "
           "Otherwise a transaction changes one aggregate and raises an event, and the bus calls "
           "the handlers of the others one after the other, each in a transaction of its own.",
           "What is in RAM dies with the process: with `bus: in-process` a crash between the first "
           "commit and the last handler loses what was still to be called, and nobody knows of it. "
           "With `bus: outbox` the event is a row of the first transaction, deleted when all "
           "handlers are through; a look every 30 s finds what was left."},
      .fault = {"faults=[{name: crash, fault: crash, target: {host: wallet}, when: {event: "
                "main.durable, "
                "times: 1}, restart_after: 2s}]",
                "workload.client.retries=0"},
      .tells =
          "The service dies between the order's commit and the first handler. The event's row is "
          "there; after the restart the job that looks for leftovers calls the handlers.",
      .stands_for = {"E. Evans, \"Domain-Driven Design\", 2003, chapter 6",
                     "V. Vernon, \"Effective Aggregate Design\", part 2, 2011",
                     "the article's domain events within one microservice"}};
}

}  // namespace

Protocol domain_events_protocol() {
  return {.name = "domain-events",
          .summary = "one service: an event of the order brings its other aggregates up to date",
          .parameters = parameter_specs,
          .effort = effort,
          .declared = declared,
          .claims = claims,
          .liveness = liveness_of_domain_events,
          .make = make_domain_events,
          .portrait = portrait()};
}

}  // namespace txlab
