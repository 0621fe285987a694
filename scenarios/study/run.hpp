// run: one strategy of a scenario with one seed, from the first customer to the quiet world. A pure
// function of (scenario, strategy, seed, choices).
#pragma once

#include <atomic>
#include <optional>
#include <span>
#include <vector>

#include "models/fund/book.hpp"
#include "models/strategies/catalogue.hpp"
#include "scenarios/study/purchase_rows.hpp"
#include "scenarios/study/run_metrics.hpp"
#include "scenarios/study/scenario.hpp"
#include "scenarios/study/timeline/timeline.hpp"
#include "sim/kernel/chooser.hpp"
#include "sim/world/observer.hpp"

namespace txlab {

struct RunOptions {
  Chooser* chooser = nullptr;
  std::span<Observer* const> observers{};   // told after the run's own
  const std::atomic<bool>* stop = nullptr;  // give up early; the result is then not complete
  const Customers* customers = nullptr;  // those of the workload and seed, made once for many runs
  // A search asks for verdicts only, thousands of times a second.
  // `levels_over_time` is everything and how levels and counts went, `over_time` also how latencies
  // did, and what answers waited for.
  enum class Measure : std::uint8_t { everything, verdicts, levels_over_time, over_time };
  Measure measure = Measure::everything;
  // Keep single purchases, one in so many and all violators; 0: none.
  std::uint32_t keep_every = 0;
};

struct RunResult {
  static constexpr std::size_t most_unfinished = 8;
  std::uint64_t digest = 0;
  RunMetrics metrics;
  std::optional<Timeline> timeline;
  std::optional<AnswersOfARun> answers;
  std::vector<PurchaseRow> purchases;  // those that were kept
  Violations violations;
  bool complete = true;
  Instant ended;
  std::vector<PurchaseRecord> unfinished;  // at the end, the first few
  std::uint64_t events = 0;
  Book::Ending ending = Book::Ending::quiet;
};

// What the book of a run is told about the business.
Book::Settings book_settings(const WorkloadSettings& workload, const Deployment& deployment,
                             const Claims& claims);

RunResult run(const Scenario& scenario, const StrategyEntry& entry, std::uint64_t seed,
              const RunOptions& options = {});

}  // namespace txlab
