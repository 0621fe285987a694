// Batch: runs of one search, on several threads, handed over in the order of their numbers.
#pragma once

#include <atomic>
#include <vector>

#include "sim/explore/search.hpp"

namespace txlab {

struct Batch {
  const Search& search;
  const Subject& subject;
  std::uint64_t first = 0;
  std::uint64_t count = 0;
};

// Fewer results than asked for if stopped: those up to the first run that was not finished.
std::vector<Tried> try_runs(const Batch& batch, unsigned threads, const std::atomic<bool>* stop);

}  // namespace txlab
