// Search: proposes runs, each steered by a policy of its own, and learns from what they did.
//
// Run r of a search is a function of r, of what the search was made with, and of what it learned
// from runs before r, which it is told in order. A search that learns proposes run r only when it
// has learned from those that r depends on; so runs may be tried in batches of any size and on any
// number of threads, and their results are the same.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "sim/explore/choice.hpp"
#include "sim/kernel/chooser.hpp"
#include "sim/world/observer.hpp"

namespace txlab {

class Policy : public Chooser {
 public:
  // How many places for a fault the run had, if the policy counts them.
  virtual std::uint64_t places() const { return 0; }
  // Whoever watches the run for this policy; told of every happening.
  virtual Observer* watcher() { return nullptr; }
};

// What a search needs to know of a run.
struct Outcome {
  std::uint64_t digest = 0;
  std::uint64_t order = 0;    // the happens-before fingerprint
  std::uint32_t broken = 0;   // one bit for each property that does not hold
  std::uint32_t blocked = 0;  // properties of which nothing can be said, by design
  std::uint32_t goals = 0;    // one bit for each thing that should happen sometimes, and did
  std::uint64_t events = 0;
  std::array<std::uint64_t, 4> reached{};  // one bit for each declared transition
  bool complete = true;                    // false: given up early
};

struct Tried {
  Outcome outcome;
  Choices choices;              // lean
  std::uint64_t questions = 0;  // asked in the run
  std::unique_ptr<Policy> policy;
};

class Search {
 public:
  virtual ~Search() = default;
  virtual std::string_view name() const = 0;
  // How many runs it proposes so far; nothing if it can go on for ever.
  virtual std::optional<std::uint64_t> runs() const = 0;
  // Of a run that is proposed. Called from several threads at a time.
  virtual std::unique_ptr<Policy> policy(std::uint64_t run) const = 0;
  // Told of every run once, in order.
  virtual void learn(std::uint64_t /*run*/, const Tried& /*tried*/) {}
};

// Runs the world that is explored once, with a watcher if there is one. Called from several threads
// at a time.
using Subject = std::function<Outcome(Chooser&, Observer* watcher)>;

}  // namespace txlab
