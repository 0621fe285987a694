// CostByTime: what purchases cost that came in calm time, beside those that came under faults.
//
// A purchase belongs to the second in which it came, whatever becomes of it later, so under faults
// that are planned the same purchases are compared for every strategy. Under faults is a second in
// which a fault was on; calm is one from which every fault is at least ten seconds away, because
// who comes shortly before or after one may still meet it. What lies between belongs to neither.
#pragma once

#include <map>
#include <queue>
#include <vector>

#include "scenarios/study/run_metrics.hpp"
#include "sim/world/observer.hpp"

namespace txlab {

class CostByTime {
 public:
  static constexpr Duration away = 10s;

  // `arrivals`: how long customers come. Beyond 18 hours seconds become longer.
  explicit CostByTime(Duration arrivals);

  void on(const Happening& happening, Instant at);
  CalmAndFaulty finish() const;

 private:
  struct Fault {
    Instant began;
    Instant ended = end_of_time;
  };

  void began(IntentId intent, Instant at);
  void add(IntentId intent, std::uint64_t CostOfPurchases::*what);
  void fault_ended(std::uint32_t code, Instant at);

  Duration second_;
  std::vector<CostOfPurchases> by_second_;
  std::vector<std::uint16_t> seconds_;  // by intent: in which it came; ten million of them
  std::vector<Fault> faults_;
  std::map<std::uint32_t, std::queue<std::size_t>> lasting_;  // by code: places in `faults_`
};

}  // namespace txlab
