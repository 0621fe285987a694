// Mistakes made with brokers and those who consume from them.
#include "scenarios/selftest/mutants/families.hpp"

namespace txlab::selftest {

std::vector<Mutant> consumer_mutants() {
  return {
      {.name = "broker-acknowledges-before-the-flush",
       .base = "messages",
       .sets = {"hosts.mq.flush=async"},
       .wrong = "the broker acknowledges what is only in memory",
       .breaks = PropertyId::main_branch_agreement},
      {.name = "outbox-to-a-broker-that-does-not-flush",
       .base = "table",
       .sets = {"hosts.mq.flush=async"},
       .wrong = "a row is deleted when the broker has acknowledged, which has flushed "
                "nothing",
       .breaks = PropertyId::main_branch_agreement},
      {.name = "dead-letters-without-an-alarm",
       .base = "dead-letters",
       .sets = {"hosts.mq.alarm=off"},
       .wrong = "messages that were given up lie in a queue that nobody watches",
       .breaks = PropertyId::nothing_stuck_unseen},
  };
}

}  // namespace txlab::selftest
