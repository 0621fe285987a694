// async-reconciliation: its parameters, what a team has to build and run for it, and what it
// claims.
#include "models/strategies/catalogue/conventions.hpp"
#include "models/strategies/catalogue/protocols.hpp"
#include "models/strategies/shared/deduplication.hpp"

namespace txlab {

namespace {

using Type = ParameterSpec::Type;

const std::vector<ParameterSpec> parameter_specs{
    {"order",
     Type::choice,
     "commit-then-send",
     {"commit-then-send", "send-then-commit"},
     "whether main commits before or after the message is sent"},
    {"reconcile_every", Type::duration, "24h", {}, "period of the reconciliation"},
    {"lag",
     Type::duration,
     "30s",
     {},
     "a difference is repaired if it is still there after this; 0s: at first sight",
     true},
    {"ledger_skew",
     Type::duration,
     "0s",
     {},
     "how much older the fund's ledger is than the wallet's when they are compared",
     true},
    {"most_repairs",
     Type::count,
     "0",
     {},
     "a pass stops after so many repairs, and the next one goes on; 0: it repairs everything",
     true},
    {"manual_service",
     Type::duration,
     "4h",
     {},
     "an operator's time for a case that no program may repair (amounts that differ)"},
    {"amount",
     Type::choice,
     "fixed",
     {"fixed", "requoted"},
     "the branch is for main's amount, or the fund computes the price anew (a control)"},
    {"repair",
     Type::choice,
     "forward",
     {"forward", "reverse"},
     "run the missing branch, or rule it out and reverse main"},
    {"catch_up",
     Type::toggle,
     "on",
     {},
     "a reconciliation that was missed or died is made up for when its host is back (off: cron)"},
    {"rule_out",
     Type::toggle,
     "on",
     {},
     "repair: reverse; off: main is reversed although the branch may still come (a control)"},
    {"reconcile", Type::toggle, "on", {}, "off: nobody compares the ledgers (a control)"},
    dedup_parameter(),
    dedup_atomic_parameter(),
};

constexpr std::string_view effort[] = {
    "message consumer at the fund service, idempotent by order", "broker",
    "reconciliation job with read access to both databases", "3 repair interfaces",
    "people who work off what no program may repair"};

// The consumer and the repair interfaces; the list of what people have to put right; the broker and
// the job.
DeclaredEffort declared(const Parameters&) {
  return {.interfaces = 4, .tables = 1, .components = 2};
}

Claims claims(const Parameters& chosen) {
  PropertySet claimed = PropertySet::all();
  if (chosen.choice("order") == "send-then-commit") {
    claimed = claimed.without(PropertyId::no_branch_without_main).without(PropertyId::told_truth);
  }
  if (chosen.choice("amount") == "requoted") {
    claimed = claimed.without(PropertyId::conservation).without(PropertyId::amounts_match);
  }
  return {.claimed = claimed,
          .convention = message_counting("plain message: N + 1 messages, N + b forced writes"),
          .ledger_watched = chosen.on("reconcile"),
          .promises_date = true,
          .withdraws_branches = chosen.choice("order") == "send-then-commit"};
}

}  // namespace

Protocol async_reconciliation_protocol() {
  return {.name = "async-reconciliation",
          .summary = "plain messages, ledgers compared later",
          .parameters = parameter_specs,
          .effort = effort,
          .declared = declared,
          .claims = claims,
          .liveness = liveness_of_async_reconciliation,
          .make = make_async_reconciliation};
}

}  // namespace txlab
