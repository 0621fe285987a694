// Each property, told of a good history and of one with a planted violation.
#include "history.hpp"

namespace txlab {
namespace {

Row account(std::int64_t fen) { return {.value = {fen, 0, 0}, .state = 1}; }

TEST(Properties, are_silent_about_a_purchase_that_goes_well) {
  History history;
  history.bought().at(24h).settle().net().end();
  EXPECT_EQ(history.broken(), Names{});
}

TEST(Properties, are_silent_about_a_purchase_that_is_refused_before_anything_happened) {
  EXPECT_EQ(History().began().told(Told::refused).end().broken(), Names{});
}

TEST(Properties, are_silent_about_a_branch_that_is_refused_and_reversed) {
  History history;
  history.began().main().told(Told::accepted).reverse().told(Told::held_in_wallet).end();
  EXPECT_EQ(history.broken(), Names{});
}

TEST(Properties, are_silent_about_a_decision_before_both_effects) {
  History history;
  history.began().decided().told(Told::placed).branch().main().end();
  EXPECT_EQ(history.broken(), Names{});
}

TEST(Conservation, sees_money_that_a_local_transaction_creates) {
  History history;
  history.bought().commit({{ledger::available, 1, account(5), account(12)}}).end();
  EXPECT_EQ(history.broken(), Names{"conservation"});
  EXPECT_EQ(history.entry(PropertyId::conservation).example,
            "a local transaction (transaction) created 7 fen");
}

TEST(Conservation, does_not_mistake_amounts_on_documents_for_money) {
  History history;
  history.bought().commit({{ledger::outbox, 1, {}, history.row(1, 12'345)}}).end();
  EXPECT_EQ(history.broken(), Names{});
}

TEST(Conservation, sees_credit_for_two_applications_of_one_order) {
  History history;
  history.bought().purchase(2).began().main(2).branch(2).branch(3);
  EXPECT_TRUE(history.broken().contains("conservation"));
}

TEST(NoDuplicatePurchase, sees_a_second_main) {
  History history;
  history.began().main(1).main(2);
  EXPECT_EQ(history.broken(), Names{"no-duplicate-purchase"});
}

TEST(NoDuplicatePurchase, accepts_a_second_main_after_the_first_was_reversed) {
  History history;
  history.began().main(1).reverse(1).main(2);
  EXPECT_EQ(history.broken(), Names{});
}

TEST(NoDuplicatePurchase, does_not_excuse_a_double_that_is_repaired_later) {
  History history;
  history.began().main().branch(1).branch(2).withdraw(2).told(Told::placed).end();
  EXPECT_TRUE(history.broken().contains("no-duplicate-purchase"));
}

TEST(NoDuplicatePurchase, sees_a_branch_that_comes_again_after_the_purchase_was_closed) {
  History history;
  history.bought();
  ASSERT_EQ(history.book().open(), 0u);
  history.at(1h).branch(2);
  EXPECT_TRUE(history.broken().contains("no-duplicate-purchase"));
  EXPECT_EQ(history.entry(PropertyId::no_duplicate_purchase).intent, IntentId{1});
}

TEST(NoDuplicatePurchase, sees_a_branch_that_comes_again_after_the_end_of_the_day) {
  History history;
  history.bought().at(24h).settle().net().at(25h).branch(2).end();
  EXPECT_TRUE(history.broken().contains("no-duplicate-purchase"));
}

TEST(NoDuplicatePurchase, sees_a_main_that_comes_after_a_refusal_and_a_reversal) {
  History history;
  history.began().main().reverse().told(Told::held_in_wallet).at(1h).main(2).main(3).end();
  EXPECT_TRUE(history.broken().contains("no-duplicate-purchase"));
}

TEST(NoDuplicatePurchase, counts_further_branches) {
  History once({.branches = 3});
  once.began().main().branch().extra(1).extra(2).told(Told::placed).end();
  EXPECT_EQ(once.broken(), Names{});
  History twice({.branches = 2});
  twice.began().main().branch().extra(1).extra(1, 2);
  EXPECT_EQ(twice.broken(), Names{"no-duplicate-purchase"});
}

TEST(NoBranchWithoutMain, sees_a_branch_before_main_even_if_main_follows) {
  History history;
  history.began().branch().main().told(Told::placed).end();
  EXPECT_EQ(history.broken(), Names{"no-branch-without-main"});
}

TEST(NoBranchWithoutMain, sees_a_branch_after_main_was_reversed) {
  History history;
  history.began().main().reverse().branch();
  EXPECT_TRUE(history.broken().contains("no-branch-without-main"));
}

TEST(MainBranchAgreement, sees_a_missing_branch_at_the_end_only) {
  History history;
  history.began().main().told(Told::accepted);
  EXPECT_EQ(history.broken(), Names{});
  history.end();
  EXPECT_TRUE(history.broken().contains("main-branch-agreement"));
}

TEST(MainBranchAgreement, sees_a_branch_without_main) {
  History history;
  history.began().branch().end();
  EXPECT_TRUE(history.broken().contains("main-branch-agreement"));
}

TEST(MainBranchAgreement, is_not_deceived_by_one_further_branch_twice_and_another_missing) {
  History history({.branches = 3});
  history.began().main().branch().extra(1).extra(1).told(Told::placed).end();
  EXPECT_EQ(history.broken(), (Names{"main-branch-agreement", "no-duplicate-purchase",
                                     "nothing-stuck-unseen", "told-truth"}));
}

TEST(MainBranchAgreement, knows_the_last_of_many_further_branches) {
  History history({.branches = 14});
  history.began().main().branch();
  for (std::uint16_t number = 1; number <= 13; ++number) history.extra(number);
  history.told(Told::placed).at(1h).extra(13).end();
  EXPECT_EQ(history.broken(), Names{"no-duplicate-purchase"});
}

TEST(MainBranchAgreement, sees_a_further_branch_that_is_missing) {
  History history({.branches = 3});
  history.began().main().branch().extra().told(Told::placed).end();
  EXPECT_TRUE(history.broken().contains("main-branch-agreement"));
}

TEST(MainBranchAgreement, says_nothing_of_participants_in_doubt_while_a_machine_is_down) {
  History history;
  history.began().gave_up().in_doubt(+1);
  history.book().on({.kind = Happening::Kind::crashed}, start_of_run);
  history.end();
  EXPECT_EQ(history.entry(PropertyId::main_branch_agreement).count, 0u);
  EXPECT_EQ(history.entry(PropertyId::main_branch_agreement).unknown, 1u);
}

TEST(MainBranchAgreement, blames_a_participant_that_is_left_in_doubt_for_no_reason) {
  History history;
  history.began().gave_up().in_doubt(+1).end();
  EXPECT_TRUE(history.broken().contains("main-branch-agreement"));
}

TEST(ToldTruth, sees_a_refusal_after_money_has_moved) {
  EXPECT_TRUE(History().began().main().told(Told::refused).broken().contains("told-truth"));
  EXPECT_TRUE(History().began().branch().told(Told::refused).broken().contains("told-truth"));
}

TEST(ToldTruth, sees_money_that_moves_after_a_refusal_was_told) {
  History history;
  history.began().told(Told::refused);
  ASSERT_EQ(history.book().open(), 0u);
  EXPECT_TRUE(history.at(1h).main().broken().contains("told-truth"));
}

TEST(ToldTruth, sees_a_purchase_that_was_placed_and_undone) {
  EXPECT_TRUE(History().bought().at(1h).reverse().broken().contains("told-truth"));
  EXPECT_TRUE(History().bought().at(1h).withdraw().broken().contains("told-truth"));
}

TEST(ToldTruth, sees_a_purchase_that_was_placed_but_never_was) {
  EXPECT_TRUE(History().began().told(Told::placed).end().broken().contains("told-truth"));
}

TEST(ToldTruth, sees_statements_that_contradict_each_other) {
  History history;
  history.bought().told(Told::held_in_wallet);
  EXPECT_TRUE(history.broken().contains("told-truth"));
  EXPECT_EQ(history.entry(PropertyId::told_truth).example, "told HELD_IN_WALLET after PLACED");
}

TEST(ToldTruth, takes_no_offence_at_a_statement_that_is_repeated_or_promises_nothing) {
  History history;
  history.began().told(Told::unknown).told(Told::accepted).main().branch();
  EXPECT_EQ(history.told(Told::placed).told(Told::placed).end().broken(), Names{});
}

TEST(ToldEventually, counts_silence_and_empty_words) {
  EXPECT_TRUE(History().began().gave_up().end().broken().contains("told-eventually"));
  EXPECT_TRUE(History()
                  .began()
                  .main()
                  .branch()
                  .told(Told::accepted)
                  .end()
                  .broken()
                  .contains("told-eventually"));
}

TEST(ToldEventually, has_a_bound) {
  History late({.told_within = 30h});
  late.began().main().branch().at(30h + 1ns).told(Told::placed);
  EXPECT_EQ(late.broken(), Names{"told-eventually"});
  History in_time({.told_within = 30h});
  in_time.began().main().branch().at(30h).told(Told::placed);
  EXPECT_EQ(in_time.broken(), Names{});
}

TEST(NoNegativeBalance, sees_every_kind_of_account_below_zero) {
  const Row zero = account(0);
  EXPECT_TRUE(
      History()
          .commit({{ledger::bank, 1, zero, account(-1)}, {ledger::available, 1, zero, account(1)}})
          .broken()
          .contains("no-negative-balance"));
  const Row reserved{.value = {100, 0, -1}, .state = ledger::order_tried};
  EXPECT_TRUE(History()
                  .commit({{ledger::orders, 1, {}, reserved}, {ledger::bank, 1, zero, account(1)}})
                  .broken()
                  .contains("no-negative-balance"));
}

TEST(NoNegativeBalance, lets_collective_accounts_between_the_sides_be_negative) {
  EXPECT_EQ(History().bought().at(24h).net().settle().broken(), Names{});
}

TEST(AmountsMatch, sees_a_branch_for_another_amount) {
  History history;
  history.began().main().branch(1, History::fen + 1'000, 152);
  EXPECT_TRUE(history.broken().contains("amounts-match"));
  EXPECT_EQ(history.entry(PropertyId::amounts_match).example,
            "earmarked 100000 fen, the branch is for 101000");
}

TEST(AmountsMatch, sees_a_fee_that_does_not_follow_its_rule) {
  History history;
  history.began().main().branch(1, History::fen, History::fee + 1);
  EXPECT_EQ(history.broken(), Names{"amounts-match"});
}

}  // namespace
}  // namespace txlab
