// Laws of positive quantities fitted to measured values by maximum likelihood, in closed form.
//
// They are the laws that scenarios can name (sim/base/distribution.hpp), with the same meaning of
// their parameters. Values are in one unit, which is that of the parameters and quantiles, too.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace txlab {

enum class LawKind : std::uint8_t { uniform, exponential, normal, lognormal, pareto };
inline constexpr std::array<LawKind, 5> all_laws{
    LawKind::uniform, LawKind::exponential, LawKind::normal, LawKind::lognormal, LawKind::pareto};

std::string_view name_of(LawKind kind);

struct FittedLaw {
  LawKind kind = LawKind::lognormal;
  // uniform: low, high; exponential: mean, -; normal: mean, standard deviation; lognormal: mean and
  // standard deviation of the logarithm; Pareto: minimum, shape.
  double first = 0;
  double second = 0;
  double log_likelihood = 0;  // of the values it was fitted to

  int parameters() const { return kind == LawKind::exponential ? 1 : 2; }
  double cumulative(double value) const;
  // 0 < probability < 1; to a relative error of 2e-9.
  double quantile(double probability) const;
};

// The parameters under which the values are likeliest. Nothing if the law cannot have produced
// them (a zero is no lognormal value) or does not spread (all values are equal). There are two
// values or more, in ascending order, none negative. Uniform and Pareto laws begin at the smallest
// value; the deviation divides by n (Johnson, Kotz, Balakrishnan, "Continuous Univariate
// Distributions" 1, sections 13.4.3, 14.4.4, 20.4.1).
std::optional<FittedLaw> fitted(LawKind kind, std::span<const double> sorted);

}  // namespace txlab
