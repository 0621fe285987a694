// Trials: the runs of a study, replication by replication, on several threads.
//
// They are numbered so that an interruption leaves whole replications. How many replications there
// are may be decided on the way; which ones there are and what they give does not depend on it.
#pragma once

#include <atomic>
#include <mutex>
#include <span>
#include <vector>

#include "scenarios/study/run.hpp"
#include "scenarios/study/study.hpp"

namespace txlab {

class Trials {
 public:
  // Those of a study itself may have timelines; those that it asks for something else have none.
  enum class Purpose : std::uint8_t { the_study, a_comparison };
  Trials(const Scenario& scenario, const StudyOptions& options,
         Purpose purpose = Purpose::a_comparison);

  // Runs what is missing of the first `replications`.
  void run(std::uint32_t replications);
  // The replications that every strategy has completed, counted from the first.
  std::uint32_t complete() const;
  std::span<const RunResult> of(std::size_t strategy) const {
    return std::span(results_[strategy]).first(complete());
  }
  // One of these, to write down what was measured beside it.
  RunResult& one(std::size_t strategy, std::size_t replication) {
    return results_[strategy][replication];
  }

 private:
  void work(std::size_t end);
  bool stopped() const { return options_.stop != nullptr && options_.stop->load(); }

  const Scenario& scenario_;
  const StudyOptions& options_;
  bool timelines_;
  bool keeps_;
  std::uint32_t keep_every(std::size_t replication) const;
  RunOptions::Measure measure(std::size_t replication) const;
  std::vector<std::vector<RunResult>> results_;      // by strategy, by replication
  std::vector<std::vector<std::uint8_t>> finished_;  // 1: the result is there
  std::atomic<std::size_t> next_{0};
  std::mutex mutex_;
  std::size_t done_ = 0;
};

}  // namespace txlab
