// Mistakes made with a message table and its relay.
#include "scenarios/selftest/mutants/families.hpp"

namespace txlab::selftest {

std::vector<Mutant> table_mutants() {
  return {
      {.name = "outbox-row-after-the-commit",
       .base = "table",
       .sets = {"strategies.local-message-table.atomic=off"},
       .wrong = "the message row is a transaction of its own, after that of main",
       .source = "https://github.com/opendefender/OpenRisk/issues/344",
       .breaks = PropertyId::main_branch_agreement},
      {.name = "dedup-not-atomic-with-the-branch",
       .base = "table",
       .sets = {"strategies.local-message-table.dedup_atomic=off"},
       .wrong = "that a message was seen is noted in a transaction before that of the branch",
       .breaks = PropertyId::main_branch_agreement},
  };
}

}  // namespace txlab::selftest
