// Mistakes made with half messages and check-back.
#include "scenarios/selftest/mutants/families.hpp"

namespace txlab::selftest {

std::vector<Mutant> message_mutants() {
  return {
      {.name = "no-check-back",
       .base = "messages",
       .sets = {"strategies.transactional-message.check_back=off"},
       .wrong = "nobody asks what became of a half message",
       .breaks = PropertyId::main_branch_agreement},
  };
}

}  // namespace txlab::selftest
