// companionship: its parameters, what a team has to build and run for it, and what it claims.
#include "models/fund/companionship.hpp"

#include "models/strategies/catalogue/protocols.hpp"

namespace txlab {

namespace {

using Type = ParameterSpec::Type;

const std::vector<ParameterSpec> parameter_specs{
    {"delivery",
     Type::choice,
     "tags",
     {"tags", "everything", "mixed-group", "fan-out"},
     "a group per department that filters by tag, or not; two departments in one group; calls"},
    {"review",
     Type::choice,
     "beside",
     {"beside", "first"},
     "whether compliance reads along, or publishes what it has reviewed (not with fan-out)"},
    {"sorts",
     Type::toggle,
     "on",
     {},
     "off: departments act on whatever comes, wanted or not (a control)"},
    {"call_timeout", Type::duration, "1s", {}, "fan-out: until a department is called again"},
    {"repeats", Type::count, "1", {}, "fan-out: how often an unanswered call is repeated", true},
};

constexpr std::string_view effort[] = {
    "one service with both trades in one database", "event table in that database (unless fan-out)",
    "topic with a tag per subject, a consumer group per department (unless fan-out)",
    "in every department: consumer or interface, idempotent by order and subject"};

// A consumer or an interface in every department; the event table and the broker, unless it calls.
DeclaredEffort declared(const Parameters& chosen) {
  const bool calls = chosen.choice("delivery") == "fan-out";
  return {.interfaces = static_cast<std::uint32_t>(department_names.size()),
          .tables = calls ? 0u : 1u,
          .components = calls ? 0u : 1u};
}

// About the purchase, which is that of `none`. What departments hear is in none of the properties:
// it moves no money and decides nothing, so it is counted (companion_* metrics) and not claimed.
Claims claims(const Parameters& chosen) {
  const bool calls = chosen.choice("delivery") == "fan-out";
  return {.claimed = PropertySet::all(),
          .convention = calls ? "companionship by calls: 16 messages, 1 + 8 forced writes"
                              : "companionship: two messages a publication, one a delivery"};
}

Portrait portrait() {
  return {
      .how =
          {"The purchase is that of `none`. What is studied here is who hears of it: three "
           "messages "
           "about every purchase, each with a tag, for five departments that want different ones. "
           "With `delivery: tags` every department is a consumer group that subscribes to its "
           "tags, "
           "and the broker filters.",
           "The alternatives are to send everything to everybody, who throw away what they do not "
           "want; to put two departments with different tags into one group, which loses messages "
           "silently, since the last member that subscribes decides for all; and to call the "
           "departments one by one before the customer is answered (`delivery: fan-out`).",
           "The event is a row of the purchase's transaction, so a crash of the service forgets "
           "nothing. Departments note what they have acted on by order and subject, so what comes "
           "twice counts once."},
      .fault =
          {"faults=[{name: crash, fault: crash, target: {host: mq}, when: {event: main.durable, "
           "times: 1}, restart_after: 2s}]"},
      .tells =
          "The broker is away when the messages are to be published. The customer is answered all "
          "the same; the event's row stays, and the next look for leftovers publishes them.",
      .stands_for = {
          "the article's topic with tags for operations, customer service, orchestration, "
          "compliance and data centre",
          "Apache RocketMQ's subscriptions by tag, filtered by hash at the broker and by text at "
          "the consumer"}};
}

}  // namespace

Protocol companionship_protocol() {
  return {.name = "companionship",
          .summary = "none, and messages about each purchase to the departments that want them",
          .parameters = parameter_specs,
          .effort = effort,
          .declared = declared,
          .departments = true,
          .claims = claims,
          .liveness = liveness_of_none,
          .make = make_companionship,
          .portrait = portrait()};
}

}  // namespace txlab
