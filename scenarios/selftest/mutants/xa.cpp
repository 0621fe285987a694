// Mistakes made with two-phase commit.
#include "scenarios/selftest/mutants/families.hpp"

namespace txlab::selftest {

std::vector<Mutant> xa_mutants() {
  return {
      {.name = "xa-decision-not-forced",
       .base = "xa",
       .sets = {"strategies.xa.forced_decision=off"},
       .wrong = "the coordinator tells its decision before it is on disk",
       .breaks = PropertyId::no_branch_without_main},
      {.name = "xa-no-recovery",
       .base = "xa",
       .sets = {"strategies.xa.recovery=off"},
       .wrong = "after a restart nobody asks who is in doubt",
       .breaks = PropertyId::main_branch_agreement},
  };
}

}  // namespace txlab::selftest
