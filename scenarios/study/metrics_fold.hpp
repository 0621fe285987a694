// MetricsFold: turns what is observed into RunMetrics. The same for every strategy: it counts
// messages, forced writes, locks and purchases, and knows no protocol.
#pragma once

#include <functional>
#include <unordered_set>
#include <vector>

#include "models/fund/book.hpp"
#include "models/strategies/cost_convention.hpp"
#include "scenarios/study/run_metrics.hpp"
#include "sim/stats/time_average.hpp"
#include "sim/world/observer.hpp"

namespace txlab {

class MetricsFold final : public Observer {
 public:
  // `cut_off` tells whether the fund side is out of reach right now.
  MetricsFold(Book& book, Instant warm_until, std::function<bool()> cut_off,
              const CostConvention& convention);

  void on(const Happening& happening, Instant at) override;
  // After Book::end.
  RunMetrics finish(Instant at, Duration arrivals, std::uint64_t events);

 private:
  // What is counted per purchase for good; four bytes each.
  struct Tally {
    std::uint8_t messages = 0;  // as the convention counts
    std::uint8_t forced_writes = 0;
    std::uint8_t branch_requests = 0;
    enum class End : std::uint8_t { other, bought, refused };
    End end : 4 = End::other;   // without a detour
    bool repaired : 4 = false;  // by a reconciliation, before the message came
  };
  struct Recovery {
    std::uint32_t fault;
    std::uint64_t level;  // open purchases before the fault
    Instant ended = end_of_time;
  };

  Tally& tally(IntentId intent);
  void forced_write(const Happening& happening);
  void message(const Happening& happening);
  void branch_request(const Happening& happening);
  void durable(const Happening& happening, Instant at);
  void listed(const Happening& happening, Instant at);
  void fault(const Happening& happening, Instant at);
  void look_for_recovery(Instant at);
  void closed(const PurchaseRecord& record);
  void count_outcome(const PurchaseRecord& record);
  void count_oracle();

  Book& book_;
  Instant warm_until_;
  std::function<bool()> cut_off_;
  const CostConvention& convention_;
  RunMetrics metrics_;
  TimeAverage in_doubt_;
  TimeAverage needs_operator_;
  std::vector<Tally> tallies_;
  std::unordered_set<std::uint64_t> cut_off_intents_;
  std::vector<Recovery> recoveries_;
  Instant now_ = start_of_run;
};

}  // namespace txlab
