#include "sim/stats/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/stats/student_t.hpp"

namespace txlab {

namespace {

double p_value_of(const Moments& differences) {
  if (differences.count < 2) return 1;
  if (differences.mean == 0) return 1;
  const auto n = static_cast<double>(differences.count);
  const double error = std::sqrt(differences.variance / n);
  return student_t_two_sided(differences.mean / error, n - 1);
}

PairedVerdict verdict_of(const Interval& difference, double margin, Preferred preferred) {
  if (!difference.known) return PairedVerdict::unknown;
  if (difference.low >= -margin && difference.high <= margin) return PairedVerdict::same;
  if (difference.low <= 0 && difference.high >= 0) return PairedVerdict::unknown;
  const bool less = difference.high < 0;
  return less == (preferred == Preferred::less) ? PairedVerdict::better : PairedVerdict::worse;
}

}  // namespace

PairedComparison compare_paired(std::span<const double> a, std::span<const double> b,
                                const ComparisonRule& rule) {
  CHECK(a.size() == b.size());
  std::vector<double> differences;
  std::vector<double> reference;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!std::isfinite(a[i]) || !std::isfinite(b[i])) continue;
    differences.push_back(a[i] - b[i]);
    reference.push_back(b[i]);
  }
  const Moments moments = moments_of(differences);
  PairedComparison compared;
  compared.difference = mean_interval(moments, rule.confidence);
  compared.p_value = p_value_of(moments);
  const double margin = rule.negligible * std::abs(moments_of(reference).mean);
  compared.verdict = verdict_of(compared.difference, margin, rule.preferred);
  return compared;
}

void judge_family(std::span<PairedComparison> family, double confidence) {
  std::vector<std::size_t> order(family.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
    return std::pair(family[left].p_value, left) < std::pair(family[right].p_value, right);
  });
  bool rejecting = true;
  for (std::size_t i = 0; i < order.size(); ++i) {
    PairedComparison& one = family[order[i]];
    const auto questions_left = static_cast<double>(order.size() - i);
    rejecting = rejecting && one.p_value <= (1 - confidence) / questions_left;
    const bool different =
        one.verdict == PairedVerdict::better || one.verdict == PairedVerdict::worse;
    one.survives_family = rejecting && different;
  }
}

}  // namespace txlab
