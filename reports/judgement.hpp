// What the numbers of a study amount to: which claims hold, and who comes first in what.
//
// Every report and the exit code judge by these functions, so they cannot disagree. A claim that
// the scenario withdraws (it breaks an assumption of the claim) is none, and a purchase that is
// blocked by design breaks none.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/study/result.hpp"

namespace txlab {

// "holds", "violated" or "unknown", in every report.
std::string_view name_of(PropertyVerdict verdict);

// Claimed, and not withdrawn in this scenario.
bool is_claim(const PropertyResult& property);
bool is_broken_claim(const PropertyResult& property);
// A claim of which nobody can say whether it holds.
bool is_undecided_claim(const PropertyResult& property);

struct Standing {
  int claims = 0;
  int broken = 0;
  int undecided = 0;

  int held() const { return claims - broken - undecided; }
  bool holds_all() const { return claims > 0 && held() == claims; }
};
Standing standing_of(const StrategyResult& strategy);

// Takes part in "who is best": it keeps what it promises, and it does the job (`none` is one
// service with one local transaction, the zero line for cost).
bool is_ranked(const StrategyResult& strategy);

// The estimate of `statistic` (mean, p50, p99, ...) of a metric; nothing if the metric does not
// apply, saw nothing, or has no such statistic.
const Estimate* estimate_of(const StrategyResult& strategy, std::string_view metric,
                            std::string_view statistic);

// The unit of what the threshold is about, such as `p95(client_latency)` or `duplicates`; empty if
// the strategy has no such metric.
std::string_view unit_of(const StrategyResult& strategy, const ThresholdResult& threshold);

// What compares the strategy to `other` in p99(client_latency) and the like, or nothing.
const Comparison* comparison_of(const PointResult& point, std::string_view metric,
                                std::string_view strategy, std::string_view other);

// Who is lowest in something: the lowest value, and everybody who cannot be told apart from it.
struct Contest {
  struct Entry {
    const StrategyResult* strategy = nullptr;
    const Estimate* estimate = nullptr;
  };
  enum class Outcome { nobody, one, alike, open } outcome = Outcome::nobody;
  std::vector<Entry> leaders;  // the lowest first
};

struct Statistic {
  std::string_view metric;
  std::string_view name;  // mean, p99, ...
};
// Among the ranked strategies. Paired comparisons decide where there are some, else intervals that
// do not overlap.
Contest lowest(const PointResult& point, Statistic statistic);

}  // namespace txlab
