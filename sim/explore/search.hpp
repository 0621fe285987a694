// Search: proposes runs, each steered by a policy of its own.
//
// Run r of a search is a function of r and of what the search was made with, never of other runs of
// the same search. So runs may be tried in any order and on any number of threads, and their
// results are the same.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "sim/kernel/chooser.hpp"

namespace txlab {

class Policy : public Chooser {
 public:
  // How many places for a fault the run had, if the policy counts them.
  virtual std::uint64_t places() const { return 0; }
};

class Search {
 public:
  virtual ~Search() = default;
  virtual std::string_view name() const = 0;
  // How many runs there are; nothing if one can go on for ever.
  virtual std::optional<std::uint64_t> runs() const = 0;
  virtual std::unique_ptr<Policy> policy(std::uint64_t run) const = 0;
};

// What a search needs to know of a run.
struct Outcome {
  std::uint64_t digest = 0;
  std::uint32_t broken = 0;   // one bit for each property that does not hold
  std::uint32_t blocked = 0;  // properties of which nothing can be said, by design
  bool complete = true;       // false: given up early
};

// Runs the world that is explored once. Called from several threads at a time.
using Subject = std::function<Outcome(Chooser&)>;

}  // namespace txlab
