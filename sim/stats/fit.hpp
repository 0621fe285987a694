// Do these data come from that law? Two classical tests; each gives the probability of data at
// least this odd if the law is right.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace txlab {

// Pearson's chi-square test: counts in cells beside the probabilities of the cells. Every cell
// should expect five or more.
double chi_square_p(std::span<const std::uint64_t> counts, std::span<const double> probabilities);

// Kolmogorov and Smirnov's test of independent values against the uniform law on (0, 1). The
// p-value is M. A. Stephens' approximation (JRSS B 32, 1970), good from ten values on.
double uniform_p(std::vector<double> values);

}  // namespace txlab
