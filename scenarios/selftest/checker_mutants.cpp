#include "scenarios/selftest/checker_mutant.hpp"
#include "scenarios/selftest/checkers/holes.hpp"

namespace txlab::selftest {

namespace {

void somebody_watches(Book::Settings& settings) { settings.ledger_watched = true; }
void nobody_is_late(Book::Settings& settings) { settings.told_within = forever; }

const std::vector<CheckerMutant> holes{
    {"agreement-ignores-reversals", "message-before-main", PropertyId::main_branch_agreement,
     "what was reversed or withdrawn counts as done", agreement_without_reversals},
    {"agreement-excuses-doubt", "xa-no-recovery", PropertyId::main_branch_agreement,
     "whoever is in doubt is blocked by design, although nothing is down",
     agreement_that_waits_for_doubts},
    {"branch-beside-a-reversed-main", "reversal-with-a-lag-shorter-than-the-flight",
     PropertyId::no_branch_without_main, "main counts as there although it was reversed",
     branch_with_a_reversed_main},
    {"duplicates-of-main-only", "no-idempotency-key", PropertyId::no_duplicate_purchase,
     "branches are not counted", duplicates_of_main_only},
    {"truth-at-the-moment", "asked-before-it-came", PropertyId::told_truth,
     "a statement is compared with what is there when it is made, and not with what comes later",
     truth_at_the_moment},
    {"truth-of-refusals-only", "heuristic-rollback", PropertyId::told_truth,
     "that an order was placed is believed", truth_of_refusals_only},
    {"late-but-never-silent", "no-check-back", PropertyId::told_eventually,
     "who never hears anything is not late", late_but_never_silent},
    {"silent-but-never-late", "reconciliation-too-rare", PropertyId::told_eventually,
     "an answer counts whenever it comes", silent_but_never_late},
    {"told-within-no-bound", "reconciliation-too-rare", PropertyId::told_eventually,
     "the bound is longer than any run", nullptr, nobody_is_late},
    {"money-that-is-lost-only", "cancel-that-is-not-null-safe", PropertyId::conservation,
     "money that comes from nowhere is welcome", money_that_is_lost_only},
    {"money-without-credit", "no-idempotency-key", PropertyId::conservation,
     "what the fund side gave on credit is in no sum", money_without_credit},
    {"negative-only-at-the-fund", "balance-read-then-written", PropertyId::no_negative_balance,
     "the accounts that pay are not looked at", negative_only_at_the_fund},
    {"amounts-within-five-percent", "price-computed-twice", PropertyId::amounts_match,
     "a difference of five percent is taken for rounding", amounts_within_five_percent},
    {"believes-in-a-watchman", "outbox-row-after-the-commit", PropertyId::nothing_stuck_unseen,
     "somebody is thought to compare the ledgers", nullptr, somebody_watches},
};

}  // namespace

std::span<const CheckerMutant> checker_mutants() { return holes; }

}  // namespace txlab::selftest
