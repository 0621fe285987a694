// run: one strategy of a scenario with one seed, from the first customer to the quiet world. A pure
// function of (scenario, strategy, seed, choices).
#pragma once

#include <atomic>
#include <span>
#include <vector>

#include "models/fund/customers.hpp"
#include "models/fund/purchase_record.hpp"
#include "models/fund/violations.hpp"
#include "scenarios/study/run_metrics.hpp"
#include "scenarios/study/scenario.hpp"
#include "sim/kernel/chooser.hpp"
#include "sim/world/observer.hpp"

namespace txlab {

struct RunOptions {
  Chooser* chooser = nullptr;
  std::span<Observer* const> observers{};   // told after the run's own
  const std::atomic<bool>* stop = nullptr;  // give up early; the result is then not complete
  const Customers* customers = nullptr;  // those of the workload and seed, made once for many runs
  // A search asks for verdicts only, thousands of times a second.
  enum class Measure : std::uint8_t { everything, verdicts } measure = Measure::everything;
};

struct RunResult {
  static constexpr std::size_t most_unfinished = 8;
  std::uint64_t digest = 0;
  RunMetrics metrics;
  Violations violations;
  bool complete = true;
  Instant ended;
  std::vector<PurchaseRecord> unfinished;  // at the end, the first few
  std::uint64_t events = 0;
};

RunResult run(const Scenario& scenario, const StrategyEntry& entry, std::uint64_t seed,
              const RunOptions& options = {});

}  // namespace txlab
