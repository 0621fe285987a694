// Mistakes made with half messages and check-back.
#include "scenarios/selftest/mutants/families.hpp"

namespace txlab::selftest {

namespace {

const std::vector<Mutant> mistakes{
    {.name = "no-check-back",
     .base = "messages",
     .sets = {"strategies.transactional-message.check_back=off"},
     .wrong = "nobody asks what became of a half message",
     .breaks = PropertyId::main_branch_agreement},
    {.name = "check-answers-rollback-while-open",
     .base = "messages-slow-main",
     .sets = {"strategies.transactional-message.listener=naive"},
     .wrong = "a check finds no row and is answered \"roll back\" while the local "
              "transaction is open",
     .breaks = PropertyId::main_branch_agreement},
    {.name = "check-answers-commit-on-errors",
     .base = "messages-patient",
     .sets = {"strategies.transactional-message.listener=buggy"},
     .wrong = "a check that could not read the database is answered \"commit\"",
     .source = "https://github.com/dtm-labs/dtm/issues/535",
     .breaks = PropertyId::no_branch_without_main},
    {.name = "check-trusts-silence",
     .base = "messages-patient",
     .sets = {"strategies.transactional-message.listener=trusting"},
     .wrong = "a check finds no row, which says nothing against it, and is answered "
              "\"commit\"",
     .source = "https://github.com/dtm-php/dtm-client/issues/54",
     .breaks = PropertyId::no_branch_without_main},
    {.name = "check-is-answered-from-ram",
     .base = "messages-slow-main",
     .sets = {"strategies.transactional-message.listener=truthful"},
     .wrong = "what is under way is known to the process that runs it, and is "
              "forgotten with it",
     .breaks = PropertyId::main_branch_agreement},
    {.name = "one-check-only",
     .base = "messages",
     .sets = {"strategies.transactional-message.max_checks=1"},
     .wrong = "a half message is given up after a single question",
     .source = "https://github.com/apache/rocketmq/issues/8311",
     .breaks = PropertyId::main_branch_agreement},
    {.name = "given-up-is-rolled-back",
     .base = "messages",
     .sets = {"strategies.transactional-message.max_checks=1", "hosts.mq.give_up=roll-back"},
     .wrong = "a half message that nobody could tell anything about is rolled back",
     .breaks = PropertyId::main_branch_agreement},
    {.name = "half-messages-to-a-consumer-without-dedup",
     .base = "messages",
     .sets = {"strategies.transactional-message.dedup=none"},
     .wrong = "END goes out twice, and the consumer recognises nothing",
     .source = "https://github.com/apache/rocketmq/issues/5574",
     .breaks = PropertyId::no_duplicate_purchase},
    {.name = "half-messages-by-message-id",
     .base = "messages",
     .sets = {"strategies.transactional-message.dedup=message-id"},
     .wrong = "a repeated request sends another half message, which has another id",
     .source = "https://github.com/apache/rocketmq/issues/9909",
     .breaks = PropertyId::no_duplicate_purchase},
    {.name = "half-messages-dedup-not-atomic",
     .base = "messages",
     .sets = {"strategies.transactional-message.dedup_atomic=off"},
     .wrong = "that a message was seen is noted in a transaction before that of the "
              "branch",
     .breaks = PropertyId::main_branch_agreement},
    {.name = "end-goes-to-another-broker",
     .base = "messages",
     .sets = {"strategies.transactional-message.end_route=elsewhere"},
     .wrong = "END goes to a broker that does not hold the half message, and every "
              "order waits for a check",
     .source = "https://github.com/apache/rocketmq/issues/8313",
     .breaks = PropertyId::main_branch_agreement,
     .survives = "checks find the order, seconds later: it costs time, and no "
                 "promise is about seconds"},
    {.name = "centre-asks-about-one-type-only",
     .base = "redemptions-by-a-centre",
     .sets = {"strategies.transactional-message.queries=discount-purchase"},
     .wrong = "the transaction centre has a query for discount purchases, and "
              "believes what it was told about all others",
     .breaks = PropertyId::main_branch_agreement},
};

}  // namespace

std::span<const Mutant> message_mutants() { return mistakes; }

}  // namespace txlab::selftest
