// Mistakes that are easily made, each in one place: the row that is there to notice must fail,
// and without the mistake it must not.
#include <gtest/gtest.h>

#include <algorithm>

#include "per_message_timer.hpp"
#include "scenarios/validation/validate.hpp"

namespace txlab::validation {
namespace {

using Measure = std::vector<Row> (*)(const Effort&);

Verdict verdict_of(Measure check, std::string_view name) {
  const auto rows = measure({"check", "section", check}, {.form = Effort::Form::brief});
  const auto found = std::ranges::find(rows, name, &Row::name);
  if (found != rows.end()) return found->verdict;
  ADD_FAILURE() << "no row is called " << name;
  return Verdict::inconclusive;
}

TEST(Mistakes, a_lock_released_a_step_early) {
  const std::string_view row = "zipf 0.9 hold 30 ms wait (ms)";
  EXPECT_EQ(verdict_of([](const Effort& e) { return row_locks(e); }, row), Verdict::pass);
  EXPECT_EQ(verdict_of([](const Effort& e) { return row_locks(e, Release::a_step_early); }, row),
            Verdict::fail);
}

TEST(Mistakes, a_timer_for_each_message_instead_of_a_periodic_scan) {
  const std::string_view row = "every 30 s, 0 % lost: uniform";
  EXPECT_EQ(verdict_of([](const Effort& e) { return check_back(e); }, row), Verdict::pass);
  EXPECT_EQ(verdict_of([](const Effort& e) { return check_back(e, per_message_timer); }, row),
            Verdict::fail);
}

TEST(Mistakes, the_last_wait_counted_on_success) {
  const std::string_view row = "loss 30 %: latency (ms)";
  EXPECT_EQ(verdict_of([](const Effort& e) { return retries(e); }, row), Verdict::pass);
  EXPECT_EQ(
      verdict_of([](const Effort& e) { return retries(e, Notices::when_the_wait_ends); }, row),
      Verdict::fail);
}

TEST(Mistakes, the_coordinators_end_record_forced) {
  const std::string_view row = "presumed abort, n = 2: forced writes";
  EXPECT_EQ(verdict_of([](const Effort& e) { return presumed_abort(e); }, row), Verdict::pass);
  EXPECT_EQ(verdict_of([](const Effort& e) { return presumed_abort(e, EndRecord::forced); }, row),
            Verdict::fail);
}

TEST(Mistakes, an_interval_over_customers_instead_of_replications) {
  const std::string_view row = "a 95 % interval covers";
  EXPECT_EQ(verdict_of([](const Effort& e) { return intervals(e); }, row), Verdict::pass);
  EXPECT_EQ(verdict_of([](const Effort& e) { return intervals(e, Unit::customer); }, row),
            Verdict::fail);
}

// The mean is the same; only the tail tells.
TEST(Mistakes, locks_handed_over_in_order_instead_of_at_random) {
  const std::string_view row = "random hand-over, P(over 34 holds)";
  EXPECT_EQ(verdict_of([](const Effort& e) { return hot_row(e); }, row), Verdict::pass);
  const Measure in_order = [](const Effort& e) { return hot_row(e, HandOver::fifo); };
  EXPECT_EQ(verdict_of(in_order, row), Verdict::fail);
  EXPECT_EQ(verdict_of(in_order, "random hand-over, mean wait (holds)"), Verdict::pass);
}

TEST(Mistakes, early_release_and_the_rate_at_which_a_row_is_full) {
  const std::string_view row = "zipf 0.9 hold 30 ms full at (/s)";
  EXPECT_EQ(verdict_of([](const Effort& e) { return saturation(e); }, row), Verdict::pass);
  EXPECT_EQ(verdict_of([](const Effort& e) { return saturation(e, Release::a_step_early); }, row),
            Verdict::fail);
}

TEST(Mistakes, early_release_and_thrashing) {
  const std::string_view row = "blocked of 50 at alpha 0.2";
  EXPECT_EQ(verdict_of([](const Effort& e) { return thrashing(e); }, row), Verdict::pass);
  const Measure early = [](const Effort& e) { return thrashing(e, Release::a_step_early); };
  EXPECT_EQ(verdict_of(early, row), Verdict::fail);
}

TEST(Mistakes, customers_of_one_run_taken_for_independent) {
  const std::string_view row = "M/M/1 mean wait: n x variance";
  EXPECT_EQ(verdict_of([](const Effort& e) { return averages(e); }, row), Verdict::pass);
  EXPECT_EQ(verdict_of([](const Effort& e) { return averages(e, Unit::customer); }, row),
            Verdict::fail);
}

// One forced write more before the votes: what presuming commit costs.
TEST(Mistakes, a_third_write_on_the_way_to_the_outcome) {
  const std::string_view row = "2PC, N = 2: 4 messages and 2 writes (ms)";
  EXPECT_EQ(verdict_of([](const Effort& e) { return two_phase_commit(e); }, row), Verdict::pass);
  const Measure third = [](const Effort& e) { return two_phase_commit(e, "xa-presumed-commit"); };
  EXPECT_EQ(verdict_of(third, row), Verdict::fail);
}

TEST(Mistakes, a_coordinator_that_does_not_recover) {
  const std::string_view row = "blocked time per purchase (s)";
  EXPECT_EQ(verdict_of([](const Effort& e) { return blocked_purchases(e); }, row), Verdict::pass);
  EXPECT_EQ(verdict_of([](const Effort& e) { return blocked_purchases(e, "off"); }, row),
            Verdict::fail);
}

TEST(Mistakes, a_pass_that_does_more_than_it_may) {
  const std::string_view row = "5 repairs every 100 s: per period";
  EXPECT_EQ(verdict_of([](const Effort& e) { return bounded_passes(e); }, row), Verdict::pass);
  EXPECT_EQ(verdict_of([](const Effort& e) { return bounded_passes(e, "6"); }, row), Verdict::fail);
}

TEST(Mistakes, a_poll_that_takes_up_more_than_it_may) {
  const std::string_view row = "5 rows a poll, 4 a second: per poll";
  EXPECT_EQ(verdict_of([](const Effort& e) { return relay_capacity(e); }, row), Verdict::pass);
  EXPECT_EQ(verdict_of([](const Effort& e) { return relay_capacity(e, "0"); }, row), Verdict::fail);
}

TEST(Mistakes, a_reconciliation_that_leaves_what_is_young_alone_for_too_long) {
  const std::string_view row = "open at an instant = crashes/s x rate x window x age";
  EXPECT_EQ(verdict_of([](const Effort& e) { return open_losses(e); }, row), Verdict::pass);
  EXPECT_EQ(verdict_of([](const Effort& e) { return open_losses(e, "31s"); }, row), Verdict::fail);
}

TEST(Mistakes, customers_who_are_all_alike_instead_of_a_favourite) {
  const std::string_view row = "P(the favourite's row blocked) = rate x p x window";
  EXPECT_EQ(verdict_of([](const Effort& e) { return blocked_rows(e); }, row), Verdict::pass);
  EXPECT_EQ(verdict_of([](const Effort& e) { return blocked_rows(e, 0); }, row), Verdict::fail);
}

TEST(Mistakes, that_the_measured_postgres_did_not_make) {
  const std::string_view cell = "twopc hot1: purchases/s";
  EXPECT_EQ(verdict_of([](const Effort& e) { return postgres_throughput(e); }, cell),
            Verdict::pass);
  const Measure early = [](const Effort& e) {
    return postgres_throughput(e, {.release = ClosedLoop::Release::a_step_early});
  };
  EXPECT_EQ(verdict_of(early, cell), Verdict::fail);
  EXPECT_EQ(verdict_of(early, "largest factor they are off by"), Verdict::fail);
}

TEST(Mistakes, that_the_hot_row_of_postgres_shows) {
  const std::string_view row = "row to anybody: p99 / p50";
  EXPECT_EQ(verdict_of([](const Effort& e) { return postgres_lock_waits(e); }, row), Verdict::pass);
  const Measure in_order = [](const Effort& e) { return postgres_lock_waits(e, HandOver::fifo); };
  EXPECT_EQ(verdict_of(in_order, row), Verdict::fail);
}

TEST(Mistakes, a_prepared_transaction_that_ends_with_its_session) {
  const std::string_view row = "a writer of the row waits";
  EXPECT_EQ(verdict_of([](const Effort& e) { return postgres_in_doubt(e); }, row), Verdict::pass);
  const Measure old = [](const Effort& e) { return postgres_in_doubt(e, "mysql-5.6"); };
  EXPECT_EQ(verdict_of(old, row), Verdict::fail);
}

// Whoever has lost the files hears so, and not that all is well.
TEST(Measurements, that_are_not_there_say_nothing) {
  const auto rows = postgres_throughput({}, {.folder = "/no such folder"});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows.front().verdict, Verdict::inconclusive);
  EXPECT_NE(rows.front().note.find("share/txlab/measured"), std::string::npos);
}

}  // namespace
}  // namespace txlab::validation
