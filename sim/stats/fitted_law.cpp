#include "sim/stats/fitted_law.hpp"

#include <boost/math/constants/constants.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "sim/base/check.hpp"
#include "sim/base/elementary.hpp"

namespace txlab {

namespace {

struct Spread {
  double mean = 0;
  double deviation = 0;  // divided by n
};

// In two passes, because a variance from sums of squares loses its digits.
template <typename Of>
Spread spread(std::span<const double> values, const Of& of) {
  const auto n = static_cast<double>(values.size());
  double sum = 0;
  for (const double value : values) sum += of(value);
  const double mean = sum / n;
  double squares = 0;
  for (const double value : values) squares += (of(value) - mean) * (of(value) - mean);
  return {mean, std::sqrt(squares / n)};
}

// At the maximum the squares sum up to n times the variance, so only this is left.
double normal_log_likelihood(double n, double deviation) {
  using boost::math::double_constants::two_pi;
  return -n / 2 * (std::log(two_pi * deviation * deviation) + 1);
}

FittedLaw normal_law(std::span<const double> sorted) {
  const auto n = static_cast<double>(sorted.size());
  const Spread found = spread(sorted, [](double x) { return x; });
  return {LawKind::normal, found.mean, found.deviation, normal_log_likelihood(n, found.deviation)};
}

FittedLaw lognormal_law(std::span<const double> sorted) {
  const auto n = static_cast<double>(sorted.size());
  const Spread found = spread(sorted, [](double x) { return std::log(x); });
  // The density has a factor 1/x more than that of the logarithm.
  return {LawKind::lognormal, found.mean, found.deviation,
          normal_log_likelihood(n, found.deviation) - n * found.mean};
}

FittedLaw pareto_law(std::span<const double> sorted) {
  const auto n = static_cast<double>(sorted.size());
  const double minimum = sorted.front();
  const double excess = spread(sorted, [&](double x) { return std::log(x / minimum); }).mean;
  const double shape = 1 / excess;
  return {LawKind::pareto, minimum, shape,
          n * (std::log(shape) - std::log(minimum) - (shape + 1) * excess)};
}

FittedLaw exponential_law(std::span<const double> sorted) {
  const auto n = static_cast<double>(sorted.size());
  const double mean = spread(sorted, [](double x) { return x; }).mean;
  return {LawKind::exponential, mean, 0, -n * (std::log(mean) + 1)};
}

FittedLaw uniform_law(std::span<const double> sorted) {
  const auto n = static_cast<double>(sorted.size());
  const double width = sorted.back() - sorted.front();
  return {LawKind::uniform, sorted.front(), sorted.back(), -n * std::log(width)};
}

double normal_cumulative(double score) { return boost::math::cdf(boost::math::normal(), score); }

}  // namespace

std::string_view name_of(LawKind kind) {
  constexpr std::array<std::string_view, all_laws.size()> names{"uniform", "exponential", "normal",
                                                                "lognormal", "pareto"};
  return names[static_cast<std::size_t>(kind)];
}

double FittedLaw::cumulative(double value) const {
  switch (kind) {
    case LawKind::uniform:
      return value <= first ? 0 : value >= second ? 1 : (value - first) / (second - first);
    case LawKind::exponential:
      return value <= 0 ? 0 : -std::expm1(-value / first);
    case LawKind::normal:
      return normal_cumulative((value - first) / second);
    case LawKind::lognormal:
      return value <= 0 ? 0 : normal_cumulative((std::log(value) - first) / second);
    case LawKind::pareto:
      return value <= first ? 0 : -std::expm1(-second * std::log(value / first));
  }
  return 0;
}

double FittedLaw::quantile(double probability) const {
  CHECK(probability > 0 && probability < 1);
  switch (kind) {
    case LawKind::uniform:
      return first + (second - first) * probability;
    case LawKind::exponential:
      return -first * std::log1p(-probability);
    case LawKind::normal:
      return first + second * normal_quantile(probability);
    case LawKind::lognormal:
      return std::exp(first + second * normal_quantile(probability));
    case LawKind::pareto:
      return first * std::exp(-std::log1p(-probability) / second);
  }
  return 0;
}

std::optional<FittedLaw> fitted(LawKind kind, std::span<const double> sorted) {
  CHECK(sorted.size() >= 2);
  CHECK(sorted.front() >= 0);
  const bool needs_positive = kind == LawKind::lognormal || kind == LawKind::pareto;
  if (sorted.front() == sorted.back() || (needs_positive && sorted.front() == 0)) {
    return std::nullopt;
  }
  switch (kind) {
    case LawKind::uniform:
      return uniform_law(sorted);
    case LawKind::exponential:
      return exponential_law(sorted);
    case LawKind::normal:
      return normal_law(sorted);
    case LawKind::lognormal:
      return lognormal_law(sorted);
    case LawKind::pareto:
      return pareto_law(sorted);
  }
  return std::nullopt;
}

}  // namespace txlab
