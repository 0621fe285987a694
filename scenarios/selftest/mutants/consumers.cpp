// Mistakes made with brokers and those who consume from them.
#include "scenarios/selftest/mutants/families.hpp"

namespace txlab::selftest {

namespace {

const std::vector<Mutant> mistakes{
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
    {.name = "offset-committed-before-processing",
     .base = "table",
     .sets = {"strategies.local-message-table.acknowledge=before"},
     .wrong = "the client commits its offset by itself, before the message is "
              "processed",
     .breaks = PropertyId::main_branch_agreement},
    {.name = "every-exception-is-caught",
     .base = "table",
     .sets = {"strategies.local-message-table.acknowledge=always"},
     .wrong = "the listener catches every exception, and the message counts as "
              "consumed",
     .breaks = PropertyId::main_branch_agreement},
    {.name = "half-message-offset-committed-first",
     .base = "messages",
     .sets = {"strategies.transactional-message.acknowledge=before"},
     .wrong = "the client commits its offset by itself, before the message is "
              "processed",
     .breaks = PropertyId::main_branch_agreement},
    {.name = "half-message-exceptions-are-caught",
     .base = "messages",
     .sets = {"strategies.transactional-message.acknowledge=always"},
     .wrong = "the listener catches every exception, and the message counts as "
              "consumed",
     .breaks = PropertyId::main_branch_agreement},
};

}  // namespace

std::span<const Mutant> consumer_mutants() { return mistakes; }

}  // namespace txlab::selftest
