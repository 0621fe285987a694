// Mistakes made with try, confirm, cancel.
#include "scenarios/selftest/mutants/families.hpp"

namespace txlab::selftest {

std::vector<Mutant> tcc_mutants() {
  return {
      {.name = "tcc-no-suspension-guard",
       .base = "tcc",
       .sets = {"strategies.tcc.suspension_guard=off"},
       .wrong = "an empty Cancel leaves no tombstone, and the Try that comes after it reserves",
       .source = "https://github.com/apache/incubator-seata/issues/489",
       .breaks = PropertyId::nothing_stuck_unseen},
      {.name = "tcc-no-recovery",
       .base = "tcc",
       .sets = {"strategies.tcc.recovery=off"},
       .wrong = "a crash of the coordinator forgets what was tried",
       .breaks = PropertyId::told_eventually},
      {.name = "tcc-decision-not-forced",
       .base = "tcc",
       .sets = {"strategies.tcc.forced_decision=off"},
       .wrong = "the coordinator tells its decision before it is on disk",
       .breaks = PropertyId::no_branch_without_main},
  };
}

}  // namespace txlab::selftest
