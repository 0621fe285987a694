// The book: what it remembers of a purchase, when it closes it, and how it finds what is stuck.
#include "history.hpp"

namespace txlab {
namespace {

TEST(Book, closes_a_purchase_when_it_is_whole_and_its_customer_knows) {
  History history;
  history.at(1s).began().at(2s).main().told(Told::accepted).at(3s).branch();
  EXPECT_EQ(history.book().open(), 1u);
  history.at(4s).told(Told::placed);
  ASSERT_EQ(history.closed().size(), 1u);
  const PurchaseRecord& record = history.closed().front();
  EXPECT_EQ(record.arrived, start_of_run + 1s);
  EXPECT_EQ(record.answered_at, start_of_run + 2s);
  EXPECT_EQ(record.answer, Told::accepted);
  EXPECT_EQ(record.decided_at, start_of_run + 2s);
  EXPECT_EQ(record.settled_at, start_of_run + 3s);
  EXPECT_EQ(record.final_at, start_of_run + 4s);
  EXPECT_EQ(history.book().open(), 0u);
}

TEST(Book, keeps_a_purchase_open_whose_participants_are_in_doubt) {
  History history;
  history.began().decided().told(Told::placed).in_doubt(+1).main().branch();
  EXPECT_EQ(history.book().open(), 1u);
  history.in_doubt(-1);
  EXPECT_EQ(history.book().open(), 0u);
}

TEST(Book, tells_of_every_purchase_once_whatever_comes_later) {
  History history;
  history.bought().at(24h).settle().net().at(25h).branch(2).told(Told::placed).end();
  EXPECT_EQ(history.closed().size(), 1u);
}

TEST(Book, hands_over_what_is_open_at_the_end) {
  History history;
  history.began().purchase(2).began().main(2).end();
  ASSERT_EQ(history.closed().size(), 2u);
  EXPECT_TRUE(history.closed()[0].untouched());
  EXPECT_EQ(history.closed()[1].mains, 1);
  EXPECT_EQ(history.book().offered(), 2u);
  EXPECT_EQ(history.book().max_open(), 2u);
}

TEST(Book, counts_a_purchase_once_per_property) {
  History history;
  history.began().main(1).main(2).main(3).branch(1).branch(2).branch(3).end();
  EXPECT_EQ(history.entry(PropertyId::no_duplicate_purchase).count, 1u);
}

TEST(Book, keeps_the_first_example_and_counts_the_others) {
  History history;
  for (std::uint64_t n = 1; n <= 3; ++n) {
    history.at(n * 1s).purchase(n).began().main(2 * n).main(2 * n + 1);
  }
  const Violations::Entry& entry = history.entry(PropertyId::no_duplicate_purchase);
  EXPECT_EQ(entry.count, 3u);
  EXPECT_EQ(entry.intent, IntentId{1});
  EXPECT_EQ(entry.at, start_of_run + 1s);
}

TEST(Book, holds_no_records_of_settled_purchases) {
  History history;
  for (std::uint64_t n = 1; n <= 1'000; ++n) history.purchase(n).bought();
  EXPECT_EQ(history.book().open(), 0u);
  EXPECT_EQ(history.book().max_open(), 1u);
  EXPECT_EQ(history.end().broken(), Names{});
}

// nothing-stuck-unseen.

TEST(NothingStuckUnseen, sees_an_order_that_is_open_for_longer_than_the_bound) {
  History history({.stuck_after = 26h});
  history.began().main().at(26h + 1ns).purchase(2).began();
  EXPECT_EQ(history.broken(), Names{"nothing-stuck-unseen"});
  EXPECT_EQ(history.entry(PropertyId::nothing_stuck_unseen).intent, IntentId{1});
}

TEST(NothingStuckUnseen, also_sees_one_that_was_resolved_after_the_bound_with_nothing_in_between) {
  History history({.stuck_after = 26h});
  history.began().main().at(27h).branch().told(Told::placed).end();
  EXPECT_TRUE(history.broken().contains("nothing-stuck-unseen"));
}

TEST(NothingStuckUnseen, is_silent_about_one_that_was_resolved_within_the_bound) {
  History history({.stuck_after = 26h});
  history.began().main().at(25h).branch().told(Told::placed).at(30h).end();
  EXPECT_EQ(history.broken(), Names{});
}

TEST(NothingStuckUnseen, is_silent_about_one_that_stands_in_a_list_that_is_watched) {
  History listed({.stuck_after = 26h});
  listed.began().main().listed(+1).at(30h).end();
  EXPECT_FALSE(listed.broken().contains("nothing-stuck-unseen"));
  History message({.stuck_after = 26h});
  message.began().main().message_row(true).at(30h).end();
  EXPECT_FALSE(message.broken().contains("nothing-stuck-unseen"));
  History compared({.stuck_after = 26h, .ledger_watched = true});
  compared.began().main().at(30h).end();
  EXPECT_FALSE(compared.broken().contains("nothing-stuck-unseen"));
}

TEST(NothingStuckUnseen, is_not_satisfied_by_a_list_that_was_left_again) {
  History history({.stuck_after = 26h});
  history.began().main().message_row(true).message_row(false).at(30h).end();
  EXPECT_TRUE(history.broken().contains("nothing-stuck-unseen"));
}

TEST(NothingStuckUnseen, knows_that_in_a_quiet_world_what_is_open_stays_open) {
  History quiet({.stuck_after = 26h});
  EXPECT_TRUE(quiet.began()
                  .main()
                  .at(1h)
                  .end(Book::Ending::quiet)
                  .broken()
                  .contains("nothing-stuck-unseen"));
  History cut_off({.stuck_after = 26h});
  EXPECT_FALSE(cut_off.began()
                   .main()
                   .at(1h)
                   .end(Book::Ending::cut_off)
                   .broken()
                   .contains("nothing-stuck-unseen"));
}

TEST(NothingStuckUnseen, sees_a_reservation_that_is_left_frozen) {
  History history;
  history.began().gave_up();
  const Row tried{.value = {History::fen, 0, History::fen},
                  .intent = IntentId{1},
                  .state = ledger::order_tried};
  const Row before{.value = {History::fen, 0, 0}, .state = 1};
  history.commit({{ledger::orders, 1, {}, tried}, {ledger::bank, 1, before, Row{.state = 1}}});
  EXPECT_TRUE(history.end().broken().contains("nothing-stuck-unseen"));
}

}  // namespace
}  // namespace txlab
