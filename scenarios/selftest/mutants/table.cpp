// Mistakes made with a message table and its relay.
#include "scenarios/selftest/mutants/families.hpp"

namespace txlab::selftest {

namespace {

const std::vector<Mutant> mistakes{
    {.name = "outbox-row-after-the-commit",
     .base = "table",
     .sets = {"strategies.local-message-table.atomic=off"},
     .wrong = "the message row is a transaction of its own, after that of main",
     .source = "https://github.com/opendefender/OpenRisk/issues/344",
     .breaks = PropertyId::main_branch_agreement},
    {.name = "relay-to-a-consumer-without-dedup",
     .base = "table",
     .sets = {"strategies.local-message-table.dedup=none"},
     .wrong = "a relay publishes again after a crash, and the consumer recognises "
              "nothing",
     .breaks = PropertyId::no_duplicate_purchase},
    {.name = "dedup-by-message-id",
     .base = "table",
     .sets = {"strategies.local-message-table.dedup=message-id"},
     .wrong = "doubles are recognised by the id of the message, and who sends again "
              "gives another one",
     .source = "https://github.com/apache/rocketmq/issues/9909",
     .breaks = PropertyId::no_duplicate_purchase},
    {.name = "dedup-not-atomic-with-the-branch",
     .base = "table",
     .sets = {"strategies.local-message-table.dedup_atomic=off"},
     .wrong = "that a message was seen is noted in a transaction before that of the "
              "branch",
     .breaks = PropertyId::main_branch_agreement},
    {.name = "id-cursor",
     .base = "table-many-customers",
     .sets = {"strategies.local-message-table.relay=id-cursor"},
     .wrong = "the relay polls for numbers beyond the last one, and a slow writer "
              "commits a lower one",
     .source = "https://github.com/kamu-data/kamu-cli/issues/1398",
     .breaks = PropertyId::main_branch_agreement},
    {.name = "lease-shorter-than-publishing",
     .base = "table-2-replicas",
     .sets = {"strategies.local-message-table.lease=100ms",
              "strategies.local-message-table.dedup=none"},
     .wrong = "the lease of the relay ends while it publishes, beside a consumer "
              "without dedup",
     .breaks = PropertyId::no_duplicate_purchase},
    {.name = "every-replica-relays",
     .base = "table-2-replicas",
     .sets = {"strategies.local-message-table.relay=no-lock",
              "strategies.local-message-table.dedup=none"},
     .wrong = "every replica relays every row, beside a consumer without dedup",
     .breaks = PropertyId::no_duplicate_purchase},
    {.name = "no-job-for-what-was-not-sent",
     .base = "table-immediate",
     .sets = {"strategies.local-message-table.retry_after=10h"},
     .wrong = "the message is published after the commit, and nobody looks for what "
              "that left behind",
     .breaks = PropertyId::main_branch_agreement},
    {.name = "slot-recreated-without-a-snapshot",
     .base = "table-tailing",
     .sets = {"strategies.local-message-table.snapshot=initial"},
     .wrong = "the replication slot is made anew after a failover, and what came "
              "before it is never read",
     .source = "https://github.com/debezium/debezium/pull/7531",
     .breaks = PropertyId::main_branch_agreement},
    {.name = "table-of-orders-without-ids",
     .base = "table",
     .sets = {"workload.order_id=none"},
     .wrong = "no id comes with the order, so nobody can tell a repetition from "
              "another wish",
     .breaks = PropertyId::no_duplicate_purchase},
    {.name = "direct-calls-without-dedup",
     .base = "table-direct",
     .sets = {"strategies.local-message-table.dedup=none"},
     .wrong = "the relay repeats a call whose answer was lost, and the service runs "
              "it again",
     .breaks = PropertyId::no_duplicate_purchase},
    {.name = "row-deleted-before-publishing",
     .base = "table",
     .sets = {"strategies.local-message-table.deleted=before"},
     .wrong = "the relay deletes a row and then publishes it",
     .breaks = PropertyId::main_branch_agreement},
    {.name = "asked-before-it-came",
     .base = "table-asks-early",
     .sets = {"strategies.local-message-table.inquiry=look-up"},
     .wrong = "a customer who asks about an order that has not come yet is told that "
              "it is refused",
     .breaks = PropertyId::told_truth},
};

}  // namespace

std::span<const Mutant> table_mutants() { return mistakes; }

}  // namespace txlab::selftest
