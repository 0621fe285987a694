// Criteria: what strategies are weighed by once they meet what is required.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/study/result.hpp"

namespace txlab {

struct Criterion {
  std::string_view metric;
  std::string_view statistic;
  bool more_is_better = false;
  // A time: the double counts alike at every size, and below a millisecond nobody cares.
  bool logarithmic = false;

  std::string name() const;  // "p99(client_latency)"
};

// Consistency, latency, availability, what is sold, and cost, in this order. What a team has to
// build is declared and not measured: it may be required, and is not weighed.
std::span<const Criterion> all_criteria();

// One criterion and what it is for each of some strategies.
struct Weighed {
  Criterion criterion;
  std::string unit;
  std::vector<Estimate> values;   // by strategy
  std::vector<double> utilities;  // 0: the worst of these; 1: the best
};

// Those that have a value for every one of the strategies, and tell at least two of them apart.
std::vector<Weighed> weigh(std::span<const StrategyResult* const> strategies);

// Whether `a` is better than `b` in it beyond chance: paired comparisons decide where there are
// some, else intervals that do not overlap.
bool is_better(const PointResult& point, const Criterion& criterion, const StrategyResult& a,
               const StrategyResult& b);

// For each of the strategies those that dominate it: better or as good by every mean, and better
// beyond chance in at least one criterion.
std::vector<std::vector<std::size_t>> dominators(const PointResult& point,
                                                 std::span<const StrategyResult* const> strategies,
                                                 std::span<const Weighed> criteria);

}  // namespace txlab
