// validate: runs checks on several threads and gives their rows in the order of the table.
//
// A hundred rows at 99 % would fail one of them by chance alone. So a row that fails is measured
// once more, with fresh random numbers, and only a row that fails twice is a failure; its note says
// so. A value that is really wrong fails both times.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "scenarios/validation/checks.hpp"

namespace txlab::validation {

struct Options {
  Effort effort;
  unsigned jobs = 0;  // threads; 0: as many as the machine has
  std::function<void(std::size_t done, std::size_t total)> progress{};
};

// The checks whose name or section contains `part`; all if it is empty.
std::vector<Check> checks_named(std::string_view part);

std::vector<Row> validate(std::span<const Check> wanted, const Options& options);

// One check with its second look.
std::vector<Row> measure(const Check& check, const Effort& effort);

// What all the rows amount to: a failure before what cannot be told.
Verdict overall(std::span<const Row> rows);

}  // namespace txlab::validation
