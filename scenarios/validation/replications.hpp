// Replications: the same measurement with neighbouring seeds, one value of each kind per run.
#pragma once

#include <vector>

#include "scenarios/validation/effort.hpp"

namespace txlab::validation {

// Runs `once(seed)` for every replication of the effort.
template <typename Once>
auto replicate(const Effort& effort, Once once) {
  std::vector<decltype(once(std::uint64_t{}))> results;
  for (std::uint32_t r = 0; r < Effort::replications; ++r) {
    results.push_back(once(effort.seed_of(r)));
  }
  return results;
}

// One number of every result.
template <typename Result, typename Number>
std::vector<double> each(const std::vector<Result>& results, Number number) {
  std::vector<double> values;
  for (const Result& result : results) values.push_back(number(result));
  return values;
}

}  // namespace txlab::validation
