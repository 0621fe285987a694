// Exhaustive: every combination of choices within a budget of faults and of delays.
//
// A fault is a crash at a wait, or a message lost, doubled or late; a delay is another order of
// simultaneous events, or a message that another one overtakes. Runs go by the number of their
// choices: all with one, then all with two, so whatever the budget of runs, what was tried is every
// combination up to a size. A run with one more choice is made from a run that was tried, by
// another answer to a question behind its last choice. What two prefixes have in common is tried
// once: in a state that was met before with as much of the budget left (StateFingerprint), nothing
// is proposed again; and orders that only commute sleep (SleepingTies). Exploration that keeps
// states instead of stacks, with iterated bounds: M. Musuvathi and S. Qadeer, "Iterative context
// bounding for systematic testing of multithreaded programs", PLDI 2007. What is left out is only
// what differs from a run that was tried in the order of events that fall at one later instant by
// coincidence: where latencies vary, nothing (the tests compare with all combinations); where all
// are constant, one order in a thousand.
#pragma once

#include <unordered_map>
#include <vector>

#include "sim/explore/search.hpp"

namespace txlab {

class Exhaustive final : public Search {
 public:
  struct Settings {
    std::uint32_t faults = 2;
    std::uint32_t delays = 2;
    std::uint64_t most_runs = std::uint64_t{1} << 22;  // proposed; bounds what is remembered
  };
  explicit Exhaustive(Settings settings);

  std::string_view name() const override { return "exhaustive"; }
  std::optional<std::uint64_t> runs() const override { return nodes_.size(); }
  std::unique_ptr<Policy> policy(std::uint64_t run) const override;
  void learn(std::uint64_t run, const Tried& tried) override;

  // Every combination of up to so many choices has been tried; nothing if not even the calm run.
  std::optional<std::uint32_t> complete() const;
  // All combinations within the budget have been tried.
  bool finished() const { return learned_ == nodes_.size() && !truncated_; }
  const Settings& settings() const { return settings_; }
  // Questions to which nothing was proposed, because their state had been met.
  std::uint64_t met_before() const { return met_before_; }
  std::uint64_t states() const { return met_.size(); }

 private:
  struct Node {
    std::uint32_t parent = 0;
    std::uint32_t question = 0;
    std::uint8_t answer = 0;
    std::uint8_t faults = 0;  // of the whole run
    std::uint8_t delays = 0;
  };
  struct Budget {
    std::uint32_t faults = 0;
    std::uint32_t delays = 0;
  };

  bool met(std::uint64_t state, Budget left, std::uint32_t run);
  void propose(std::uint32_t parent, std::uint32_t question, std::uint32_t answer, bool fault);

  Settings settings_;
  std::vector<Node> nodes_;  // by run; a parent comes before its children
  std::uint64_t learned_ = 0;
  bool truncated_ = false;
  std::unordered_map<std::uint64_t, std::uint32_t> met_;  // states with budgets, by which run
  std::uint64_t met_before_ = 0;
};

}  // namespace txlab
