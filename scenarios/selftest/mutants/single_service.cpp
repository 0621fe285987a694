// Mistakes made with purchases in one service or in two steps.
#include "scenarios/selftest/mutants/families.hpp"

namespace txlab::selftest {

namespace {

const std::vector<Mutant> mistakes{
    {.name = "events-in-process",
     .base = "domain-events",
     .sets = {"strategies.domain-events.bus=in-process"},
     .wrong = "the event is handed over in memory after the commit, and a crash "
              "forgets it",
     .breaks = PropertyId::main_branch_agreement},
    {.name = "second-step-without-a-job",
     .base = "two-step",
     .sets = {"strategies.two-step.retry_after=10h"},
     .wrong = "the branch is called after the commit, and nobody looks for what that "
              "left behind",
     .breaks = PropertyId::main_branch_agreement},
    {.name = "balance-read-then-written",
     .base = "calls-in-a-row",
     .sets = {"strategies.naive.debit=read-then-write"},
     .wrong = "the service reads the balance, checks it and writes it, and two "
              "purchases read the same",
     .breaks = PropertyId::no_negative_balance},
};

}  // namespace

std::span<const Mutant> single_service_mutants() { return mistakes; }

}  // namespace txlab::selftest
