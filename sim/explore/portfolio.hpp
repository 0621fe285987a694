// Portfolio: several searches under one budget of runs, in a fixed order.
//
// A budget is a prefix of that order: the same number of runs gives the same results, whatever the
// number of threads. Whoever stops it by the clock gets a prefix, too, and its length.
#pragma once

#include "sim/explore/batch.hpp"

namespace txlab {

// One search in one world, and how far it has come.
struct Stage {
  Search& search;
  const Subject& subject;
  std::uint64_t share = 256;  // runs per round
  std::uint64_t next = 0;

  // A search that learns may propose more later, but not if it has nothing left to learn from.
  bool exhausted() const { return search.runs() && next >= *search.runs(); }
};

class Portfolio {
 public:
  struct Options {
    std::uint64_t budget = 0;  // runs
    unsigned threads = 1;
    const std::atomic<bool>* stop = nullptr;
  };
  // Told of every run, in the fixed order.
  using Sink = std::function<void(const Stage&, std::uint64_t run, const Tried&)>;

  Portfolio(Options options, Sink sink) : options_(options), sink_(std::move(sink)) {}

  // All runs of one stage.
  void exhaust(Stage& stage);
  // Round after round, until every stage is exhausted or the budget is.
  void take_turns(std::vector<Stage>& stages);

  std::uint64_t runs() const { return runs_; }
  bool over() const { return stopped_ || runs_ >= options_.budget; }

 private:
  void advance(Stage& stage, std::uint64_t most);

  Options options_;
  Sink sink_;
  std::uint64_t runs_ = 0;
  bool stopped_ = false;
};

}  // namespace txlab
