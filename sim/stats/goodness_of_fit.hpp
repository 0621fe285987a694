// How well a law describes measured values: its farthest distance from their empirical
// distribution, the chance of such a distance if the law is right, and its order among others.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>

#include "sim/stats/fitted_law.hpp"
#include "sim/stats/interval.hpp"

namespace txlab {

// Kolmogorov and Smirnov's distance; the values are in ascending order. Of equal values the
// empirical distribution is taken as a whole step, as it is for any others.
double distance_of(std::span<const double> sorted, const std::function<double(double)>& cumulative);

// Akaike's and Schwarz's criterion; smaller is better. Differences count: of Schwarz's, 2 to 6 are
// positive evidence, 6 to 10 strong, more very strong (Kass and Raftery, JASA 90, 1995, 3.2).
double akaike(const FittedLaw& law);
double schwarz(const FittedLaw& law, std::size_t values);

struct BootstrapTest {
  double p = 1;
  int repetitions = 0;
};

// The probability of a distance at least this large if the values come from this kind of law with
// parameters that were fitted to them. The tables of Kolmogorov and Smirnov are for laws known
// beforehand and far too lenient here (Lilliefors, JASA 62, 1967), so samples of the law are drawn
// and fitted anew (parametric bootstrap; Davison and Hinkley, "Bootstrap Methods and Their
// Application", 1997, section 4.2). Above `most_drawn` values that many are drawn, and distances
// are compared times the root of the number, whose limit they have reached by then. Deterministic.
inline constexpr std::size_t most_drawn = 1000;
BootstrapTest bootstrap_test(const FittedLaw& law, double distance, std::size_t values,
                             int repetitions = 499);

// The measured quantile, between neighbours linear as in Distribution::samples; low and high are
// the order statistics that enclose the true one with this confidence, whatever the law (binomial;
// David and Nagaraja, "Order Statistics", 2003, section 7.1). `known` is false if there are not
// values enough above and below for an interval.
Interval measured_quantile(std::span<const double> sorted, double probability, double confidence);

}  // namespace txlab
