// Rank acceptability: for which share of all weightings an alternative is the best.
//
// Nobody knows how much an architect cares for latency and how much for money in doubt, so all
// weightings are tried: weights are drawn evenly from those that sum to one, and an alternative's
// value is the weighted sum of its utilities (SMAA: R. Lahdelma and P. Salminen, "SMAA-2",
// Operations Research 49, 2001). The draws come from a stream of their own, so the same utilities
// give the same shares.
#pragma once

#include <cstdint>
#include <vector>

namespace txlab {

inline constexpr std::uint64_t weightings_tried = 20'000;

// Per alternative one utility per criterion, from 0 (worst) to 1 (best). Shares sum to one; whoever
// ties shares. The share p is known to about 2 sqrt(p (1 - p) / weightings).
std::vector<double> acceptability(const std::vector<std::vector<double>>& utilities,
                                  std::uint64_t weightings = weightings_tried);

// The half-width of a 95 % interval of such a share, at its widest.
double acceptability_error(std::uint64_t weightings = weightings_tried);

}  // namespace txlab
