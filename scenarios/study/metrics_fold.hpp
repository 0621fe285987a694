// MetricsFold: turns what is observed into RunMetrics. The same for every strategy: it counts
// messages, forced writes, locks and purchases, and knows no protocol.
#pragma once

#include <functional>
#include <optional>
#include <unordered_set>
#include <vector>

#include "models/fund/book.hpp"
#include "models/strategies/cost_convention.hpp"
#include "scenarios/study/companionship_fold.hpp"
#include "scenarios/study/contention/worst_waits.hpp"
#include "scenarios/study/cost_by_time.hpp"
#include "scenarios/study/half_message_fold.hpp"
#include "scenarios/study/purchase_rows.hpp"
#include "scenarios/study/refund_fold.hpp"
#include "scenarios/study/run_metrics.hpp"
#include "scenarios/study/ticket_fold.hpp"
#include "sim/stats/time_average.hpp"
#include "sim/world/observer.hpp"

namespace txlab {

class MetricsFold final : public Observer {
 public:
  // Who else is there.
  struct Surroundings {
    std::vector<HostId> departments;
    std::optional<HostId> others;  // other users of the wallet's database
    bool staffed = false;          // people work off lists
    Duration arrivals{0};          // how long customers come
  };
  // `cut_off` tells whether the fund side is out of reach right now.
  MetricsFold(Book& book, Instant warm_until, std::function<bool()> cut_off,
              const CostConvention& convention, Surroundings around);

  void on(const Happening& happening, Instant at) override;
  // From here on single purchases are kept as well; `rows` outlives it.
  void keep_purchases(PurchaseRows& rows) { rows_ = &rows; }
  // After Book::end.
  RunMetrics finish(Instant at, std::uint64_t events);
  const WorstWaits& worst_waits() const { return worst_waits_; }

 private:
  // What is counted per purchase for good; eight bytes each, because ten million are kept. The
  // counters are wider than any run is long, and a full one would end it.
  struct Tally {
    std::uint32_t messages = 0;  // as the convention counts
    std::uint32_t forced_writes : 24 = 0;
    std::uint32_t branch_requests : 5 = 0;  // up to the number of branches; the rest are duplicates
    enum class End : std::uint32_t { other, bought, refused };
    End end : 2 = End::other;   // without a detour
    bool repaired : 1 = false;  // by a reconciliation, before the message came
    void count_message();
    void count_forced_write();
  };
  static_assert(sizeof(Tally) == 8);
  struct Recovery {
    std::uint32_t fault;
    std::uint64_t level;  // open purchases before the fault
    Instant ended = end_of_time;
  };

  Tally& tally(IntentId intent);
  void tell_the_folds(const Happening& happening, Instant at);
  void lock(const Happening& happening, Instant at);
  void served(const Happening& happening, Instant at);
  void forced_write(const Happening& happening);
  void unforced_record(const Happening& happening);
  void message(const Happening& happening);
  void branch_request(const Happening& happening);
  void durable(const Happening& happening, Instant at);
  void listed(const Happening& happening, Instant at);
  void fault(const Happening& happening, Instant at);
  void look_for_recovery(Instant at);
  void closed(const PurchaseRecord& record);
  void count_missed_cutoff(const PurchaseRecord& record);
  // What became of it: bought, refused, undone, open.
  std::string_view count_outcome(const PurchaseRecord& record);
  void keep_or_forget(const PurchaseRecord& record, std::string_view outcome);
  // Nothing where there is only one type.
  Endings* endings_of_type(IntentId intent);
  void count_oracle();

  Book& book_;
  Instant warm_until_;
  std::function<bool()> cut_off_;
  const CostConvention& convention_;
  std::optional<HostId> others_;
  CompanionshipFold companionship_;
  HalfMessageFold half_messages_;
  TicketFold tickets_;
  RefundFold refunds_;
  WorstWaits worst_waits_;
  CostByTime costs_;
  RunMetrics metrics_;
  TimeAverage in_doubt_;
  TimeAverage needs_operator_;
  std::vector<Tally> tallies_;
  // By intent: records that nobody waits for, where the convention counts them.
  std::vector<std::uint32_t> unforced_records_;
  std::unordered_set<std::uint64_t> cut_off_intents_;
  std::vector<Recovery> recoveries_;
  Instant now_ = start_of_run;
  PurchaseRows* rows_ = nullptr;
};

}  // namespace txlab
