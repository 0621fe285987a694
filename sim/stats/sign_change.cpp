#include "sim/stats/sign_change.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "sim/base/check.hpp"
#include "sim/stats/interval.hpp"
#include "sim/stats/student_t.hpp"

namespace txlab {

namespace {

// Between two points, u = 0 at the left one and 1 at the right one: mean(u)^2 minus the square of
// the interval's half-width, which is negative where the interval holds zero. A parabola.
struct Evidence {
  double square = 0;
  double linear = 0;
  double constant = 0;

  double at(double u) const { return (square * u + linear) * u + constant; }
};

// With m the mean at the left and d what it rises by, both over the replications that tell at
// both ends: (m + u d)^2 - k (var m + 2u cov(m, d) + u^2 var d), with k = t^2 / n.
std::optional<Evidence> evidence_between(const MeasuredPoint& left, const MeasuredPoint& right,
                                         double confidence) {
  std::vector<double> starts;
  std::vector<double> rises;
  std::vector<double> ends;
  const std::size_t both = std::min(left.per_replication.size(), right.per_replication.size());
  for (std::size_t i = 0; i < both; ++i) {
    const double start = left.per_replication[i];
    const double end = right.per_replication[i];
    if (!std::isfinite(start) || !std::isfinite(end)) continue;
    starts.push_back(start);
    ends.push_back(end);
    rises.push_back(end - start);
  }
  if (starts.size() < 2) return std::nullopt;
  const Moments start = moments_of(starts);
  const Moments rise = moments_of(rises);
  const double covariance = (moments_of(ends).variance - start.variance - rise.variance) / 2;
  const auto n = static_cast<double>(starts.size());
  const double t = student_t_quantile(0.5 + confidence / 2, n - 1);
  const double k = t * t / n;
  return Evidence{.square = rise.mean * rise.mean - k * rise.variance,
                  .linear = 2 * (start.mean * rise.mean - k * covariance),
                  .constant = start.mean * start.mean - k * start.variance};
}

// The zeros of the parabola, the smaller one first.
std::vector<double> zeros(const Evidence& evidence) {
  const auto [a, b, c] = evidence;
  if (a == 0) return b == 0 ? std::vector<double>{} : std::vector{-c / b};
  const double discriminant = b * b - 4 * a * c;
  if (discriminant < 0) return {};
  const double q = -(b + std::copysign(std::sqrt(discriminant), b)) / 2;
  std::vector found{q / a};
  if (q != 0) found.push_back(c / q);
  std::ranges::sort(found);
  return found;
}

// Walks away from u until there is evidence of a sign, inside one piece of the axis.
std::optional<double> evidence_before(const Evidence& evidence, double u) {
  if (evidence.at(u) >= 0) return u;
  std::optional<double> found;
  for (const double zero : zeros(evidence)) {
    if (zero >= 0 && zero < u) found = zero;
  }
  return found;
}
std::optional<double> evidence_after(const Evidence& evidence, double u) {
  if (evidence.at(u) >= 0) return u;
  for (const double zero : zeros(evidence)) {
    if (zero <= 1 && zero > u) return zero;
  }
  return std::nullopt;
}

}  // namespace

ChangeInterval change_interval(std::span<const MeasuredPoint> points, double change,
                               double confidence) {
  CHECK(confidence > 0 && confidence < 1);
  CHECK(points.size() >= 2);
  const double nowhere = std::numeric_limits<double>::infinity();
  const auto place = [&](std::size_t piece, double u) {
    return points[piece].at + u * (points[piece + 1].at - points[piece].at);
  };
  std::size_t here = 0;
  while (here + 2 < points.size() && points[here + 1].at < change) ++here;
  const double u = (change - points[here].at) / (points[here + 1].at - points[here].at);

  ChangeInterval result{-nowhere, nowhere, true};
  for (std::size_t piece = here + 1; piece-- > 0;) {
    const auto evidence = evidence_between(points[piece], points[piece + 1], confidence);
    if (!evidence) return {change, change, false};
    const auto found = evidence_before(*evidence, piece == here ? u : 1);
    if (!found) continue;
    result.low = place(piece, *found);
    break;
  }
  for (std::size_t piece = here; piece + 1 < points.size(); ++piece) {
    const auto evidence = evidence_between(points[piece], points[piece + 1], confidence);
    if (!evidence) return {change, change, false};
    const auto found = evidence_after(*evidence, piece == here ? u : 0);
    if (!found) continue;
    result.high = place(piece, *found);
    break;
  }
  return result;
}

}  // namespace txlab
