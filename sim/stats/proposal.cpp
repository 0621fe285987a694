#include "sim/stats/proposal.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include "sim/base/check.hpp"
#include "sim/base/elementary.hpp"

namespace txlab {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

// A law that misses a quantile by no more than this is good enough, however many values say that it
// is not exactly the measured one.
constexpr QuantileErrors tolerated{0.1, 0.1, 0.1, 0.25};
constexpr double tolerated_distance = 0.02;
constexpr double least_p = 0.01;

// What lies beyond a quantile has to be seen a few times before anything can be said about it.
constexpr double least_beyond = 5;

bool is_known(const std::vector<double>& sorted, double probability) {
  return static_cast<double>(sorted.size()) * std::min(probability, 1 - probability) >=
         least_beyond * (1 - 1e-9);
}

template <typename Cumulative, typename Quantile>
Description describe(const Proposal& values, const Cumulative& cumulative,
                     const Quantile& quantile) {
  Description description{distance_of(values.sorted, cumulative), {}};
  for (std::size_t i = 0; i < judged_quantiles.size(); ++i) {
    const double measured = values.measured[i].value;
    const bool known = is_known(values.sorted, judged_quantiles[i]) && measured > 0;
    const double error = known ? quantile(judged_quantiles[i]) / measured - 1 : nothing;
    constexpr double rounding = 1e-9;
    description.errors[i] = std::abs(error) < rounding ? 0 : error;
  }
  return description;
}

void add_laws(Proposal& proposal) {
  for (const LawKind kind : all_laws) {
    const auto law = fitted(kind, proposal.sorted);
    if (!law) continue;
    const auto description = describe(
        proposal, [&](double value) { return law->cumulative(value); },
        [&](double probability) { return law->quantile(probability); });
    proposal.laws.push_back(
        {*law, akaike(*law), schwarz(*law, proposal.sorted.size()), description});
  }
  std::ranges::stable_sort(proposal.laws, {}, &DescribedLaw::schwarz);
}

// Whether the quantile may be the true one although it misses the measured one.
bool is_possible(const std::vector<double>& sorted, double probability, double value) {
  constexpr double nearly_surely = 0.999;
  const Interval measured = measured_quantile(sorted, probability, nearly_surely);
  return measured.low <= value && (value <= measured.high || !measured.known);
}

void judge(Proposal& proposal) {
  if (proposal.laws.empty()) return;
  const DescribedLaw& best = proposal.laws.front();
  const double distance = best.description.distance;
  proposal.test = bootstrap_test(best.law, distance, proposal.sorted.size());
  proposal.shape_fits = proposal.test.p >= least_p || distance <= tolerated_distance;
  proposal.tail_fits = true;
  for (std::size_t i = 0; i < judged_quantiles.size(); ++i) {
    const double error = best.description.errors[i];
    if (std::isnan(error) || std::abs(error) <= tolerated[i]) continue;
    const double probability = judged_quantiles[i];
    const bool possible = is_possible(proposal.sorted, probability, best.law.quantile(probability));
    proposal.tail_fits = proposal.tail_fits && possible;
  }
}

// As Distribution::percentiles: between the points, and beyond them, the logarithm is linear in the
// normal score.
struct LogLine {
  const std::vector<MeasuredPercentile>& points;

  double score_of(double value) const {
    if (value <= 0) return -std::numeric_limits<double>::infinity();
    std::size_t right = 1;
    while (right + 1 < points.size() && points[right].value < value) ++right;
    const auto& [p0, v0] = points[right - 1];
    const auto& [p1, v1] = points[right];
    const double z0 = normal_quantile(p0);
    return z0 + (normal_quantile(p1) - z0) * std::log(value / v0) / std::log(v1 / v0);
  }
  double cumulative(double value) const { return std::erfc(-score_of(value) / std::sqrt(2.0)) / 2; }
  double quantile(double probability) const {
    const double score = normal_quantile(probability);
    std::size_t right = 1;
    while (right + 1 < points.size() && points[right].probability < probability) ++right;
    const auto& [p0, v0] = points[right - 1];
    const auto& [p1, v1] = points[right];
    const double z0 = normal_quantile(p0);
    return v0 * std::exp(std::log(v1 / v0) * (score - z0) / (normal_quantile(p1) - z0));
  }
};

std::vector<MeasuredPercentile> percentiles_at(const std::vector<double>& sorted,
                                               const std::set<double>& probabilities) {
  std::vector<MeasuredPercentile> percentiles;
  double last = 0;
  for (const double probability : probabilities) {
    if (!is_known(sorted, probability)) continue;
    const double value = measured_quantile(sorted, probability, 0.95).value;
    // As far apart as to be different with four digits, and in whole nanoseconds.
    if (value < std::max(last * 1.001, last + 1)) continue;
    percentiles.push_back({probability, value});
    last = value;
  }
  if (percentiles.size() < 2) percentiles.clear();
  return percentiles;
}

// The share of the values up to where the line is farthest from them.
double farthest_share(const std::vector<double>& sorted, const LogLine& line) {
  const auto n = static_cast<double>(sorted.size());
  double farthest = 0;
  double share = 0.5;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const double here = (static_cast<double>(i) + 0.5) / n;
    const double distance = std::abs(line.cumulative(sorted[i]) - here);
    if (distance <= farthest) continue;
    farthest = distance;
    share = here;
  }
  return share;
}

// The usual ones, and whole percents where those leave out a step, such as between the hits and the
// misses of a cache.
void add_percentiles(Proposal& proposal) {
  constexpr int most_steps = 6;
  std::set<double> probabilities{0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999};
  for (int step = 0;; ++step) {
    proposal.percentiles = percentiles_at(proposal.sorted, probabilities);
    if (proposal.percentiles.empty()) return;
    const LogLine line{proposal.percentiles};
    proposal.of_percentiles = describe(
        proposal, [&](double value) { return line.cumulative(value); },
        [&](double probability) { return line.quantile(probability); });
    if (proposal.of_percentiles.distance <= tolerated_distance || step == most_steps) return;
    const double percent = 100 * farthest_share(proposal.sorted, line);
    for (const double whole : {std::floor(percent), std::ceil(percent)}) {
      if (whole > 0 && whole < 100) probabilities.insert(whole / 100);
    }
  }
}

std::size_t count_far_out(const std::vector<double>& sorted) {
  const double lower = measured_quantile(sorted, 0.25, 0.95).value;
  const double upper = measured_quantile(sorted, 0.75, 0.95).value;
  if (lower <= 0 || upper <= lower) return 0;
  const double fence = std::pow(upper / lower, 6);
  return static_cast<std::size_t>(std::ranges::count_if(sorted, [&](double value) {
    return value > 0 && (value > upper * fence || value < lower / fence);
  }));
}

void measure(Proposal& proposal) {
  std::vector<double>& sorted = proposal.sorted;
  std::ranges::sort(sorted);
  CHECK(sorted.size() >= 2);
  CHECK(sorted.front() >= 0);
  proposal.mean =
      std::accumulate(sorted.begin(), sorted.end(), 0.0) / static_cast<double>(sorted.size());
  for (std::size_t i = 0; i < judged_quantiles.size(); ++i) {
    proposal.measured[i] = measured_quantile(sorted, judged_quantiles[i], 0.95);
  }
  proposal.zeros = static_cast<std::size_t>(std::ranges::count(sorted, 0.0));
  proposal.different = 1;
  for (std::size_t i = 1; i < sorted.size(); ++i) proposal.different += sorted[i] > sorted[i - 1];
  proposal.far_out = count_far_out(sorted);
}

Proposal::Kind kind_of(const Proposal& proposal) {
  if (proposal.different == 1) return Proposal::Kind::constant;
  if (proposal.shape_fits && proposal.tail_fits) return Proposal::Kind::law;
  constexpr double far_away = 0.15;  // lines between percentiles cannot draw steps
  const bool drawn = !proposal.percentiles.empty() && proposal.of_percentiles.distance < far_away;
  if (drawn) return Proposal::Kind::percentiles;
  return Proposal::Kind::samples;
}

}  // namespace

Proposal propose(std::vector<double> nanoseconds) {
  Proposal proposal;
  proposal.sorted = std::move(nanoseconds);
  measure(proposal);
  if (proposal.different > 1) {
    add_laws(proposal);
    judge(proposal);
    add_percentiles(proposal);
  }
  proposal.kind = kind_of(proposal);
  return proposal;
}

std::vector<LawKind> rivals_of(const Proposal& proposal) {
  constexpr double tellable = 6;
  std::vector<LawKind> rivals;
  for (std::size_t i = 1; i < proposal.laws.size(); ++i) {
    const DescribedLaw& law = proposal.laws[i];
    if (law.schwarz - proposal.laws.front().schwarz < tellable) rivals.push_back(law.law.kind);
  }
  return rivals;
}

}  // namespace txlab
