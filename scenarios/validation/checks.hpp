// The checks: every comparison with theory, papers and measurements that `txlab validate` makes.
//
// A check builds worlds from the simulator's own parts, runs them and gives rows. It is a pure
// function of its effort, so the table is the same for the same seed, whatever the number of
// threads. Variants of a check (another hand-over, another timer) are parameters with the right
// choice as default; the tests use them to show that the row notices.
#pragma once

#include <span>
#include <vector>

#include "scenarios/validation/effort.hpp"
#include "scenarios/validation/hot_rows.hpp"
#include "scenarios/validation/row.hpp"

namespace txlab::validation {

struct Check {
  std::string_view name;
  std::string_view section;
  std::vector<Row> (*measure)(const Effort& effort);
};

// In the order of the table.
std::span<const Check> checks();

// 1.1 queues
std::vector<Row> one_server(const Effort& effort);
std::vector<Row> several_servers(const Effort& effort);
// 1.2 closed networks, 1.3 data contention
std::vector<Row> hot_row(const Effort& effort, HandOver random = HandOver::random);
std::vector<Row> row_locks(const Effort& effort, Release release = Release::at_the_end);

}  // namespace txlab::validation
