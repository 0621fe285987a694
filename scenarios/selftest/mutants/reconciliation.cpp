// Mistakes made with plain messages and a comparison of the ledgers.
#include "scenarios/selftest/mutants/families.hpp"

namespace txlab::selftest {

namespace {

const std::vector<Mutant> mistakes{
    {.name = "no-reconciliation",
     .base = "reconciliation",
     .sets = {"strategies.async-reconciliation.reconcile=off"},
     .wrong = "nobody compares the ledgers",
     .breaks = PropertyId::main_branch_agreement},
    {.name = "no-idempotency-key",
     .base = "reconciliation",
     .sets = {"strategies.async-reconciliation.dedup=none"},
     .wrong = "the consumer has no idempotency key: every delivery is an application",
     .breaks = PropertyId::no_duplicate_purchase},
    {.name = "message-before-main",
     .base = "reconciliation",
     .sets = {"strategies.async-reconciliation.order=send-then-commit"},
     .wrong = "the message is sent before the transaction that it tells of has "
              "committed",
     .breaks = PropertyId::no_branch_without_main},
    {.name = "price-computed-twice",
     .base = "reconciliation",
     .sets = {"strategies.async-reconciliation.amount=requoted"},
     .wrong = "the fund side computes the price anew instead of taking the amount "
              "that was paid",
     .breaks = PropertyId::amounts_match},
    {.name = "reconciliation-too-rare",
     .base = "reconciliation",
     .sets = {"strategies.async-reconciliation.reconcile_every=210m"},
     .wrong = "the ledgers are compared less often than customers were promised an "
              "answer",
     .breaks = PropertyId::told_eventually},
    {.name = "dedup-apart-but-reconciled",
     .base = "reconciliation",
     .sets = {"strategies.async-reconciliation.dedup_atomic=off"},
     .wrong = "that a message was seen is noted in a transaction before that of the "
              "branch",
     .breaks = PropertyId::main_branch_agreement},
    {.name = "every-request-a-new-order",
     .base = "reconciliation",
     .sets = {"workload.order_id=transaction"},
     .wrong = "the order gets its id from the service and not from the client, so a "
              "repeated request is another order",
     .breaks = PropertyId::no_duplicate_purchase},
    {.name = "reversal-with-a-lag-shorter-than-the-flight",
     .base = "reversing",
     .sets = {"strategies.async-reconciliation.lag=0s",
              "strategies.async-reconciliation.rule_out=off"},
     .wrong = "main is reversed at first sight of a missing branch, which is still "
              "on its way",
     .breaks = PropertyId::no_branch_without_main},
    {.name = "a-run-that-was-missed-is-missed",
     .base = "reconciliation-once-a-while",
     .sets = {"strategies.async-reconciliation.catch_up=off"},
     .wrong = "the reconciliation is a cron job, and one that its host slept through "
              "comes with the next",
     .breaks = PropertyId::told_eventually},
};

}  // namespace

std::span<const Mutant> reconciliation_mutants() { return mistakes; }

}  // namespace txlab::selftest
