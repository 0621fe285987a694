// Is strategy A better than strategy B? Judged on the differences between replications that met the
// same customers, weather and crashes, so what both suffered alike cancels out.
//
// "Same" is a statement, not the lack of one: the whole interval of the difference lies within a
// margin that nobody would care about. What is neither different nor the same is unknown. Whoever
// asks many questions at once gets some wrong answers by chance; `judge_family` marks which
// verdicts survive Holm's step-down correction (S. Holm, "A simple sequentially rejective multiple
// test procedure", Scand. J. Statist. 6, 1979).
#pragma once

#include <span>

#include "sim/stats/interval.hpp"

namespace txlab {

enum class PairedVerdict { better, worse, same, unknown };
enum class Preferred { less, more };

struct PairedComparison {
  Interval difference;                             // of a - b
  double p_value = 1;                              // of the hypothesis that there is no difference
  PairedVerdict verdict = PairedVerdict::unknown;  // of a
  bool survives_family = false;                    // better or worse even after the correction
};

struct ComparisonRule {
  double confidence = 0.95;
  Preferred preferred = Preferred::less;
  double negligible = 0.01;  // "same" margin, as a share of the mean of b
};

// a[i] and b[i] come from the same replication; a pair of which either is not finite is left out.
PairedComparison compare_paired(std::span<const double> a, std::span<const double> b,
                                const ComparisonRule& rule);

void judge_family(std::span<PairedComparison> family, double confidence);

}  // namespace txlab
