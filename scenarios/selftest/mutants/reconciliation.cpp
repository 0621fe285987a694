// Mistakes made with plain messages and a comparison of the ledgers.
#include "scenarios/selftest/mutants/families.hpp"

namespace txlab::selftest {

std::vector<Mutant> reconciliation_mutants() {
  return {
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
  };
}

}  // namespace txlab::selftest
