// Which distribution to write for measured latencies, and how far it can be trusted.
//
// The likeliest law (Schwarz's criterion) is proposed if neither its shape nor its tail is at odds
// with the values; else their percentiles are; and where there are fewer values than percentiles
// need, or a clock has made steps of them, the values themselves.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/stats/goodness_of_fit.hpp"

namespace txlab {

inline constexpr std::array<double, 4> judged_quantiles{0.5, 0.9, 0.99, 0.999};
using QuantileErrors = std::array<double, judged_quantiles.size()>;

// How a distribution compares with the values.
struct Description {
  double distance = 0;    // Kolmogorov and Smirnov's
  QuantileErrors errors;  // 0.1: ten percent above the measured quantile; NaN: that is not known
};

struct DescribedLaw {
  FittedLaw law;
  double akaike = 0;
  double schwarz = 0;
  Description description;
};

struct MeasuredPercentile {
  double probability = 0;
  double value = 0;
};

struct Proposal {
  enum class Kind : std::uint8_t { constant, law, percentiles, samples } kind = Kind::samples;

  // What was measured, in nanoseconds.
  std::vector<double> sorted;
  double mean = 0;
  std::array<Interval, judged_quantiles.size()> measured;  // 95 %
  std::size_t zeros = 0;
  std::size_t different = 0;  // values that differ
  // Beyond six interquartile ranges of the logarithms from the quartiles; of a lognormal law one in
  // 10^18 (Tukey's fences, "Exploratory Data Analysis", 1977, twice as wide).
  std::size_t far_out = 0;

  // The first is the one that is proposed, if any is.
  std::vector<DescribedLaw> laws;
  BootstrapTest test;       // of the first law
  bool shape_fits = false;  // the first law is not rejected at 1 %, or less than 0.02 away
  bool tail_fits = false;   // all its judged quantiles are near the measured ones, or may be

  // Rising by a thousandth or more, each with five values or more beyond it.
  std::vector<MeasuredPercentile> percentiles;
  Description of_percentiles;
};

// There are two values or more, in nanoseconds, none negative.
Proposal propose(std::vector<double> nanoseconds);

// The laws that the values do not tell from the first one: within 6 of its criterion.
std::vector<LawKind> rivals_of(const Proposal& proposal);

}  // namespace txlab
