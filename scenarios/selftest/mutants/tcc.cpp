// Mistakes made with try, confirm, cancel.
#include "scenarios/selftest/mutants/families.hpp"

namespace txlab::selftest {

namespace {

const std::vector<Mutant> mistakes{
    {.name = "tcc-no-suspension-guard",
     .base = "tcc",
     .sets = {"strategies.tcc.suspension_guard=off"},
     .wrong = "an empty Cancel leaves no tombstone, and the Try that comes after it "
              "reserves",
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
    {.name = "seata-without-its-fence",
     .base = "tcc-seata",
     .sets = {"strategies.tcc.fence=off"},
     .wrong = "participants keep no row per transaction",
     .source = "https://github.com/apache/incubator-seata/issues/152",
     .breaks = PropertyId::nothing_stuck_unseen},
    {.name = "dtm-without-its-barrier",
     .base = "tcc-dtm",
     .sets = {"strategies.tcc.fence=off"},
     .wrong = "participants keep no row per transaction",
     .breaks = PropertyId::nothing_stuck_unseen},
    {.name = "seata-store-not-forced",
     .base = "tcc-seata",
     .sets = {"strategies.tcc.store=async"},
     .wrong = "the coordinator acknowledges what its store has not flushed",
     .source = "https://github.com/apache/incubator-seata/issues/1851",
     .breaks = PropertyId::main_branch_agreement},
    {.name = "dtm-store-not-forced",
     .base = "tcc-dtm",
     .sets = {"strategies.tcc.store=async"},
     .wrong = "the coordinator acknowledges what its store has not flushed",
     .breaks = PropertyId::no_branch_without_main},
    {.name = "try-with-an-effect-outside",
     .base = "tcc-seata",
     .sets = {"strategies.tcc.try_effect=outside"},
     .wrong = "a Try does its work outside the transaction that writes its fence, "
              "and its Cancel is skipped",
     .source = "https://github.com/apache/incubator-seata/issues/6374",
     .breaks = PropertyId::nothing_stuck_unseen},
    {.name = "fence-rows-cleaned-too-early",
     .base = "tcc-seata",
     .sets = {"strategies.tcc.fence_clean=10s"},
     .wrong = "the rows of the fence are deleted while a Try can still come",
     .source = "https://github.com/apache/incubator-seata/issues/4180",
     .breaks = PropertyId::main_branch_agreement},
    {.name = "confirm-without-a-try-record",
     .base = "tcc",
     .sets = {"strategies.tcc.unchecked=confirm"},
     .wrong = "a Confirm does not look at the record of its Try, so one that comes "
              "twice moves the money twice",
     .breaks = PropertyId::conservation},
    {.name = "cancel-that-is-not-null-safe",
     .base = "tcc",
     .sets = {"strategies.tcc.unchecked=cancel"},
     .wrong = "a Cancel without a Try gives back what was never taken",
     .breaks = PropertyId::conservation},
    {.name = "second-phase-given-up",
     .base = "tcc",
     .sets = {"strategies.tcc.give_up_after=1"},
     .wrong = "the second phase is tried once, and counts as done",
     .breaks = PropertyId::main_branch_agreement},
};

}  // namespace

std::span<const Mutant> tcc_mutants() { return mistakes; }

}  // namespace txlab::selftest
