// The checks: every comparison with theory, papers and measurements that `txlab validate` makes.
//
// A check builds worlds from the simulator's own parts, runs them and gives rows. It is a pure
// function of its effort and of the measurements that came with the program, so the table is the
// same for the same seed, whatever the number of threads. Variants of a check (another hand-over,
// another timer) are parameters with the right choice as default; the tests use them to show that
// the row notices.
#pragma once

#include <span>
#include <vector>

#include "scenarios/validation/commit_costs.hpp"
#include "scenarios/validation/effort.hpp"
#include "scenarios/validation/half_messages.hpp"
#include "scenarios/validation/hot_rows.hpp"
#include "scenarios/validation/postgres.hpp"
#include "scenarios/validation/retries.hpp"
#include "scenarios/validation/row.hpp"

namespace txlab::validation {

struct Check {
  std::string_view name;
  std::string_view section;
  std::vector<Row> (*measure)(const Effort& effort);
};

// Over what an interval is made. `customer` is a mistake: customers of one run depend on each
// other.
enum class Unit : std::uint8_t { replication, customer };

// In the order of the table.
std::span<const Check> checks();

// 1.1 queues
std::vector<Row> one_server(const Effort& effort);
std::vector<Row> several_servers(const Effort& effort);
std::vector<Row> bounded_queue(const Effort& effort);
std::vector<Row> any_service(const Effort& effort);
std::vector<Row> messages_in_flight(const Effort& effort);
std::vector<Row> intervals(const Effort& effort, Unit unit = Unit::replication);
std::vector<Row> averages(const Effort& effort, Unit unit = Unit::replication);
std::vector<Row> heavy_tail(const Effort& effort);
std::vector<Row> bursts(const Effort& effort);
// 1.2 closed networks
std::vector<Row> closed_network(const Effort& effort);
std::vector<Row> closed_workers(const Effort& effort);
std::vector<Row> closed_row(const Effort& effort);
std::vector<Row> hot_row(const Effort& effort, HandOver random = HandOver::random);
// 1.3 data contention
std::vector<Row> row_locks(const Effort& effort, Release release = Release::at_the_end);
std::vector<Row> saturation(const Effort& effort, Release release = Release::at_the_end);
std::vector<Row> multiple_locks(const Effort& effort);
std::vector<Row> thrashing(const Effort& effort, Release release = Release::at_the_end);
std::vector<Row> favourites(const Effort& effort);
// 1.4 retries
std::vector<Row> retries(const Effort& effort, Notices notices = Notices::at_once);
std::vector<Row> more_retries(const Effort& effort);
std::vector<Row> dead_letters(const Effort& effort);
// 1.5 lost messages, 1.6 in doubt
std::vector<Row> lost_messages(const Effort& effort);
std::vector<Row> open_losses(const Effort& effort, std::string_view lag = "1s");
std::vector<Row> in_doubt(const Effort& effort);
std::vector<Row> blocked_purchases(const Effort& effort, std::string_view recovery = "on");
std::vector<Row> blocked_rows(const Effort& effort, double zipf_s = 2);
// 1.7 check-back and polling
std::vector<Row> check_back(const Effort& effort, MakeBroker make = real_broker);
std::vector<Row> outbox_polling(const Effort& effort);
std::vector<Row> bounded_passes(const Effort& effort, std::string_view most_repairs = "5");
std::vector<Row> relay_capacity(const Effort& effort, std::string_view poll_rows = "5");
// 1.8 fan-out
std::vector<Row> slowest_of_several(const Effort& effort);
// 1.9 availability
std::vector<Row> markov_solver(const Effort& effort);
std::vector<Row> crashing_hosts(const Effort& effort);
std::vector<Row> young_hosts(const Effort& effort);
// 2.1 R*, 2.2 Paxos Commit
std::vector<Row> presumed_abort(const Effort& effort, EndRecord end = EndRecord::as_it_is);
std::vector<Row> other_presumptions(const Effort& effort);
std::vector<Row> two_phase_commit(const Effort& effort,
                                  std::string_view profile = "xa-presumed-abort");
// measured PostgreSQL
std::vector<Row> postgres_throughput(const Effort& effort, const Postgres& postgres = {});
std::vector<Row> postgres_forced_writes(const Effort& effort);
std::vector<Row> postgres_lock_waits(const Effort& effort, HandOver random = HandOver::random);
std::vector<Row> postgres_in_doubt(const Effort& effort, std::string_view profile = "postgres-15");

}  // namespace txlab::validation
