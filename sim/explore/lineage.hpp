// Lineage: faults that could have undone what went well, the smallest sets first.
//
// From a run that kept its promises, the causal graph says what its outcome rests on: the messages
// that arrived in the past of the last durable changes and of the last word to the customer, and
// the waits of the hosts that it passed through. Only a fault there can make a difference. If the
// run keeps its promises even so (a retry, a recovery), its own outcome rests on something else,
// and the next fault has to hit that. A set is proposed if each of its faults hits the lineage of
// the run with the others. Lineage-driven fault injection: P. Alvaro, J. Rosen, J. Hellerstein,
// SIGMOD 2015; here the lineage is what was observed, not a derivation of rules, and the sets are
// grown instead of solved for.
#pragma once

#include <unordered_map>
#include <vector>

#include "sim/explore/search.hpp"

namespace txlab {

class Lineage final : public Search {
 public:
  explicit Lineage(std::uint32_t most_faults) : most_faults_(most_faults), nodes_(1) {}

  std::string_view name() const override { return "lineage"; }
  std::optional<std::uint64_t> runs() const override { return nodes_.size(); }
  std::unique_ptr<Policy> policy(std::uint64_t run) const override;
  void learn(std::uint64_t run, const Tried& tried) override;

  // All sets of up to so many faults that the lineage names have been tried.
  std::optional<std::uint32_t> complete() const;
  std::uint32_t most_faults() const { return most_faults_; }

  // A fault that the outcome of a run rests on not having: where, and its name in all runs.
  struct Hit {
    std::uint32_t question = 0;
    std::uint32_t answer = 0;
    std::uint64_t name = 0;
  };

 private:
  struct Node {
    std::uint32_t parent = 0;
    std::uint32_t faults = 0;
    Hit last;                   // the fault that it has beside those of its parent
    bool good = false;          // it kept every promise
    std::vector<Hit> supports;  // by question
  };

  std::vector<Hit> faults_of(std::uint32_t node) const;
  void grow();
  bool hits_all(const std::vector<Hit>& others, const Hit& added) const;

  std::uint32_t most_faults_;
  std::vector<Node> nodes_;  // by run, in order of their numbers of faults
  std::uint64_t learned_ = 0;
  std::uint64_t grown_ = 0;  // nodes whose children have been proposed
  std::unordered_map<std::uint64_t, std::uint32_t> by_set_;
};

}  // namespace txlab
