// The calendar: which date an order gets, by whose clock, and what is promised to customers.
#include "models/fund/calendar.hpp"

#include "history.hpp"

namespace txlab {
namespace {

// Day T begins at 09:30, so the cut-off of T comes after five and a half hours.
constexpr Duration cutoff_of_t = 5h + 30min;

TEST(Calendar, gives_the_date_of_the_day_before_the_cut_off_and_that_of_the_next_from_then_on) {
  const Calendar calendar;
  EXPECT_EQ(calendar.date_at(0s), 1);
  EXPECT_EQ(calendar.date_at(cutoff_of_t - 1ns), 1);
  EXPECT_EQ(calendar.date_at(cutoff_of_t), 2);
  EXPECT_EQ(calendar.date_at(cutoff_of_t + 24h - 1ns), 2);
  EXPECT_EQ(calendar.date_at(cutoff_of_t + 24h), 3);
}

TEST(Calendar, takes_a_clock_that_shows_a_time_before_the_start) {
  EXPECT_EQ(Calendar{}.date_at(-12h), 1);
}

TEST(Calendar, starts_in_the_evening_with_the_date_of_the_next_day) {
  EXPECT_EQ(Calendar{.start = 16h}.date_at(0s), 2);
}

TEST(Calendar, has_the_file_on_the_evening_of_its_date_and_the_confirmation_in_the_morning_after) {
  const Calendar calendar;
  EXPECT_EQ(calendar.export_of(1), 10h + 30min);
  EXPECT_EQ(calendar.confirmation_of(1), 23h);
  EXPECT_EQ(calendar.export_of(2), 34h + 30min);
}

TEST(Calendar, by_default_gives_what_is_late_the_next_date) {
  EXPECT_EQ(Calendar{}.date_of_branch(1, cutoff_of_t + 1s), 2);
}

TEST(Calendar, honours_the_date_of_main_until_its_file_has_gone) {
  const Calendar calendar{.late = Calendar::Late::honour};
  EXPECT_EQ(calendar.date_of_branch(1, cutoff_of_t + 1s), 1);
  EXPECT_EQ(calendar.date_of_branch(1, calendar.export_of(1) - 1ns), 1);
  EXPECT_EQ(calendar.date_of_branch(1, calendar.export_of(1)), 2);
  EXPECT_EQ(calendar.date_of_branch(0, cutoff_of_t + 1s), 2) << "nothing was promised";
}

TEST(Dates, that_ACCEPTED_promised_are_the_applications) {
  History history;
  history.began().main().accepted_for(1).branch_for(1).told(Told::placed).end();
  EXPECT_EQ(history.broken(), Names{});
}

TEST(Dates, that_are_not_what_ACCEPTED_promised_break_told_truth) {
  History history;
  history.began().main().accepted_for(1).branch_for(2);
  EXPECT_EQ(history.broken(), Names{"told-truth"});
  EXPECT_EQ(history.entry(PropertyId::told_truth).example,
            "told ACCEPTED for T, the application is for T+1");
}

TEST(Dates, are_compared_as_well_when_the_branch_was_faster_than_the_answer) {
  History history;
  history.began().main().branch_for(2).accepted_for(1);
  EXPECT_EQ(history.broken(), Names{"told-truth"});
}

TEST(Dates, that_a_repeated_request_is_told_must_be_the_same) {
  History history;
  history.began().main().accepted_for(1).accepted_for(2);
  EXPECT_EQ(history.broken(), Names{"told-truth"});
}

TEST(Dates, without_a_promise_may_be_any) {
  History history;
  history.began().decided().told(Told::placed).main().branch_for(2).end();
  EXPECT_EQ(history.broken(), Names{});
}

TEST(Agent, may_confirm_what_was_placed) {
  History history;
  history.bought().at(23h).told(Told::confirmed).end();
  EXPECT_EQ(history.broken(), Names{});
}

TEST(Agent, that_confirms_what_nobody_applied_for_breaks_told_truth) {
  History history;
  history.began().main().told(Told::confirmed);
  EXPECT_TRUE(history.broken().contains("told-truth"));
}

TEST(Agent, may_refuse_what_was_placed_and_the_customer_is_refunded) {
  History history;
  history.bought().at(23h).agent_refused(0).at(29h).told(Told::refunded).end();
  EXPECT_EQ(history.broken(), Names{});
}

TEST(Agent, that_has_not_refused_refunds_nothing) {
  History history;
  history.bought().at(29h).told(Told::refunded).end();
  EXPECT_EQ(history.broken(), Names{"told-truth"});
}

TEST(Agent, that_refuses_keeps_no_fee) {
  History history;
  history.bought().at(23h).agent_refused(History::fee).end();
  EXPECT_EQ(history.broken(), Names{"amounts-match"});
  EXPECT_EQ(history.entry(PropertyId::amounts_match).example,
            "the transfer agent refused the order, and its fee was kept");
}

TEST(Redemption, may_follow_what_was_held_in_the_wallet) {
  History history;
  history.began().main().told(Told::accepted).reverse().told(Told::held_in_wallet);
  history.at(24h).told(Told::refunded).end();
  EXPECT_EQ(history.broken(), Names{});
}

TEST(Redemption, of_what_is_bought_breaks_told_truth) {
  History history;
  history.began().main().branch().told(Told::refunded);
  EXPECT_TRUE(history.broken().contains("told-truth"));
}

}  // namespace
}  // namespace txlab
