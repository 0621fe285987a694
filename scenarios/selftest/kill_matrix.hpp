// Computing the kill matrix.
#pragma once

#include <atomic>

#include "scenarios/selftest/checker_mutant.hpp"
#include "scenarios/selftest/matrix.hpp"
#include "scenarios/selftest/mutant.hpp"
#include "scenarios/selftest/search_list.hpp"

namespace txlab::selftest {

struct Plan {
  std::vector<const Base*> bases;
  std::vector<const Mutant*> mutants;
  std::vector<const CheckerMutant*> checkers;
  std::vector<NamedSearch> searches;
  std::uint64_t budget = 5000;  // runs per cell
  unsigned threads = 1;
  const std::atomic<bool>* stop = nullptr;
  std::function<void(std::size_t done, std::size_t total)> progress{};
};

// Mutants of strategies and of checkers whose names contain `wanted` (all, if it is empty), with
// the bases, under all searches.
Plan plan_of(std::string_view wanted);

// The rows of a plan, before anything was run: without cells.
Matrix described(const Plan& plan);

// The same on any number of threads.
Matrix kill_matrix(const Plan& plan, const Reader& read);

}  // namespace txlab::selftest
