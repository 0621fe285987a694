#include "sim/stats/survival.hpp"

namespace txlab {

std::vector<SurvivalPoint> survival_curve(const Histogram& histogram) {
  const std::vector<Bucket> cut_off = histogram.censored_buckets();
  auto next_cut_off = cut_off.begin();
  auto open = static_cast<double>(histogram.count());
  double above = 1;
  std::vector<SurvivalPoint> curve;
  for (const Bucket& ended : histogram.complete_buckets()) {
    // Who was cut off in this very bucket was still open when the others of it ended.
    while (next_cut_off != cut_off.end() && next_cut_off->first < ended.first) {
      open -= static_cast<double>(next_cut_off->count);
      ++next_cut_off;
    }
    const auto count = static_cast<double>(ended.count);
    above = open <= count ? 0 : above * (1 - count / open);
    open -= count;
    curve.push_back({static_cast<double>(ended.last), above});
  }
  return curve;
}

std::vector<SurvivalPoint> thinned(std::span<const SurvivalPoint> curve) {
  std::vector<SurvivalPoint> kept;
  for (std::size_t i = 0; i < curve.size(); ++i) {
    const double before = kept.empty() ? 1 : kept.back().above;
    const double fell = before - curve[i].above;
    const bool end = i == 0 || i + 1 == curve.size();
    if (end || fell >= 0.01 || fell * 14 >= before) kept.push_back(curve[i]);
  }
  return kept;
}

}  // namespace txlab
