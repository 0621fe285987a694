#include "reports/decision/acceptability.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/base/random.hpp"

namespace txlab {

namespace {

// The gaps that sorted uniform numbers leave are spread evenly over all that sum to one (L.
// Devroye, "Non-Uniform Random Variate Generation", 1986, section V.2).
void draw_weights(const Stream& stream, std::uint64_t number, std::vector<double>& weights) {
  const std::size_t cuts = weights.size() - 1;
  for (std::size_t i = 0; i < cuts; ++i) {
    weights[i] = static_cast<double>(stream.at(number, i).bits >> 11) * 0x1p-53;
  }
  weights[cuts] = 1;
  std::ranges::sort(weights);
  std::adjacent_difference(weights.begin(), weights.end(), weights.begin());
}

}  // namespace

std::vector<double> acceptability(const std::vector<std::vector<double>>& utilities,
                                  std::uint64_t weightings) {
  std::vector<double> shares(utilities.size());
  if (utilities.empty()) return shares;
  const Stream stream(1, "weightings");
  std::vector<double> weights(std::max<std::size_t>(utilities.front().size(), 1));
  std::vector<double> values(utilities.size());
  for (std::uint64_t number = 0; number < weightings; ++number) {
    draw_weights(stream, number, weights);
    for (std::size_t i = 0; i < utilities.size(); ++i) {
      values[i] =
          std::inner_product(utilities[i].begin(), utilities[i].end(), weights.begin(), 0.0);
    }
    const double best = *std::ranges::max_element(values);
    const auto leads = [&](double value) { return value >= best - 1e-12; };
    const auto leaders = static_cast<double>(std::ranges::count_if(values, leads));
    for (std::size_t i = 0; i < utilities.size(); ++i) {
      if (leads(values[i])) shares[i] += 1 / leaders;
    }
  }
  for (double& share : shares) share /= static_cast<double>(weightings);
  return shares;
}

double acceptability_error(std::uint64_t weightings) {
  return 1.96 * std::sqrt(0.25 / static_cast<double>(weightings));
}

}  // namespace txlab
