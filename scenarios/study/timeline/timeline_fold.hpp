// TimelineFold: turns what is observed into a Timeline. Like every measurement it knows no
// protocol: what waits in a broker or in a table is told by the parts, what is half done by the
// book.
#pragma once

#include <map>
#include <queue>
#include <string>
#include <unordered_set>
#include <vector>

#include "models/fund/book.hpp"
#include "scenarios/study/timeline/held_locks.hpp"
#include "scenarios/study/timeline/timeline.hpp"
#include "sim/stats/binned_level.hpp"
#include "sim/stats/histogram.hpp"
#include "sim/world/observer.hpp"
#include "sim/world/world.hpp"

namespace txlab {

class TimelineFold final : public Observer {
 public:
  // Without latencies, which are most of the work, and without faults, which may be many.
  enum class Detail : std::uint8_t { levels, whole };
  // Observes after the book, which outlives it, and so do the bins and the world.
  TimelineFold(const Book& book, World& world, const TimeBins& bins, Detail detail = Detail::whole);

  void on(const Happening& happening, Instant at) override;
  Timeline finish(Instant at);

 private:
  enum Count : std::uint8_t { arrived, answered, refused, failed, counts };

  void count(Count what) { counts_[what][bin_] += 1; }
  void began(const Happening& happening, Instant at);
  void first_answer(IntentId intent, Count what, Instant at);
  void durable(const Happening& happening, Instant at);
  void listed(const Happening& happening, Instant at);
  void fault_began(const Happening& happening, Instant at);
  void fault_ended(const Happening& happening, Instant at);
  void crashed(const Happening& happening, Instant at);
  void look_at_the_book(Instant at);

  const Book& book_;
  World& world_;
  const TimeBins& bins_;
  std::size_t bin_ = 0;  // of now
  BinnedLevel open_;
  BinnedLevel half_done_;
  BinnedLevel fen_half_done_;
  BinnedLevel prepared_;
  BinnedLevel in_broker_;
  BinnedLevel halves_;
  BinnedLevel outbox_;
  BinnedLevel for_people_;
  HeldLocks locks_;
  std::unordered_set<std::int64_t> open_halves_;  // ids that the producers' library gave
  std::vector<std::vector<double>> counts_;       // by Count, by bin
  std::vector<Histogram> latencies_;  // by bin, ns; of first answers and final timeouts,
                                      // if they are wanted
  std::vector<Instant> arrivals_;     // by intent; end_of_time: answered
  std::vector<FaultBand> faults_;
  std::map<std::string, std::queue<std::size_t>, std::less<>> lasting_;  // by name: places there
  Instant last_ = start_of_run;
};

}  // namespace txlab
