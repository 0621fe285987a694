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

Portrait portrait() {
  return {
      .how =
          {"The wallet commits main, answers ACCEPTED and sends an ordinary message, which the "
           "broker keeps and delivers to the fund service. There is no transaction around commit "
           "and message: a crash between the two loses the message (`order: commit-then-send`), or "
           "announces a purchase that nobody paid for (`order: send-then-commit`).",
           "A reconciliation makes up for it. Every `reconcile_every`, a day unless it is set, it "
           "compares the ledgers of both databases. What has no counterpart is looked at once more "
           "after `lag`, so that what is merely on its way is left alone, and is then repaired: "
           "the "
           "branch is run now, or it is ruled out and main is reversed. Amounts that differ are "
           "for "
           "people.",
           "So the window of disagreement has two ends: milliseconds for almost everybody, and up "
           "to a period of the reconciliation for whoever met a crash."},
      .fault = {"faults=[{name: crash, fault: crash, target: {host: wallet}, when: {event: "
                "main.durable, "
                "times: 1}, restart_after: 2s}]",
                "workload.client.retries=0"},
      .tells =
          "The wallet's service dies after main's commit and before the message. Nothing happens "
          "for a day; then the reconciliation finds main without a branch and runs the branch.",
      .stands_for = {
          "the article's first scheme: ordinary messages and asynchronous reconciliation",
          "T+1 reconciliation between a payment system and a ledger; there is no reference "
          "implementation, and the parameters are ours"}};
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
          .make = make_async_reconciliation,
          .portrait = portrait()};
}

}  // namespace txlab
